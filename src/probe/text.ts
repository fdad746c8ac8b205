import type { Surface } from "../reporters/reporter.ts";
import { count } from "../text/counts.ts";
import { type Color, type Paint, painter } from "../text/paint.ts";
import { placeOf } from "../text/place.ts";
import { sanitise } from "../text/sanitise.ts";
import { widthOf } from "../text/width.ts";
import { withhold } from "../text/withhold.ts";
import { countOf } from "./json.ts";
import type { ProbeReport } from "./probe.ts";
import type { State, Verdict } from "./verdict.ts";

const widest = 40;

/** `envcheck probe` for people: a line for each place that a variable leads to, under its service and stage. */
export function asText(report: ProbeReport, { color, quiet }: Surface): string {
  if (report.verdicts.length === 0) return "";
  const paint = painter(color);
  const shown = quiet ? report.verdicts.filter(({ state, warnings }) => state === "failed" || warnings.length > 0) : report.verdicts;
  const widths = {
    label: Math.min(widest, widthOfAll(shown.map(labelOf))),
    time: widthOfAll(shown.map(timeOf)),
  };
  const groups = new Map<string, Verdict[]>();
  for (const verdict of shown) {
    const head = headOf(verdict);
    groups.set(head, [...(groups.get(head) ?? []), verdict]);
  }
  const blocks = [...groups].map(([head, verdicts]) =>
    [paint(head, "bold"), ...verdicts.flatMap((verdict) => linesOf(verdict, widths, paint))].map((line) => `${line}\n`).join(""),
  );
  const end = [...report.remarks.map(sanitise), countWords(report)].map((line) => `${line}\n`).join("");
  return [...blocks, end].join("\n");
}

interface Widths {
  readonly label: number;
  readonly time: number;
}

function widthOfAll(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
}

export function headOf({ goal: { service, stage, workload } }: Verdict): string {
  return `${sanitise(service)} in ${sanitise(stage)}${workload === "" || workload === service ? "" : ` (${sanitise(workload)})`}`;
}

export function labelOf({ goal: { variable, part } }: Verdict): string {
  return `${sanitise(withhold(variable))}${part === undefined ? "" : ` (${part})`}`;
}

const marks: Readonly<Record<State, readonly [string, Color]>> = {
  reached: ["✓", "green"],
  degraded: ["!", "yellow"],
  failed: ["✗", "red"],
  undetermined: ["?", "yellow"],
  "left-out": ["·", "dim"],
};

export function markOf({ state, warnings }: Verdict): readonly [string, Color] {
  return state === "reached" && warnings.length > 0 ? ["!", "yellow"] : marks[state];
}

function linesOf(verdict: Verdict, { label, time }: Widths, paint: Paint): readonly string[] {
  const [mark, color] = markOf(verdict);
  const name = labelOf(verdict);
  const start = `${name}${" ".repeat(Math.max(0, label - widthOf(name)))}  ${paint(timeOf(verdict).padStart(time), "dim")}`;
  return [
    `  ${paint(mark, color)} ${start}  ${sentenceOf(verdict)}  ${paint(placeOf(verdict.goal.at), "dim")}`,
    ...verdict.warnings.map((warning) => `    ${" ".repeat(label + time + 2)}  ${paint("warning", "yellow")}: ${sanitise(warning)}`),
  ];
}

function timeOf({ contact }: Verdict): string {
  return contact === undefined ? "" : `${String(Math.round(contact.milliseconds))} ms`;
}

/** What was found, as the part of a line behind the variable. */
export function sentenceOf({ state, words, contact }: Verdict): string {
  return sanitise(contact === undefined && state !== "failed" ? `not probed: ${words}` : words);
}

export function countWords({ verdicts, milliseconds }: ProbeReport): string {
  const warnings = verdicts.reduce((sum, { warnings: own }) => sum + own.length, 0);
  const numbers = [
    [countOf(verdicts, "degraded"), "degraded"],
    [countOf(verdicts, "failed"), "not reached"],
    [countOf(verdicts, "undetermined"), "cannot tell"],
    [countOf(verdicts, "left-out"), "left out"],
  ] as const;
  return [
    `${String(countOf(verdicts, "reached"))} reached`,
    ...numbers.flatMap(([number, word]) => (number === 0 ? [] : [`${String(number)} ${word}`])),
    ...(warnings === 0 ? [] : [count(warnings, "warning")]),
    `${String(Math.round(milliseconds))} ms`,
  ].join(", ");
}
