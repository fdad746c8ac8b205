import type { Surface } from "../reporters/reporter.ts";
import { count, marks } from "../text/counts.ts";
import { painter } from "../text/paint.ts";
import { placeOf } from "../text/place.ts";
import { problemLine } from "../text/problem.ts";
import { sanitise } from "../text/sanitise.ts";
import { withhold } from "../text/withhold.ts";
import { type Audit, type StageAudit, standingOf } from "./audit.ts";
import { changesSince, snapshotWords, unseenIn } from "./words.ts";

/** A line for each service and stage, and below it what is wrong. */
export function asText({ stages, problems }: Audit, surface: Surface): string {
  const lines = [
    ...problems.map((problem) => `error: ${sanitise(problemLine(problem))}`),
    ...stages.flatMap((stage) => linesOf(stage, surface)),
    closing(stages),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function linesOf(stage: StageAudit, { color }: Surface): readonly string[] {
  const paint = painter(color);
  const { errors, warnings, doubts } = standingOf(stage);
  const mark = errors > 0 ? paint(marks.failed, "red") : doubts > 0 ? paint(marks.doubtful, "yellow") : paint(marks.fine, "green");
  const words = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
    ...(doubts > 0 ? [`${String(doubts)} cannot tell`] : []),
    stage.snapshot === undefined ? "no snapshot" : snapshotWords(stage.snapshot),
  ];
  const head = `${mark} ${paint(sanitise(stage.service), "bold")} ${sanitise(stage.stage)}  ${words.join(" · ")}`;
  return [head, ...detailsOf(stage).map((line) => `    ${sanitise(withhold(line))}`)];
}

function detailsOf(stage: StageAudit): readonly string[] {
  const { sides, snapshot, rotation } = stage;
  return [
    ...sides.flatMap(({ side, diagnostics }) =>
      diagnostics.map(({ severity, rule, message, at, suppressed }) => {
        return `${side}: ${severity}[${rule}] ${message}${suppressed === null ? "" : " (suppressed)"}  ${placeOf(at)}`;
      }),
    ),
    ...(snapshot === undefined ? [] : changesSince(snapshot).map((change) => `since the snapshot: ${change}`)),
    ...rotation.map(({ variable, message }) => `rotation: ${variable} ${message}`),
    ...unseenIn(stage).map((because) => `not seen: ${because}`),
  ];
}

function closing(stages: readonly StageAudit[]): string {
  const all = stages.map(standingOf);
  const sum = (key: "errors" | "warnings" | "doubts"): number => all.reduce((total, one) => total + one[key], 0);
  return `${count(stages.length, "stage")}, ${count(sum("errors"), "error")}, ${count(sum("warnings"), "warning")}, ${String(sum("doubts"))} cannot tell`;
}
