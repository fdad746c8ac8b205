import type { Diagnostic, Report } from "../model/diagnostic.ts";
import { count, marks, standing, standingOf, stageWords, suppressedIn, suppressedWords, totalWords } from "../text/counts.ts";
import { codeSpan, escapeMarkdown } from "../text/markdown.ts";
import { placeOf } from "../text/place.ts";
import { itemOf } from "./markdown/item.ts";
import { type Block, folded, fit, withoutItems } from "./markdown/block.ts";
import type { Reporter } from "./reporter.ts";

/** By which whoever posts the report finds its own comment again, to edit it. */
const marker = "<!-- envcheck -->";

/**
 * A comment on a pull request or a job summary: what breaks first, by service and stage, what is known folded away below. It tells no times, so that
 * two runs that saw the same differ in nothing and an edited comment shows what has changed.
 */
export const markdown: Reporter = {
  id: "markdown",
  summary: "a comment on a pull request, or a job summary",
  render(report, { appended = false, quiet }) {
    const found = standing(report);
    const [errors, warnings] = [
      found.filter(({ severity }) => severity === "error"),
      found.filter(({ severity }) => severity === "warning"),
    ];
    const blocks: Block[] = [
      withoutItems(`${marker}\n## envcheck\n\n${escapeMarkdown(totalWords(report))}\n\n`),
      { noun: "problem", head: "", items: report.problems.map(problemItem), foot: "\n" },
      ...groupsOf(errors),
      table(report),
      folded("warning", count(warnings.length, "warning"), warnings.map(itemOf)),
      ...(quiet ? [] : asides(report)),
    ];
    return fit(blocks, appended ? "summary" : "comment");
  },
};

function problemItem({ at, message }: Report["problems"][number]): string {
  return `- **error** ${escapeMarkdown(message)}${at === undefined ? "" : ` ${codeSpan(placeOf(at))}`}\n`;
}

/** What counts for nothing, what nobody could look into, and what is left to say. */
function asides(report: Report): Block[] {
  const suppressed = suppressedIn(report);
  const { unseen, remarks } = report;
  return [
    folded(
      "suppressed finding",
      `${String(suppressed.length)} suppressed`,
      suppressed.map((one) => `- ${escapeMarkdown(suppressedWords(one))} ${codeSpan(placeOf(one.at))}\n`),
    ),
    folded(
      "unseen place",
      `${String(unseen.length)} not seen`,
      unseen.map(({ at, because }) => `- ${escapeMarkdown(because)} ${codeSpan(placeOf(at))}\n`),
    ),
    folded(
      "note",
      count(remarks.length, "note"),
      remarks.map((remark) => `- ${escapeMarkdown(remark)}\n`),
    ),
  ];
}

function table({ stages }: Report): Block {
  const rows = stages.map((stage) => {
    const words = escapeMarkdown(stageWords(stage));
    return `| ${escapeMarkdown(stage.service)} | ${escapeMarkdown(stage.stage)} | ${marks[standingOf(stage)]} ${words} |\n`;
  });
  return { noun: "stage", head: "| service | stage | |\n| --- | --- | --- |\n", items: rows, foot: "\n" };
}

/** The errors of each service and stage under a heading, in the order of the report. */
function groupsOf(errors: readonly Diagnostic[]): Block[] {
  const groups = new Map<string, string[]>();
  for (const error of errors) {
    const title = titleOf(error);
    const items = groups.get(title) ?? [];
    items.push(itemOf(error));
    groups.set(title, items);
  }
  return [...groups].map(([title, items]) => ({ noun: "error", head: `### ${title}\n\n`, items, foot: "\n" }));
}

function titleOf({ service, stage }: Diagnostic): string {
  if (service === undefined) return "In the documents";
  return escapeMarkdown(stage === undefined ? service : `${service} in ${stage}`);
}
