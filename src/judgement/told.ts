import type { Project } from "../model/project.ts";
import { placeKey } from "./facts.ts";

/** The places of values that a declared type rejects: what else is odd there is the same mistake. */
export function rejectedPlaces({ deployments }: Project): ReadonlySet<string> {
  const places = new Set<string>();
  for (const { role, variables } of deployments) {
    for (const { complaint, entry } of role === "example" ? [] : variables.values()) {
      if (complaint !== undefined && entry !== undefined) places.add(placeKey(entry.from[0].at));
    }
  }
  return places;
}
