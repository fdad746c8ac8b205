import { allHold } from "../constraints/law.ts";
import { type Environment, valueOf } from "../model/environment.ts";
import type { Deployment } from "../model/project.ts";
import type { Declaration } from "../model/schema.ts";
import { opaque, type Value } from "../model/value.ts";

/** The value a declared variable has: its own, else that of the first alias that is not absent; `X_FILE` gives a text out of sight. */
export function effectiveValue({ name, aliases }: Declaration, environment: Environment): Value {
  const own = valueOf(environment, name);
  if (own.state !== "absent" && environment.entries.has(name)) return own;
  for (const alias of aliases) {
    const value = environment.entries.get(alias)?.value;
    if (value === undefined || value.state === "absent") continue;
    return alias === `${name}_FILE` && value.state === "known" ? opaque(`the text of the file that ${alias} names`) : value;
  }
  return own;
}

/** Whether the variable must be set in this deployment; `unknown` when a condition hangs on something out of sight. */
export function isRequired(
  { required }: Declaration,
  { schema, stage, declarations, environment }: Omit<Deployment, "variables">,
): boolean | "unknown" {
  if (typeof required === "boolean") return required;
  return allHold(required.when, {
    service: schema.service,
    stage,
    reader: schema.reader,
    declarations,
    valueOf: (name) => {
      const declaration = declarations.get(name);
      return declaration === undefined ? valueOf(environment, name) : effectiveValue(declaration, environment);
    },
  });
}
