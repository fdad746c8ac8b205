import type { Difference } from "../model/difference.ts";
import type { Surface } from "../reporters/reporter.ts";
import { marks } from "../text/counts.ts";
import { listed } from "../text/listing.ts";
import { type Color, type Paint, painter } from "../text/paint.ts";
import { sanitise } from "../text/sanitise.ts";
import { type Comparison, undeterminedIn } from "./comparison.ts";
import { kindCounts, placesOf, sameWords, sideName, toldDifferences } from "./words.ts";

const signs: Readonly<Record<Difference["kind"], readonly [string, Color]>> = {
  added: ["+", "green"],
  removed: ["-", "red"],
  changed: ["~", "cyan"],
  state: ["≠", "cyan"],
  doubtful: ["?", "yellow"],
};

/** `envcheck diff` for people: a line for each variable, with its place on both sides; processes that differ alike are told together. */
export function asText(comparisons: readonly Comparison[], keyId: string | undefined, { color }: Surface): string {
  const paint = painter(color);
  const groups = new Map<string, { readonly head: Comparison; readonly names: string[]; readonly lines: readonly string[] }>();
  for (const comparison of comparisons) {
    const lines = linesOf(comparison, keyId, paint);
    const key = JSON.stringify([comparison.before?.target, signature(comparison, keyId)]);
    const name = comparison.after === undefined ? "nothing" : sideName(comparison.after);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { head: comparison, names: [name], lines });
    else group.names.push(name);
  }
  const blocks = [...groups.values()].map(({ head, names, lines }) => {
    const before = head.before === undefined ? "nothing" : sideName(head.before);
    return [paint(`${sanitise(before)} -> ${sanitise(listed(names, 3))}`, "bold"), ...lines].map((line) => `${line}\n`).join("");
  });
  return blocks.join("\n");
}

/** What is told of a comparison, but for the places. */
function signature({ before, after, differences, same, ambient }: Comparison, keyId: string | undefined): unknown {
  const undetermined = [before, after].map((side) => (side === undefined ? "none" : undeterminedIn(side)));
  return [toldDifferences(differences, keyId).map(({ names, words }) => [names, words]), undetermined, same, ambient];
}

function linesOf(comparison: Comparison, keyId: string | undefined, paint: Paint): readonly string[] {
  const { before, after, differences } = comparison;
  if (before === undefined || after === undefined)
    return [`  ${before === undefined ? paint("+", "green") : paint("-", "red")} only ${before === undefined ? "there" : "here"}`];
  const width = Math.min(Math.max(0, ...differences.map(({ name }) => name.length)), 40);
  const unseen = [before, after]
    .flatMap((side) => undeterminedIn(side) ?? [])
    .map((because) => `  ${paint("?", "yellow")} ${sanitise(because)}`);
  const rows = toldDifferences(differences, keyId).map(({ names, differences: [first, ...more], words }) => {
    const [sign, color] = signs[first.kind];
    const place = more.length > 0 ? "" : placesOf(first, comparison);
    const where = place === "" ? "" : `  ${paint(sanitise(place), "dim")}`;
    return `  ${paint(sign, color)} ${sanitise(listed(names)).padEnd(width)}  ${sanitise(words)}${where}`;
  });
  const counts = kindCounts(differences);
  const mark = counts === "" ? `${paint(marks.fine, "green")} no difference` : counts;
  return [...unseen, ...rows, `  ${mark}; ${sameWords(comparison)}`];
}
