import type { Problem } from "../model/source.ts";
import { placeOf } from "./place.ts";
import { withhold } from "./withhold.ts";

/** What is wrong, behind its place; nothing in it can be a value. */
export function problemLine({ at, message }: Problem): string {
  return at === undefined ? withhold(message) : `${placeOf(at)}: ${withhold(message)}`;
}
