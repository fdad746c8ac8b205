import { isEmpty } from "../model/value.ts";
import { declaredNote, overriddenNotes } from "../judgement/deployment.ts";
import { whereMended } from "../judgement/origin.ts";
import type { Rule } from "./rule.ts";

export const silentlyFalse: Rule = {
  id: "silently-false",
  scope: "variable",
  severity: "error",
  summary: "A boolean is written in a way that its reader takes for another answer without a word.",
  why: "Whoever wrote it meant to switch something on or off; the service does the opposite and logs nothing.",
  *check(variable) {
    const { declaration, complaint, value, entry, deployment } = variable;
    if (complaint?.rule !== "silently-false" || isEmpty(value) || declaration.forbidden || deployment.role === "example") return;
    const { at, notes } = whereMended(variable);
    yield {
      at,
      message: `${declaration.name} ${complaint.message}`,
      notes: [...notes, declaredNote(declaration), ...overriddenNotes(entry)],
      help: complaint.help ?? "write true or false",
    };
  },
};
