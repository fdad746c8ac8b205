import { isEmpty } from "../model/value.ts";
import { declaredNote, forWhom, whereSet } from "../judgement/deployment.ts";
import type { Rule } from "./rule.ts";

export const forbidden: Rule = {
  id: "forbidden",
  scope: "variable",
  severity: "error",
  summary: "A variable is set in a stage that forbids it.",
  why: "Someone decided that this stage must never have it, so its presence is a leftover or a mix-up of stages.",
  *check(variable) {
    const { declaration, value, deployment } = variable;
    const set = value.state === "opaque" || (value.state === "known" && !isEmpty(value));
    if (!declaration.forbidden || !set || deployment.role === "example") return;
    const instead = declaration.deprecated ?? "";
    yield {
      at: whereSet(variable),
      message: `${declaration.name} must not be set${forWhom(deployment)}`,
      notes: [declaredNote(declaration, "forbidden")],
      help: instead === "" ? "remove it" : `remove it; ${instead}`,
    };
  },
};
