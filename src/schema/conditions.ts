import type { Condition } from "../model/schema.ts";
import { type Field, flagIn, keySpan, type Report, textsIn, within, type Word } from "./fields.ts";

/** `when: { OIDC_ENABLED: true, MODE: [a, b], SMTP_HOST: { set: true } }`. */
export function conditionsIn(field: Field | undefined, report: Report): readonly Condition[] {
  if (field?.value.kind === "mapping" && field.value.pairs.length === 0)
    report(keySpan(field), "when names no variable, so it says nothing");
  return [...within(field)].map(([name, inner]) => {
    const set = flagIn(within(inner).get("set"));
    return set === undefined
      ? { name, test: { kind: "one-of", texts: textsIn(inner) ?? [] } }
      : { name, test: { kind: "present", present: set } };
  });
}

/** The variables that conditions name. */
export function namesOfConditions(field: Field | undefined): readonly Word[] {
  return [...within(field)].map(([text, inner]) => ({ text, at: keySpan(inner) }));
}
