import type { Problem } from "../model/source.ts";
import { placeOf } from "./place.ts";
import { withhold } from "./withhold.ts";

/** What is wrong, behind its place; nothing in it can be a value. */
export function problemLine({ at, message }: Problem): string {
  return at === undefined ? withhold(message) : `${placeOf(at)}: ${withhold(message)}`;
}

/** Each problem once: a document may be read for several services, with other options, or in several looks. */
export function distinctProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((one) => [JSON.stringify([one.at?.source.path, one.at?.start, one.message]), one])).values()];
}
