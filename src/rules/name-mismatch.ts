import { textAt } from "../model/source.ts";
import { declaredNote, forWhom } from "../judgement/deployment.ts";
import { mismatchesOf } from "../judgement/mismatch.ts";
import type { Rule } from "./rule.ts";

export const nameMismatch: Rule = {
  id: "name-mismatch",
  scope: "deployment",
  severity: "error",
  summary: "A variable is set under a misspelt name, so that the declared one is not set.",
  why: "The value looks as if it were there, and the service never sees it.",
  *check(deployment) {
    for (const { name, entry, meant } of mismatchesOf(deployment).values()) {
      const { declaration, required } = meant;
      const { at } = entry.from[0];
      const rename = textAt(at) === name ? { fix: { safe: false, edits: [{ at, text: declaration.name }] } } : {};
      yield {
        at,
        variable: declaration.name,
        message: `${declaration.name} is not set${forWhom(deployment)}, but ${name} is`,
        label: `did you mean ${declaration.name}?`,
        notes: [declaredNote(declaration, required === true ? "declared required" : "declared")],
        help: `rename ${name}, here or in the schema`,
        ...(required === true && deployment.role !== "example" ? {} : { severity: "warning" }),
        ...rename,
      };
    }
  },
};
