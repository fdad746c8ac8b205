const plain = /^[ -~]*$/;
/** Terminal columns of a text without control characters. */
export function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += columns(character);
  return width;
}

/** Letters, punctuation and symbols are told by their number: expressions with properties are costly to make. */
function columns(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300 || (code >= 0x2000 && code < 0x2c00)) return 1;
  if (/\p{M}/u.test(character)) return 0;
  return isWide(code) ? 2 : 1;
}

/** What Unicode's East Asian Width calls wide or full-width, and emoji. */
function isWide(code: number): boolean {
  return wide.some(([first, last]) => code >= first && code <= last);
}

const wide = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
] as const;

/** The text itself, or as much of its start as fits the columns together with `…`. */
export function cut(text: string, columnsLeft: number): string {
  if (widthOf(text) <= columnsLeft) return text;
  let [kept, width] = ["", 1];
  for (const character of text) {
    width += columns(character);
    if (width > columnsLeft) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Breaks between words into lines of at most so many columns; a longer word stands alone. */
export function wrap(text: string, columnsLeft: number): readonly [string, ...string[]] {
  if (widthOf(text) <= columnsLeft) return [text];
  const [first = "", ...words] = text.split(" ");
  const lines: [string, ...string[]] = [first];
  for (const word of words) {
    const line = lines.at(-1) ?? "";
    if (widthOf(line) + 1 + widthOf(word) <= columnsLeft) lines.splice(-1, 1, `${line} ${word}`);
    else lines.push(word);
  }
  return lines;
}
