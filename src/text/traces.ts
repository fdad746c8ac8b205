import { type Sealed, unseal } from "../model/sealed.ts";

/** Where the characters of a text stand in another one: pairs of half-open offsets, whose pieces in turn are the text. Says nothing of it by itself. */
export type Traces = readonly number[];

/** Characters to both sides of a place that are searched for pieces, and the most pieces that a text may come in. */
const reach = 8192;
const mostPieces = 64;

/** Finds a text in another: as it stands, best behind a place, else in pieces around it, the longest first. Undefined where a character is not there. */
export function tracesOf(wanted: string | Sealed, within: string, near: number): Traces | undefined {
  const text = typeof wanted === "string" ? wanted : unseal(wanted);
  const whole = placeIn(within, text, near);
  if (whole >= 0) return [whole, whole + text.length];
  const middle = Math.min(near, within.length);
  const first = Math.max(0, middle - reach);
  const around = within.slice(first, middle + reach);
  const traces: number[] = [];
  for (let done = 0; done < text.length;) {
    const left = text.slice(done);
    const length = longestIn(around, left);
    if (length === 0 || traces.length >= 2 * mostPieces) return undefined;
    const start = first + around.indexOf(left.slice(0, length));
    traces.push(start, start + length);
    done += length;
  }
  return traces;
}

/** The text again, from the same other one. */
export function retraced(traces: Traces, within: string): string {
  let text = "";
  for (let index = 0; index < traces.length; index += 2) text += within.slice(traces[index], traces[index + 1]);
  return text;
}

/** Behind the place, where what belongs to it mostly stands, else before. */
function placeIn(within: string, text: string, near: number): number {
  const behind = within.indexOf(text, near);
  return behind < 0 ? within.indexOf(text) : behind;
}

/** How many characters of the beginning occur together. */
function longestIn(around: string, text: string): number {
  let [least, most] = [0, text.length + 1];
  while (most - least > 1) {
    const middle = (least + most) >> 1;
    if (around.includes(text.slice(0, middle))) least = middle;
    else most = middle;
  }
  return least;
}
