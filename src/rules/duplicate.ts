import { factsOf, placeKey } from "../judgement/facts.ts";
import type { FactOf } from "../model/fact.ts";
import type { Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const duplicate: Rule = {
  id: "duplicate",
  scope: "reading",
  severity: "warning",
  summary: "One name stands twice in one file or list.",
  why: "One of the two is dead, and an edit to that one changes nothing.",
  *check(reading) {
    for (const [first, ...others] of repeatsIn(reading)) {
      const { name, at, earlier } = first;
      yield {
        at,
        variable: name,
        message: `${name} is set ${timesOf([first, ...others])}`,
        notes: [{ at: earlier, message: "set here before" }, ...others.map((other) => ({ at: other.at, message: "here too" }))],
        help: others.length === 0 ? "remove one of them" : "remove all but one of them",
      };
    }
  },
};

type Repeats = [FactOf<"duplicate">, ...FactOf<"duplicate">[]];

/** Each name with all its places: a third one comes behind the second, not behind the first. */
function repeatsIn(reading: Reading): readonly Repeats[] {
  const all: Repeats[] = [];
  const byLast = new Map<string, Repeats>();
  for (const fact of factsOf(reading, "duplicate")) {
    const known = byLast.get(placeKey(fact.earlier));
    const repeats: Repeats = known ?? [fact];
    if (known === undefined) all.push(repeats);
    else repeats.push(fact);
    byLast.set(placeKey(fact.at), repeats);
  }
  return all;
}

function timesOf(repeats: Repeats): string {
  const isSame = repeats.every(({ same }) => same);
  if (repeats.length === 1) return `twice, ${isSame ? "both times to the same" : "to two different values"}`;
  return `${String(repeats.length + 1)} times, ${isSame ? "each time to the same" : "to different values"}`;
}
