import type { Paint } from "../text/paint.ts";
import { count } from "../text/counts.ts";
import { listed } from "../text/listing.ts";
import { sanitise } from "../text/sanitise.ts";

/** A schema file that was extended or drafted, or the reason why it was left as it is. */
export type SchemaChange =
  | { readonly path: string; readonly text: string; readonly before: string | undefined; readonly added: readonly string[] }
  | { readonly path: string; readonly because: string };

/** Names that one line tells. */
const mostNames = 12;

/** One line for a file; where nothing is written, the lines that would be. */
export function changeLines(change: SchemaChange, onlyShown: boolean, paint: Paint): readonly string[] {
  const path = sanitise(change.path);
  if ("because" in change) return [`${path}: left as it is: ${sanitise(change.because)}`];
  const { text, before, added } = change;
  if (added.length === 0) return [`${path}: nothing to add`];
  const variables = count(added.length, "variable");
  if (!onlyShown)
    return [
      `${path}: ${before === undefined ? "a first draft with " : ""}${variables}${before === undefined ? "" : " added"}: ${sanitise(listed(added, mostNames))}`,
    ];
  return [
    `${path}: ${before === undefined ? "would be drafted with" : "would get"} ${variables}`,
    ...newLines(before ?? "", text).map((line) => paint(`+ ${sanitise(line)}`, "green")),
  ];
}

/** What stands between the lines that both texts begin and end with. */
function newLines(before: string, after: string): readonly string[] {
  const [old, lines] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  let start = 0;
  while (start < old.length && old[start] === lines[start]) start += 1;
  let end = 0;
  while (end < old.length - start && old.at(-1 - end) === lines.at(-1 - end)) end += 1;
  return lines.slice(start, lines.length - end);
}
