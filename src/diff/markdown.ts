import { count, marks } from "../text/counts.ts";
import { listed } from "../text/listing.ts";
import { codeSpan, escapeMarkdown } from "../text/markdown.ts";
import { type Comparison, undeterminedIn, type Verdict, verdictOf } from "./comparison.ts";
import { kindCounts, placesOf, sameWords, sideName, toldDifferences } from "./words.ts";

const verdictMarks: Readonly<Record<Verdict, string>> = { same: marks.fine, different: marks.failed, unknown: marks.doubtful };

/** `envcheck diff` for a comment or a job's summary. */
export function asMarkdown(comparisons: readonly Comparison[], keyId: string | undefined): string {
  return comparisons.map((comparison) => `${blockOf(comparison, keyId).join("\n")}\n`).join("\n");
}

function blockOf(comparison: Comparison, keyId: string | undefined): readonly string[] {
  const { before, after, differences } = comparison;
  const [one, other] = [before, after].map((side) => (side === undefined ? "nothing" : codeSpan(sideName(side))));
  const counts = kindCounts(differences);
  const unseen = [before, after].flatMap((side) => (side === undefined ? [] : (undeterminedIn(side) ?? [])));
  const mark = verdictMarks[verdictOf([comparison])];
  const title = `### ${mark} ${one ?? ""} to ${other ?? ""}`;
  if (before === undefined || after === undefined) return [title];
  const rows = toldDifferences(differences, keyId).map(({ names, differences: [first, ...more], words }) => {
    const place = more.length > 0 ? "" : placesOf(first, comparison);
    const where = place === "" ? "" : ` (${codeSpan(place)})`;
    const all =
      names.length > 1
        ? `${codeSpan(listed(names.slice(0, 5)))}${names.length > 5 ? ` and ${count(names.length - 5, "other")}` : ""}`
        : codeSpan(names[0] ?? "");
    return `- ${all} ${escapeMarkdown(words)}${where}`;
  });
  return [
    title,
    "",
    ...unseen.map((because) => `- ${escapeMarkdown(because)}`),
    ...rows,
    ...(rows.length + unseen.length > 0 ? [""] : []),
    `${counts === "" ? "No difference" : escapeMarkdown(counts)}; ${escapeMarkdown(sameWords(comparison))}`,
  ];
}
