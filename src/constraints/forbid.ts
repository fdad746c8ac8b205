import { listed } from "../text/listing.ts";
import { allHold, are, holds, type Law, presenceOf, unsure } from "./law.ts";

/** `when … forbid …`: once the conditions hold, no variable may be set. */
export const forbidWhen: Law = {
  kind: "forbid",
  judge({ variables, when }, { subject }) {
    const presence = presenceOf(variables, subject);
    const { set, unknown } = presence;
    const condition = allHold(when, subject);
    if (condition === false || set.length + unknown.length === 0) return holds;
    const causes = listed(when.map(({ name }) => name));
    if (condition === "unknown") return { state: "unsure", names: [...set, ...unknown], because: `${causes} cannot be seen` };
    if (set.length === 0) return unsure(presence);
    return { state: "violated", names: set, message: `${are(set)} set`, demand: `${causes} rules it out` };
  },
};
