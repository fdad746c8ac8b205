import type { FactOf } from "../model/fact.ts";
import { isEmptyText, sameText, type Sealed } from "../model/sealed.ts";
import { factsOf } from "../judgement/facts.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import type { Span } from "../model/source.ts";
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
    const ownerOf = ownersIn(reading);
    for (const fact of factsOf(reading, "reference")) {
      const { fallback, refers, at } = fact;
      if (fallback === undefined || isEmptyText(fallback) || !inForce(fact)) continue;
      const key = JSON.stringify([at.source.path, ownerOf(at), refers]);
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

/** Tells a place's workload by its start: the last one before it in the same file; other services may well want another default. */
function ownersIn({ spec }: Reading): (at: Span) => number | undefined {
  const starts = new Map<string, number[]>();
  for (const { at } of spec.workloads.toSorted((one, other) => one.at.start - other.at.start)) {
    const list = starts.get(at.source.path);
    if (list === undefined) starts.set(at.source.path, [at.start]);
    else list.push(at.start);
  }
  return ({ source, start }) => lastUpTo(starts.get(source.path) ?? [], start);
}

function lastUpTo(sorted: readonly number[], most: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1];
}
