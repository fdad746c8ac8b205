import { listed } from "../text/listing.ts";
import { allHold, are, holds, type Law, presenceOf, unsure } from "./law.ts";

/** `when … require …`: once the conditions hold, every variable must be set or have a default. */
export const requireWhen: Law = {
  kind: "require",
  judge({ variables, when }, { subject }) {
    const presence = presenceOf(variables, subject);
    const { unset, unknown } = presence;
    const condition = allHold(when, subject);
    if (condition === false || unset.length + unknown.length === 0) return holds;
    const causes = when.map(({ name }) => name);
    if (condition === "unknown") return { state: "unsure", names: [...unset, ...unknown], because: `${listed(causes)} cannot be seen` };
    if (unset.length === 0) return unsure(presence);
    return { state: "violated", names: [...causes, ...unset], message: `${are(unset)} not set`, demand: `${listed(causes)} asks for it` };
  },
};
