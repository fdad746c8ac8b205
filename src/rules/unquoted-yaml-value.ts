import type { Finding } from "../model/diagnostic.ts";
import { factsOf, placeKey } from "../judgement/facts.ts";
import { rejectedPlaces } from "../judgement/told.ts";
import type { Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

const help = "put it in quotes";

export const unquotedYamlValue: Rule = {
  id: "unquoted-yaml-value",
  scope: "project",
  severity: "error",
  summary: "An unquoted YAML value is read as something other than its text.",
  why: "The platform refuses the file, or the process gets other characters than the file shows.",
  *check(project) {
    const told = rejectedPlaces(project);
    for (const reading of project.readings) {
      yield* refused(reading);
      yield* retyped(reading, told);
    }
  },
};

function* refused(reading: Reading): Iterable<Finding> {
  for (const { name, at, type } of factsOf(reading, "refused-type")) {
    const finding: Finding = { at, variable: name, message: `${name} must be a text, but is written as ${article(type)}`, help };
    yield reading.role === "example" ? { ...finding, severity: "warning" } : finding;
  }
}

function* retyped(reading: Reading, told: ReadonlySet<string>): Iterable<Finding> {
  for (const { name, at, from } of reading.role === "example" || reading.role === "test" ? [] : factsOf(reading, "retyped")) {
    if (told.has(placeKey(at))) continue;
    yield { at, variable: name, severity: "warning", message: `${name} is read as ${article(from)}, which changes its characters`, help };
  }
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
