import type { Deployment } from "../model/project.ts";
import { factsOf, placeKey } from "./facts.ts";

/** The places, of references and of the variables that they feed, whose doubts are told already as dangling. */
export function danglingPlaces({ readings }: Deployment): ReadonlySet<string> {
  const facts = readings.flatMap((reading) => factsOf(reading, "dangling")).filter(({ optional }) => !optional);
  return new Set(facts.flatMap(({ at, nameAt }) => (nameAt === undefined ? [at] : [at, nameAt])).map(placeKey));
}
