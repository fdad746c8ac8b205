const modulus = 2n ** 64n;
const reach = 100;

/**
 * The hash that GitHub's upload makes of a line and prints where it differs from ours (github/codeql-action, fingerprints.ts): a polynomial of 37 over
 * the first hundred UTF-16 units from the line's start that are neither blank nor tab, with a mark at the end of the file and zeros behind it.
 */
export function codeqlHash(text: string, line: number): string {
  const start = text.split("\n", line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const units = Array.from(text.slice(start).replaceAll(/\r\n?/g, "\n").replaceAll(/[ \t]/g, ""), (unit) => unit.charCodeAt(0));
  const padded = [...units, 0xff_ff, ...Array.from({ length: reach }, () => 0)].slice(0, reach);
  return padded.reduce((hash, unit) => (hash * 37n + BigInt(unit)) % modulus, 0n).toString(16);
}

/** All that the hash depends on: as many characters with the blanks between them. */
export function hashedBy(text: string, line: number): string {
  const rest = text
    .split("\n")
    .slice(line - 1)
    .join("\n");
  const [found = ""] = /^(?:[ \t]*[^ \t]){0,100}/.exec(rest) ?? [];
  return found;
}
