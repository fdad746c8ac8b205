/** `A`, `A and B`, `A, B and C`; beyond `most` the rest is counted: `A, B, C, D, E and 7 more`. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${String(rest)} more` : shown.pop();
  if (last === undefined) return "none";
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}
