import { changeNotes } from "../judgement/promise.ts";
import type { Drift } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const extraInProcess: Rule = {
  id: "extra-in-process",
  scope: "drift",
  severity: "warning",
  summary: "The running process has a variable that nothing has promised.",
  why: "Somebody set it by hand, or something that no file shows sets it; it is gone, or different, at the next start.",
  *check(drift) {
    for (const { name, kind, after, ambient } of drift.differences) {
      const [winner] = after?.from ?? [];
      if (kind !== "added" || winner === undefined || ambient || !isExpected(name, drift)) continue;
      yield {
        at: winner.at,
        variable: name,
        message: `${name} is set in what runs, and ${drift.target} does not set it`,
        notes: changeNotes(drift, name),
        help: "set it where the others are set, or take it away",
      };
    }
  },
};

/** Documents do not show what the image sets, so beside them only what the service declares counts. */
function isExpected(name: string, { whole, deployment }: Drift): boolean {
  return whole || deployment?.declarations.has(name) === true;
}
