import { are, holds, type Law, presenceOf, unsure } from "./law.ts";

/** Variables that only make sense together; one with a default never stands in the way. */
export const allOrNone: Law = {
  kind: "all-or-none",
  judge({ variables }, { subject }) {
    const presence = presenceOf(variables, subject);
    const { set, unset, unknown } = presence;
    if (set.length > 0 && unset.length > 0) {
      const message = `${are(unset)} not set while ${are(set)}`;
      return { state: "violated", names: [...set, ...unset], message, demand: "they only make sense together" };
    }
    return unknown.length > 0 && set.length + unset.length + unknown.length > 1 ? unsure(presence) : holds;
  },
};
