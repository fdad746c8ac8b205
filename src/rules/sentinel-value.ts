import { flawed } from "../judgement/flawed.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import type { Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const sentinelValue: Rule = {
  id: "sentinel-value",
  scope: "project",
  inParts: true,
  severity: "warning",
  summary: "A value is a word that a program prints for nothing, such as null, None or undefined.",
  why: "Some script lost the real value on the way; the service gets the word as a text and believes that it is set.",
  check: (project) =>
    flawed(project, {
      flaw: "sentinel-value",
      severity: (role) => (mayBeDeployed(role) ? "warning" : undefined),
      one: "is a word for nothing instead of a value",
      several: "are words for nothing instead of values",
      except: ({ reading }) => isLaravel(reading),
      help: "set the value, or leave the variable out",
    }),
};

/** Laravel reads null in an env file as no value. */
function isLaravel({ environments }: Reading): boolean {
  return environments.some(({ entries }) => entries.has("APP_KEY") && entries.has("APP_ENV"));
}
