import { divergentPlaces } from "../judgement/divergence.ts";
import { factsOf, placeKey } from "../judgement/facts.ts";
import { withReader } from "../judgement/read-by.ts";
import type { Rule } from "./rule.ts";

export const ignoredLine: Rule = {
  id: "ignored-line",
  scope: "reading",
  severity: "warning",
  summary: "The reader of an env file skips a line without a word.",
  why: "Whoever wrote the line believes that it sets something.",
  *check(reading, project) {
    if (reading.role === "test") return;
    const told = divergentPlaces(project);
    for (const { name, at, because } of factsOf(reading, "ignored-line")) {
      if (told.has(placeKey(at))) continue;
      const about = name === undefined ? { at } : { at, variable: name };
      yield withReader({ ...about, message: `${name ?? "a line"} is skipped: ${because}` }, reading);
    }
  },
};
