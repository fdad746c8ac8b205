import { declaredNote, forWhom, whereSet } from "../judgement/deployment.ts";
import type { Rule } from "./rule.ts";

export const deprecated: Rule = {
  id: "deprecated",
  scope: "variable",
  severity: "warning",
  summary: "A variable is set that the schema calls deprecated.",
  why: "The release that stops reading it will silently ignore what is written here.",
  *check(variable) {
    const { declaration, value, deployment } = variable;
    const set = value.state === "opaque" || value.state === "known";
    if (declaration.deprecated === undefined || declaration.forbidden || !set) return;
    yield {
      at: whereSet(variable),
      message: `${declaration.name} is deprecated${forWhom(deployment)}`,
      notes: [declaredNote(declaration, "declared deprecated")],
      ...(declaration.deprecated === "" ? {} : { help: declaration.deprecated }),
    };
  },
};
