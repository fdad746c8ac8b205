import { isEmpty } from "../model/value.ts";
import { declaredNote, overriddenNotes } from "../judgement/deployment.ts";
import { whereMended } from "../judgement/origin.ts";
import type { Rule } from "./rule.ts";

export const invalid: Rule = {
  id: "invalid",
  scope: "variable",
  severity: "error",
  summary: "A value does not fit its declaration.",
  why: "The service refuses it at start-up at best, and reads something else out of it at worst.",
  *check(variable) {
    const { declaration, complaint, value, entry, deployment } = variable;
    if (complaint?.rule !== "invalid" || isEmpty(value) || declaration.forbidden || deployment.role === "example") return;
    const help = complaint.help ?? (declaration.docs === undefined ? undefined : `see ${declaration.docs}`);
    const { at, notes } = whereMended(variable);
    yield {
      at,
      message: `${declaration.name} ${complaint.message}`,
      notes: [...notes, declaredNote(declaration), ...overriddenNotes(entry)],
      ...(help === undefined ? {} : { help }),
    };
  },
};
