import { factsOf } from "../judgement/facts.ts";
import type { Rule } from "./rule.ts";

export const ignoredLine: Rule = {
  id: "ignored-line",
  scope: "reading",
  severity: "warning",
  summary: "The reader of an env file skips a line without a word.",
  why: "Whoever wrote the line believes that it sets something.",
  *check(reading) {
    if (reading.role === "test") return;
    for (const { name, at, because } of factsOf(reading, "ignored-line")) {
      const about = name === undefined ? { at } : { at, variable: name };
      yield { ...about, message: `${name ?? "a line"} is skipped: ${because}` };
    }
  },
};
