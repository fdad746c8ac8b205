/** One pattern for all of these, which goes over a text once; none of them counts its groups. */
export function anyOf(patterns: readonly RegExp[]): RegExp {
  const [flags = "", ...different] = new Set(patterns.map((pattern) => pattern.flags));
  if (different.length > 0) throw new Error("patterns with different flags cannot be one");
  return new RegExp(patterns.map(({ source }) => `(?:${source})`).join("|"), flags);
}
