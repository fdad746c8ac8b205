import { whereListedIn } from "../judgement/closure.ts";
import type { Surface } from "../reporters/reporter.ts";
import { count, marks } from "../text/counts.ts";
import { type Paint, painter } from "../text/paint.ts";
import { placeOf } from "../text/place.ts";
import { sanitise } from "../text/sanitise.ts";
import { withhold } from "../text/withhold.ts";
import type { Ends } from "./json.ts";
import type { Change, Lack, ServiceRelease, StageRelease } from "./release.ts";
import { changeWords } from "./words.ts";

const nameWidth = 34;

/** `envcheck release` for people: what changes, then what each stage makes of it, then the answer in one line. */
export function asText(ends: Ends, services: readonly ServiceRelease[], surface: Surface): string {
  if (services.length === 0) return "";
  const paint = painter(surface.color);
  const lines = services
    .filter(({ changes, stages }) => changes.length > 0 || stages.some(isTroubled))
    .flatMap((service) => [...serviceLines(service, ends, paint), ""]);
  return [...lines, answer(ends, services, paint)].map((line) => `${line}\n`).join("");
}

const isTroubled = ({ lacks, doubts, rollback }: StageRelease): boolean => lacks.length + doubts.length + rollback.length > 0;

function serviceLines({ service, changes, stages }: ServiceRelease, ends: Ends, paint: Paint): readonly string[] {
  return [
    paint(sanitise(service), "bold"),
    ...changes.map((change) => changeLine(change, paint)),
    ...stages.flatMap((stage) => stageLines(stage, ends, paint)),
  ];
}

const signs: Readonly<Record<Change["kind"], string>> = { requires: "!", reads: "+", drops: "-", alters: "~" };

function changeLine(change: Change, paint: Paint): string {
  const { variable, kind, before, after } = change;
  const place = (after ?? before)?.reads[0];
  const sign = paint(signs[kind], kind === "requires" ? "red" : kind === "drops" ? "dim" : "cyan");
  const where = place === undefined ? "" : `  ${paint(placeOf(place.at), "dim")}`;
  return `  ${sign} ${sanitise(withhold(variable)).padEnd(nameWidth)} ${sanitise(changeWords(change))}${where}`;
}

function stageLines({ stage, closure, lacks, doubts, rollback }: StageRelease, { from }: Ends, paint: Paint): readonly string[] {
  const state =
    lacks.length > 0 ? paint(marks.failed, "red") : doubts.length > 0 ? paint(marks.doubtful, "yellow") : paint(marks.fine, "green");
  const words =
    lacks.length > 0 ? `cannot carry it: ${count(lacks.length, "variable")} missing` : doubts.length > 0 ? "cannot tell" : "carries it";
  return [
    `  ${state} ${sanitise(stage)}  ${words}`,
    ...lacks.map((lack) => `      ${lackWords(lack)}  ${placeOf(whereListedIn(closure))}`),
    ...doubts.map(({ variable, because }) => `      ${sanitise(withhold(variable))} cannot be seen: ${sanitise(because)}`),
    ...(rollback.length === 0
      ? []
      : [`      a rollback to ${sanitise(from)} would miss ${rollback.map(({ variable }) => sanitise(withhold(variable))).join(", ")}`]),
  ];
}

function lackWords({ variable, need, declaration, isNew }: Lack): string {
  const place = need?.required?.at ?? declaration?.at;
  const why = need?.required === undefined ? "declared required" : "read";
  return `${sanitise(withhold(variable))} is not set${place === undefined ? "" : `, ${why} at ${placeOf(place)}`}${isNew ? "" : ", as before"}`;
}

function answer({ from, to }: Ends, services: readonly ServiceRelease[], paint: Paint): string {
  const failed = services.flatMap(({ service, stages }) =>
    stages.filter(({ lacks }) => lacks.length > 0).map(({ stage }) => `${service} in ${stage}`),
  );
  const what = `the release from ${sanitise(from)} to ${to === null ? "the working tree" : sanitise(to)}`;
  if (failed.length > 0) return paint(`${failed.map(sanitise).join(", ")} cannot carry ${what}`, "red");
  const changed = services.reduce((sum, { changes }) => sum + changes.length, 0);
  return changed === 0 ? `${what} changes nothing that is read` : `every stage carries ${what}, as far as these files tell`;
}
