import { codeSpan, escapeMarkdown } from "../text/markdown.ts";
import { placeOf } from "../text/place.ts";
import type { ProbeReport } from "./probe.ts";
import { countWords, headOf, labelOf, markOf, sentenceOf } from "./text.ts";
import type { Verdict } from "./verdict.ts";

/** `envcheck probe` as the comment of a pull request or a page of a runbook. */
export function asMarkdown(report: ProbeReport): string {
  const failed = report.verdicts.some(({ state }) => state === "failed");
  const groups = new Map<string, Verdict[]>();
  for (const verdict of report.verdicts) groups.set(headOf(verdict), [...(groups.get(headOf(verdict)) ?? []), verdict]);
  const lines = [
    `### ${failed ? "✗ Not everything is reached" : "✓ Everything that was probed is reached"}`,
    "",
    ...[...groups].flatMap(([head, verdicts]) => [`**${escapeMarkdown(head)}**`, "", ...verdicts.flatMap(itemLines), ""]),
    ...report.remarks.flatMap((remark) => [escapeMarkdown(remark), ""]),
    countWords(report),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function itemLines(verdict: Verdict): readonly string[] {
  const [mark] = markOf(verdict);
  return [
    `- ${mark} ${codeSpan(labelOf(verdict))} ${escapeMarkdown(sentenceOf(verdict))} (${codeSpan(placeOf(verdict.goal.at))})`,
    ...verdict.warnings.map((warning) => `  - ${escapeMarkdown(warning)}`),
  ];
}
