import type { FactOf } from "../model/fact.ts";
import { positionOf, type Span } from "../model/source.ts";
import type { Reading } from "../model/project.ts";
import { factsOf } from "./facts.ts";

/** Finds the reference that a binding's value is made of, when there is one. */
export type Interpolated = (name: string, at: Span) => FactOf<"reference"> | undefined;

/** References stand on the line of the name that they feed; of several in one value the first counts. */
export function interpolatedIn(reading: Reading): Interpolated {
  const facts = new Map<string, FactOf<"reference">>();
  for (const fact of factsOf(reading, "reference")) {
    const key = fact.name === undefined ? undefined : lineKey(fact.name, fact.at);
    if (key !== undefined && !facts.has(key)) facts.set(key, fact);
  }
  return (name, at) => (facts.size === 0 ? undefined : facts.get(lineKey(name, at)));
}

function lineKey(name: string, at: Span): string {
  return `${at.source.path}\0${String(positionOf(at).line)}\0${name}`;
}
