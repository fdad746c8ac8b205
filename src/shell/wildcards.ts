/**
 * Whether a pattern is matched in a blink. Packages turn wildcards into expressions that backtrack, once more for every star of a segment: nine
 * stars and a long name, both from a hostile branch, never end. What is beyond this is taken to match nothing.
 */
export function isTame(pattern: string): boolean {
  const segments = pattern.split("/");
  const deep = segments.filter((segment) => segment === "**");
  return deep.length <= 3 && segments.every((segment) => segment === "**" || segment.split("*").length <= 4);
}

/** Takes parentheses, `+` and `|` for themselves, as file names have them; as syntax they would let an expression in. */
export function plainGroups(pattern: string): string {
  return pattern.replaceAll(/[()+|]/g, String.raw`\$&`);
}
