const spaces = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const blanks = /[\t\v\f\r ]/;

/** White space as Go's `unicode.IsSpace` has it, which is not JavaScript's. */
export function isSpace(character: string): boolean {
  return spaces.test(character);
}

/** The first character from `from` that is no white space, or `to`. */
export function skipSpace(text: string, from: number, to: number = text.length): number {
  let at = from;
  while (at < to && isSpace(text.charAt(at))) at += 1;
  return at;
}

/** The end of the text from `from` to `to` without white space behind it. */
export function trimSpaceEnd(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isSpace(text.charAt(at - 1))) at -= 1;
  return at;
}

/** Where the run of separators at `from` ends; BuildKit parts a keyword from its arguments only at ASCII blanks. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && blanks.test(text.charAt(at))) at += 1;
  return at;
}

/** The first separator from `from` on, or `to`. */
export function findBlank(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && !blanks.test(text.charAt(at))) at += 1;
  return at;
}
