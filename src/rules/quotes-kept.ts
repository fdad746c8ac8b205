import { divergentPlaces } from "../judgement/divergence.ts";
import { factsOf, placeKey } from "../judgement/facts.ts";
import { withReader } from "../judgement/read-by.ts";
import { grouped, together } from "../judgement/together.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import { rejectedPlaces } from "../judgement/told.ts";
import type { Rule } from "./rule.ts";

export const quotesKept: Rule = {
  id: "quotes-kept",
  scope: "project",
  severity: "error",
  summary: "The quotes around a value become part of it.",
  why: "This reader takes the line as it stands, so a password of one text becomes another one, with quotes at its ends.",
  *check(project) {
    const told = new Set([...rejectedPlaces(project), ...divergentPlaces(project)]);
    for (const reading of project.readings) {
      const kept = factsOf(reading, "quotes-kept").filter(({ at }) => !told.has(placeKey(at)));
      for (const group of grouped(kept, ({ at }) => at.source.path)) {
        const finding = together(group, { one: "keeps the quotes around its value", several: "keep the quotes around their values" });
        yield {
          ...withReader(finding, reading),
          help: "remove the quotes; in a YAML list, put them around the whole item",
          ...(mayBeDeployed(reading.role) ? {} : { severity: "warning" }),
        };
      }
    }
  },
};
