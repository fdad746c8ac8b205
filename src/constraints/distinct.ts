import { sameText } from "../model/sealed.ts";
import { holds, type Law, textsOf } from "./law.ts";

/** No two variables have the same value. */
export const distinct: Law = {
  kind: "distinct",
  judge({ variables }, { subject }) {
    const { texts, hidden } = textsOf(variables, subject);
    for (const [i, { name, text }] of texts.entries()) {
      const twin = texts.slice(0, i).find((earlier) => sameText(earlier.text, text));
      if (twin === undefined) continue;
      return {
        state: "violated",
        names: [name, twin.name],
        message: `${name} has the same value as ${twin.name}`,
        demand: "they must differ",
      };
    }
    return hidden ?? holds;
  },
};
