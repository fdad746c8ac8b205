import { factsOf } from "../judgement/facts.ts";
import type { Rule } from "./rule.ts";

export const duplicate: Rule = {
  id: "duplicate",
  scope: "reading",
  severity: "warning",
  summary: "One name stands twice in one file or list.",
  why: "One of the two is dead, and an edit to that one changes nothing.",
  *check(reading) {
    for (const { name, at, earlier, same } of factsOf(reading, "duplicate")) {
      yield {
        at,
        variable: name,
        message: `${name} is set twice, ${same ? "both times to the same" : "to two different values"}`,
        notes: [{ at: earlier, message: "set here before" }],
        help: "remove one of them",
      };
    }
  },
};
