/** What a C escape stands for: a byte of its own, or a character; `length` counts what follows the backslash. */
export interface Escape {
  readonly code: number;
  readonly length: number;
  readonly isByte: boolean;
}

const letters: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["b", 8],
  ["f", 12],
  ["n", 10],
  ["r", 13],
  ["t", 9],
  ["v", 11],
  ["\\", 92],
  ['"', 34],
  ["'", 39],
  ["s", 32],
]);

const numeric = /x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})/y;

/** The escape after a backslash (systemd src/basic/escape.c `cunescape_one`); undefined for one that is unknown, or stands for NUL. */
export function cUnescape(text: string, at: number): Escape | undefined {
  const letter = letters.get(text.charAt(at));
  if (letter !== undefined) return { code: letter, length: 1, isByte: false };
  numeric.lastIndex = at;
  const [matched, hex, short, long, octal] = numeric.exec(text) ?? [];
  if (matched === undefined) return undefined;
  const byte = hex ?? octal;
  const code = octal === undefined ? Number.parseInt(hex ?? short ?? long ?? "", 16) : Number.parseInt(octal, 8);
  const isValid = code > 0 && code <= (byte === undefined ? 0x10ffff : 255);
  return isValid ? { code, length: matched.length, isByte: byte !== undefined } : undefined;
}
