import { unseal } from "../model/sealed.ts";
import { holds, type Law, type Subject, type Text, textsOf } from "./law.ts";

/** Each variable is less than the next, in the unit of its type. A text that is no quantity is the business of `invalid`. */
export const lessThan: Law = {
  kind: "less-than",
  judge({ variables }, { subject }) {
    const { texts, hidden } = textsOf(variables, subject);
    for (const [i, larger] of texts.entries()) {
      const smaller = texts[i - 1];
      if (smaller === undefined) continue;
      const [low, high] = [measure(smaller, subject), measure(larger, subject)];
      if (low === undefined || high === undefined || low < high) continue;
      const message = `${smaller.name} is not less than ${larger.name}`;
      return { state: "violated", names: [smaller.name, larger.name], message, demand: "it must be" };
    }
    return hidden ?? holds;
  },
};

function measure({ name, text }: Text, { declarations }: Subject): number | bigint | undefined {
  const type = declarations.get(name)?.use.type;
  if (type?.measure !== undefined) return type.measure(unseal(text));
  const number = Number(unseal(text));
  return Number.isFinite(number) ? number : undefined;
}
