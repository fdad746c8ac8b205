import { copied } from "../judgement/copied.ts";
import { flawed } from "../judgement/flawed.ts";
import { loudness } from "../judgement/role.ts";
import type { Rule } from "./rule.ts";

export const placeholder: Rule = {
  id: "placeholder",
  scope: "project",
  inParts: true,
  severity: "error",
  summary: "A value is still the placeholder that someone was meant to replace.",
  why: "It passes every check for presence, and it is in the documentation for everyone to read.",
  *check(project) {
    yield* flawed(project, {
      flaw: "placeholder",
      severity: loudness,
      one: "is still a placeholder",
      several: "are still placeholders",
      help: "replace it before this is deployed",
    });
    yield* copied(project, "placeholder");
  },
};
