import type { Note } from "../model/diagnostic.ts";
import type { Reading } from "../model/project.ts";
import { type Divergence, divergencesOf } from "../judgement/divergence.ts";
import { placeKey } from "../judgement/facts.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import { byPlace, grouped, together } from "../judgement/together.ts";
import { rejectedPlaces } from "../judgement/told.ts";
import type { Rule } from "./rule.ts";

export const readerDivergence: Rule = {
  id: "reader-divergence",
  scope: "project",
  severity: "error",
  summary: "Two programs read one line of an env file, and each makes something else of it.",
  why: "What works with the one fails with the other, such as a password with quotes and without, and the file shows it to nobody.",
  *check(project) {
    const told = rejectedPlaces(project);
    const found = byPlace(divergencesOf(project).filter(({ at }) => !told.has(placeKey(at))));
    for (const group of grouped(found, ({ at, readings, contrast }) =>
      JSON.stringify([at.source.path, readings.map(formatOf), contrast]),
    )) {
      const [{ at, readings }] = group;
      const ways = waysOf(group[0]);
      const finding = together(group, { one: `is read in two ways: ${ways}`, several: `are read in two ways: ${ways}` });
      yield {
        ...finding,
        notes: [...(finding.notes ?? []), ...readings.map((reading) => readBy(reading, at.source.path))],
        help: "write the value so that both take it for the same, or give each a file of its own",
        ...(readings.some(({ role }) => mayBeDeployed(role)) ? {} : { severity: "warning" }),
      };
    }
  },
};

function formatOf({ format }: Reading): string {
  return format;
}

function waysOf({ readings: [first, second], contrast: [one, other] }: Divergence): string {
  return `${one} by ${first.format}, ${other} by ${second.format}`;
}

function readBy({ format, spec, environments, readBy: command }: Reading, path: string): Note {
  if (command !== undefined) return { at: command.at, message: `${command.by} reads it here, as ${format} has it` };
  const [document] = spec.sources;
  if (document === undefined || document.path === path)
    return { message: `${format} is its reader as the target, the schema or its first comment says` };
  const at = environments[0]?.workload.at ?? { source: document, start: 0, end: 0 };
  return { at, message: `${format} reads it for this document` };
}
