import { sameText } from "../model/sealed.ts";
import { holds, type Law, textsOf } from "./law.ts";

/** All variables that are set have the same value. */
export const equal: Law = {
  kind: "equal",
  judge({ variables }, { subject }) {
    const { texts, hidden } = textsOf(variables, subject);
    const [first, ...rest] = texts;
    const other = first === undefined ? undefined : rest.find(({ text }) => !sameText(first.text, text));
    if (first === undefined || other === undefined) return hidden ?? holds;
    return {
      state: "violated",
      names: [other.name, first.name],
      message: `${other.name} differs from ${first.name}`,
      demand: "they must be equal",
    };
  },
};
