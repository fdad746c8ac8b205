import { marks } from "../text/counts.ts";
import { codeSpan, escapeMarkdown } from "../text/markdown.ts";
import { placeOf } from "../text/place.ts";
import { problemLine } from "../text/problem.ts";
import { withhold } from "../text/withhold.ts";
import { type Audit, type SideAudit, type SnapshotAudit, type StageAudit, standingOf } from "./audit.ts";
import { changesSince, snapshotWords, unseenIn } from "./words.ts";

/** The audit as a document: a table with a line for each service and stage, then what is wrong in each. */
export function asMarkdown(audit: Audit): string {
  const { time, stages, problems } = audit;
  const lines = [
    `# Audit of ${new Date(time).toISOString().slice(0, 10)}`,
    "",
    "| service | stage | errors | warnings | cannot tell | snapshot |",
    "| --- | --- | --- | --- | --- | --- |",
    ...stages.map(rowOf),
    "",
    ...(problems.length === 0
      ? []
      : ["## Could not be read", "", ...problems.map((problem) => `- ${escapeMarkdown(problemLine(problem))}`), ""]),
    ...stages.flatMap(sectionOf),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function rowOf(stage: StageAudit): string {
  const { errors, warnings, doubts } = standingOf(stage);
  const mark = errors > 0 ? marks.failed : doubts > 0 ? marks.doubtful : marks.fine;
  const snapshot = stage.snapshot === undefined ? "none" : snapshotWords(stage.snapshot);
  const cells = [
    escapeMarkdown(stage.service),
    `${mark} ${escapeMarkdown(stage.stage)}`,
    errors,
    warnings,
    doubts,
    escapeMarkdown(snapshot),
  ];
  return `| ${cells.join(" | ")} |`;
}

function sectionOf(stage: StageAudit): readonly string[] {
  const { service, sides, snapshot, rotation } = stage;
  const parts = [
    ...sides.flatMap(sideLines),
    ...(snapshot === undefined ? [] : snapshotLines(snapshot)),
    ...rotation.map(({ variable, message }) => `- rotation: ${codeSpan(withhold(variable))} ${escapeMarkdown(message)}`),
    ...unseenIn(stage).map((because) => `- not seen: ${escapeMarkdown(because)}`),
  ];
  return parts.length === 0 ? [] : [`## ${escapeMarkdown(service)} in ${escapeMarkdown(stage.stage)}`, "", ...parts, ""];
}

function sideLines({ side, diagnostics }: SideAudit): readonly string[] {
  return diagnostics.map(({ severity, rule, message, at, suppressed }) => {
    const parked = suppressed === null ? "" : " (suppressed)";
    return `- ${side}: **${severity}** ${codeSpan(rule)} ${escapeMarkdown(message)}${parked}, ${codeSpan(placeOf(at))}`;
  });
}

function snapshotLines(snapshot: SnapshotAudit): readonly string[] {
  return changesSince(snapshot).map((change) => `- since ${snapshotWords(snapshot)}: ${escapeMarkdown(withhold(change))}`);
}
