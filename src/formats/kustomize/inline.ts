import type { Source } from "../../model/source.ts";
import { type Node, type Scalar, yamlDocuments } from "../../text/yaml.ts";
import type { Session } from "./loader.ts";
import { placed, type Place } from "./tree.ts";

/** The documents that a text inside a kustomization holds, their nodes where they stand in that file. */
export function inlineDocuments(session: Session, text: Scalar, source: Source): readonly Node[] {
  const place = placeOf(text, source);
  const inner: Source = { path: source.path, text: text.text };
  const roots: Node[] = [];
  for (const { root, problems } of yamlDocuments(inner)) {
    for (const { at, message } of problems) {
      const start = place(at?.start ?? 0);
      session.problem({ source, start, end: start }, message);
    }
    if (root !== undefined) roots.push(placed(root, source, place));
  }
  return roots;
}

/** Where the characters of a scalar stand. Those of a folded or an escaped one are not to be told apart: all stand where it starts. */
function placeOf({ text, style, start, end }: Scalar, source: Source): Place {
  const raw = source.text.slice(start, end);
  if (raw === text) return (offset) => start + offset;
  const shifts = style === "block" ? shiftsOf(text, raw) : undefined;
  if (shifts === undefined) return () => start;
  return (offset) => start + offset + shiftAt(shifts, offset);
}

function shiftAt(shifts: readonly Shift[], offset: number): number {
  let [low, high] = [0, shifts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shifts[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return shifts[low - 1]?.by ?? 0;
}

interface Shift {
  readonly from: number;
  readonly by: number;
}

/** By how much the lines of a literal block are shifted, by its indentation; undefined where it is no literal one. */
function shiftsOf(text: string, raw: string): readonly Shift[] | undefined {
  const shifts: Shift[] = [];
  let [from, rawFrom] = [0, 0];
  for (const line of text.split("\n")) {
    if (from >= text.length) break;
    const feed = raw.indexOf("\n", rawFrom);
    const rawLine = raw.slice(rawFrom, feed < 0 ? raw.length : feed).replace(/\r$/, "");
    if (!rawLine.endsWith(line)) return undefined;
    shifts.push({ from, by: rawFrom + rawLine.length - line.length - from });
    from += line.length + 1;
    rawFrom = feed < 0 ? raw.length : feed + 1;
  }
  return shifts;
}
