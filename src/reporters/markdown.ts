import type { Diagnostic, Report } from "../model/diagnostic.ts";
import { countWords, marks, standing, standingOf, stageWords } from "../text/counts.ts";
import { codeBlock, codeSpan, escapeMarkdown } from "../text/markdown.ts";
import { placeOf } from "../text/place.ts";
import type { Reporter } from "./reporter.ts";

/** GitHub drops a job summary of more than 1 MiB whole; some room is left for what others wrote before. */
const most = 1_000_000;
const cutNote = "_The report is cut here: it would be larger than a job summary may be._\n";

/** A job summary or a comment: a table of the stages, then the findings, errors first. */
export const markdown: Reporter = {
  id: "markdown",
  summary: "a job summary or a comment",
  render(report) {
    const sections = [
      ["## envcheck", "", escapeMarkdown(countWords(report))],
      table(report),
      ...report.problems.map(({ at, message }) => [
        `- **error** ${escapeMarkdown(message)}${at === undefined ? "" : ` ${codeSpan(placeOf(at))}`}`,
      ]),
      ...standing(report).map(item),
      ...listOf(
        "Not seen",
        report.unseen.map(({ at, because }) => `${escapeMarkdown(because)} ${codeSpan(placeOf(at))}`),
      ),
      ...listOf("Notes", report.remarks.map(escapeMarkdown)),
    ];
    return fit(sections.filter((lines) => lines.length > 0).map((lines) => `${lines.join("\n")}\n\n`));
  },
};

function table({ stages }: Report): string[] {
  if (stages.length === 0) return [];
  const rows = stages.map((stage) => {
    const words = escapeMarkdown(stageWords(stage));
    return `| ${escapeMarkdown(stage.service)} | ${escapeMarkdown(stage.stage)} | ${marks[standingOf(stage)]} ${words} |`;
  });
  return ["| service | stage | |", "| --- | --- | --- |", ...rows];
}

function item(finding: Diagnostic): string[] {
  const { at, rule, severity, message, notes = [], impact, help, suggestion = [], runbook, owner } = finding;
  return [
    `- **${severity}** ${codeSpan(rule)} ${escapeMarkdown(message)} ${codeSpan(placeOf(at))}`,
    ...notes.map((note) => `  - ${escapeMarkdown(note.message)}${note.at === undefined ? "" : ` ${codeSpan(placeOf(note.at))}`}`),
    ...(impact === undefined ? [] : [`  - **impact** ${escapeMarkdown(impact)}`]),
    ...(help === undefined ? [] : [`  - **help** ${escapeMarkdown(help)}`]),
    ...(suggestion.length === 0
      ? []
      : [
          "",
          ...codeBlock(
            suggestion.map((line) => `+ ${line}`),
            "diff",
            "    ",
          ),
        ]),
    ...(runbook === undefined ? [] : [`  - **runbook** ${codeSpan(runbook)}`]),
    ...(owner === undefined ? [] : [`  - **owner** ${escapeMarkdown(owner)}`]),
  ];
}

function listOf(title: string, lines: readonly string[]): string[][] {
  return lines.length === 0 ? [] : [[`### ${title}`, "", ...lines.map((line) => `- ${line}`)]];
}

/** As many whole sections as fit, in bytes. */
function fit(sections: readonly string[]): string {
  const encoder = new TextEncoder();
  let [kept, size] = ["", 0];
  for (const section of sections) {
    size += encoder.encode(section).length;
    if (size > most) return kept + cutNote;
    kept += section;
  }
  return kept;
}
