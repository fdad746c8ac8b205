import { factsOf, placeKey } from "../judgement/facts.ts";
import { grouped } from "../judgement/together.ts";
import type { Rule } from "./rule.ts";

export const invalidName: Rule = {
  id: "invalid-name",
  scope: "reading",
  severity: "warning",
  summary: "A name is one that the reader or the platform refuses or drops.",
  why: "The variable never reaches the process, or keeps the container from starting.",
  *check(reading) {
    // A key that its ConfigMap may not have is skipped by whoever imports it, too.
    for (const [{ name, at, because }] of grouped(factsOf(reading, "invalid-name"), (fact) => placeKey(fact.at))) {
      yield {
        at,
        variable: name,
        message: `${name} is not a name that can be set here: ${because}`,
        help: "use letters, digits and underscores",
      };
    }
  },
};
