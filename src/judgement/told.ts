import type { Project } from "../model/project.ts";
import { placeKey } from "./facts.ts";
import { whereMended } from "./origin.ts";

/** The places of values that a declared type rejects: what else is odd there is the same mistake. */
export function rejectedPlaces({ deployments }: Project): ReadonlySet<string> {
  const places = new Set<string>();
  for (const { role, variables } of deployments) {
    for (const variable of role === "example" ? [] : variables.values()) {
      if (variable.complaint !== undefined) places.add(placeKey(whereMended(variable).at));
    }
  }
  return places;
}
