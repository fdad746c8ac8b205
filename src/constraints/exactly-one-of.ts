import { listed } from "../text/listing.ts";
import { holds, type Law, presenceOf, unsure } from "./law.ts";

/** One variable and no other is set; where none is, a default will do. */
export const exactlyOneOf: Law = {
  kind: "exactly-one-of",
  judge({ variables }, { subject }) {
    const presence = presenceOf(variables, subject);
    const { set, unknown, defaulted } = presence;
    const among = listed(variables);
    if (set.length > 1) {
      const message = `${listed(set)} are ${set.length === 2 ? "both" : "all"} set`;
      return {
        state: "violated",
        names: set,
        message,
        demand: set.length < variables.length ? `only one of ${among} may be` : "only one of them may be",
      };
    }
    if (unknown.length > 0) return unsure(presence);
    if (set.length + defaulted.length > 0) return holds;
    return { state: "violated", names: variables, message: `none of ${among} is set`, demand: "exactly one must be" };
  },
};
