import type { Reading } from "../model/project.ts";
import { positionOf, type Span } from "../model/source.ts";
import { withhold } from "../text/withhold.ts";
import type { Example } from "./evidence.ts";

/** Characters and lines that a description has at most. */
const [longest, mostLines] = [200, 3];

/** The names in example env files, each from the first file that has it. */
export function examplesIn(readings: readonly Reading[]): ReadonlyMap<string, Example> {
  const found = new Map<string, Example>();
  for (const { entries } of readings.flatMap(({ environments }) => environments)) {
    for (const [name, { value, from }] of entries) {
      const [{ at }] = from;
      if (!found.has(name)) found.set(name, { value, at, description: descriptionAbove(at) });
    }
  }
  return found;
}

/** The comment right above a name, unless it is the heading of a group, code, or holds what should not be repeated. */
function descriptionAbove(at: Span): string | undefined {
  const lines = at.source.text.split(/\r?\n/);
  const { line } = positionOf(at);
  const above: string[] = [];
  for (let index = line - 2; index >= 0 && above.length <= mostLines; index -= 1) {
    const words = /^\s*(?!\S*=)#+\s?(.*)$/.exec(lines[index] ?? "")?.[1];
    if (words === undefined) break;
    above.unshift(words.trim());
  }
  const text = above.join(" ").trim();
  if (above.length > mostLines || text.length > longest) return undefined;
  const isHeading = text.split(/\s+/).length < 3 || /^[^\p{L}]*$|[-=#*_]{3,}/u.test(text);
  const isCode = /\w=\S|^\S+:\s*$|https?:\/\/\S*@/.test(text);
  if (isHeading || isCode || withhold(text) !== text) return undefined;
  return text.replace(/[.:]$/, "");
}
