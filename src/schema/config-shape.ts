import * as z from "zod/mini";
import { codeKeys } from "./code-shape.ts";
import { flag, key, line, mapping, type Shape } from "./shape-parts.ts";

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
    ...codeKeys(),
    "fail-on": key(z.enum(failOns), "The least severity that fails the run"),
    strict: key(flag, "Whether a variable that cannot be verified fails the run"),
  });
}
