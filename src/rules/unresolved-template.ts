import { flawed } from "../judgement/flawed.ts";
import { loudness } from "../judgement/role.ts";
import type { Rule } from "./rule.ts";

export const unresolvedTemplate: Rule = {
  id: "unresolved-template",
  scope: "project",
  inParts: true,
  severity: "error",
  summary: "A value still has the marks of a template that was never rendered.",
  why: "The service gets the marks instead of the value, and they pass for a text.",
  check: (project) =>
    flawed(project, {
      flaw: "unresolved-template",
      severity: loudness,
      one: "still holds the marks of a template",
      several: "still hold the marks of a template",
      help: "render the file before it is deployed",
    }),
};
