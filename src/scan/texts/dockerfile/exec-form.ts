import type { Extent } from "../../found.ts";

/** A text, and where its parts stand in the file. */
export interface Piece {
  readonly text: string;
  readonly place: (start: number, end: number) => Extent | null;
}

interface Script {
  readonly piece: Piece;
  readonly options: string;
}

/** The script in `["sh", "-c", "…"]`, whatever stands in front of the shell. */
export function shellScript({ text, place }: Piece): Script | null {
  const items = [...text.matchAll(/"((?:[^"\\]|\\.)*)(?:"|$)/g)].map(({ 1: inner = "", index }) => ({ inner, start: index + 1 }));
  const shell = items.findIndex(({ inner }) => /(?:^|\/)(?:ba|da|a|k|z)?sh$/.test(inner));
  const flag = shell === -1 ? -1 : items.findIndex(({ inner }, at) => at > shell && /^-\w*c$/.test(inner));
  const script = flag === -1 ? undefined : items[flag + 1];
  if (script === undefined) return null;
  const options = items.slice(shell + 1, flag + 1).map(({ inner }) => inner);
  return { piece: unescaped(script.inner, script.start, place), options: options.join("") };
}

/** Of every character of the text, where it is written: an escape of JSON is longer than what it stands for. */
function unescaped(inner: string, from: number, place: Piece["place"]): Piece {
  const offsets: number[] = [];
  let text = "";
  for (const { 0: written, index } of inner.matchAll(/\\u[0-9a-fA-F]{4}|\\.|[^\\]/gs)) {
    const character = written.length === 1 ? written : characterOf(written);
    for (let at = 0; at < character.length; at += 1) offsets.push(from + index);
    text += character;
  }
  const end = from + inner.length;
  return { text, place: (start, to) => place(offsets[start] ?? end, offsets[to] ?? end) };
}

function characterOf(escape: string): string {
  try {
    const value: unknown = JSON.parse(`"${escape}"`);
    return typeof value === "string" ? value : "";
  } catch {
    return "";
  }
}
