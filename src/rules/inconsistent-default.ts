import type { FactOf } from "../model/fact.ts";
import { isEmptyText, sameText, type Sealed } from "../model/sealed.ts";
import { factsOf } from "../judgement/facts.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import type { Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const inconsistentDefault: Rule = {
  id: "inconsistent-default",
  scope: "reading",
  severity: "warning",
  summary: "One service refers to a variable twice, with two different defaults.",
  why: "While the variable is not set, one half of the service works with one value and the other half with another.",
  *check(reading) {
    if (!mayBeDeployed(reading.role)) return;
    const first = new Map<string, Fallback>();
    for (const fact of factsOf(reading, "reference")) {
      const { fallback, refers, at } = fact;
      if (fallback === undefined || isEmptyText(fallback) || !inForce(fact)) continue;
      const key = JSON.stringify([placeOfWorkload(fact, reading), refers]);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, { fact, fallback });
      if (earlier === undefined || sameText(earlier.fallback, fallback)) continue;
      yield {
        at,
        variable: refers,
        message: `${refers} has two different defaults in one service`,
        notes: [{ at: earlier.fact.at, message: "the other default" }],
        help: `give both the same default, or set ${refers} in one place`,
      };
    }
  },
};

interface Fallback {
  readonly fact: FactOf<"reference">;
  readonly fallback: Sealed;
}

/** A default beside a value that is set has no effect. */
function inForce({ otherwise, value }: FactOf<"reference">): boolean {
  return otherwise === "default" && (value.state === "absent" || value.state === "unknown");
}

/** The workload that a place belongs to: the last one that starts before it in the same file; other services may well want another default. */
function placeOfWorkload({ at }: FactOf<"reference">, { spec }: Reading): string {
  let owner = -1;
  for (const { at: start } of spec.workloads) {
    if (start.source.path === at.source.path && start.start <= at.start) owner = Math.max(owner, start.start);
  }
  return `${at.source.path}:${String(owner)}`;
}
