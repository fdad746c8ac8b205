import { listed } from "../text/listing.ts";
import { holds, type Law, presenceOf, unsure } from "./law.ts";

/** Some variable is set or has a default. */
export const atLeastOneOf: Law = {
  kind: "at-least-one-of",
  judge({ variables }, { subject }) {
    const presence = presenceOf(variables, subject);
    if (presence.set.length + presence.defaulted.length > 0) return holds;
    if (presence.unknown.length > 0) return unsure(presence);
    return { state: "violated", names: variables, message: `none of ${listed(variables)} is set`, demand: "at least one must be" };
  },
};
