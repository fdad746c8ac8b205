import * as z from "zod/mini";
import { isDay } from "../text/day.ts";
import { codeKeys } from "./code-shape.ts";
import { described, flag, key, line, lines, mapping, name, names, type Shape, titled } from "./shape-parts.ts";

export const levels = ["off", "warning", "error"] as const;
export const roles = ["example", "test", "local", "deploy"] as const;
export const failOns = ["error", "warning", "never"] as const;

/** The shape of `envcheck.yaml`. */
export function configShape(ruleIds: readonly string[]): Shape {
  const globs = z.array(line);
  const rules = mapping("rules", Object.fromEntries(ruleIds.map((id) => [id, z.optional(z.enum(levels))])));
  return mapping("the configuration", {
    $schema: key(z.string(), "The JSON Schema of this file, for editors"),
    schemas: key(globs.check(z.minLength(1)), "Globs of the schema files; `schemas/*.yaml` when nothing is said"),
    rules: key(rules, "The severity of each rule, or off"),
    roles: key(z.record(z.string(), z.enum(roles)), "What the files that match a glob are for; the last glob that matches wins"),
    ignore: key(globs, "Globs of files that discovery leaves alone"),
    baseline: key(line, "The file of old findings that do not count, as `envcheck baseline update` writes it"),
    suppressions: key(z.array(suppression(ruleIds)), "What is to be lived with, and why"),
    ...codeKeys(),
    "fail-on": key(z.enum(failOns), "The least severity that fails the run"),
    strict: key(flag, "Whether a variable that cannot be verified fails the run"),
  });
}

function suppression(ruleIds: readonly string[]): Shape {
  const rule = z.enum(ruleIds);
  return mapping("a suppression", {
    rule: described("The rule, or a list of rules", z.union([rule, z.array(rule).check(z.minLength(1))])),
    variable: key(z.union([name, names]), "The variable, or a list of variables; every one when nothing is said"),
    path: key(z.union([line, lines]), "Globs of the files, from the root"),
    service: key(line, "The service"),
    stage: key(line, "The stage"),
    reason: described("Why", line),
    until: key(titled("a day: 2027-01-31", z.string().check(z.refine(isDay))), "The last day on which it holds"),
  });
}
