import { isPortableName } from "../text/names.ts";
import { divergentPlaces } from "../judgement/divergence.ts";
import { factsOf, placeKey } from "../judgement/facts.ts";
import { rejectedPlaces } from "../judgement/told.ts";
import type { Project, Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const unexpandedReference: Rule = {
  id: "unexpanded-reference",
  scope: "project",
  severity: "warning",
  summary: "A reference to another variable reaches the process as it is written.",
  why: "The reader of this file does not expand it, so the service gets a dollar sign instead of a value.",
  *check(project) {
    const told = new Set([...rejectedPlaces(project), ...divergentPlaces(project)]);
    for (const reading of project.readings) {
      if (reading.role === "example" || isOfUnknownReader(reading, project)) continue;
      for (const { name, refers, at, because } of factsOf(reading, "unexpanded")) {
        if (!isPortableName(name) || told.has(placeKey(at))) continue;
        yield { at, variable: name, message: `${name} keeps its reference to ${refers} as text, since ${because}` };
      }
    }
  },
};

/** An env file that discovery found may well be read by compose or another loader that does expand. */
function isOfUnknownReader({ format, spec }: Reading, { deployments }: Project): boolean {
  return format === "dotenv" && !deployments.some(({ readings }) => readings.some((reading) => reading.spec === spec));
}
