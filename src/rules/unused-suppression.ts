import type { Rule } from "./rule.ts";
import { listed } from "../text/listing.ts";

export const unusedSuppression: Rule = {
  id: "unused-suppression",
  scope: "suppression",
  severity: "warning",
  summary: "A suppression has nothing to suppress.",
  why: "What it was about is put right, or has moved, and the next mistake of that kind would go unseen.",
  *check({ rules, variables, at }) {
    const what = [listed(rules), ...(variables.length === 0 ? [] : [`of ${listed(variables)}`])].join(" ");
    yield { at, message: `nothing here is suppressed: there is no ${what}`, help: "take it away" };
  },
};
