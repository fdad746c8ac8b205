/** Text that stands in several pieces in its file, as lines that a backslash joins do; `start` is the offset of a piece in the file. */
export interface Joined {
  readonly text: string;
  readonly pieces: readonly { readonly at: number; readonly start: number }[];
}

/** Where a character of the text stands in the file. */
export function offsetOf({ pieces }: Joined, at: number): number {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  return piece === undefined ? 0 : piece.start + at - piece.at;
}

/** A part of the text, with its pieces. */
export function sliceOf(joined: Joined, from: number, to: number): Joined {
  const pieces = [{ at: 0, start: offsetOf(joined, from) }];
  for (const { at, start } of joined.pieces) if (at > from && at < to) pieces.push({ at: at - from, start });
  return { text: joined.text.slice(from, to), pieces };
}
