import { allHold } from "../constraints/law.ts";
import { type Entry, type Environment, valueOf } from "../model/environment.ts";
import type { Deployment } from "../model/project.ts";
import type { Declaration } from "../model/schema.ts";
import { absent, isEmpty, opaque, type Value } from "../model/value.ts";

/** What a declared variable gets, and the entry that gives it: its own, else that of the first alias that is set. */
export interface Supply {
  readonly value: Value;
  readonly entry: Entry | undefined;
}

/** `X_FILE` gives a text out of sight, and nothing while it names no file. */
export function supplyOf({ name, aliases }: Declaration, environment: Environment): Supply {
  const own = environment.entries.get(name);
  if (own !== undefined && own.value.state !== "absent") return { value: own.value, entry: own };
  for (const alias of aliases) {
    const entry = environment.entries.get(alias);
    const value = entry === undefined ? absent : alias === `${name}_FILE` ? textOf(entry.value, alias) : entry.value;
    if (value.state !== "absent") return { value, entry };
  }
  return { value: valueOf(environment, name), entry: own };
}

/** The text of the file that a value names. */
function textOf(value: Value, alias: string): Value {
  if (isEmpty(value)) return absent;
  return value.state === "known" ? opaque(`the text of the file that ${alias} names`) : value;
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
      return declaration === undefined ? valueOf(environment, name) : supplyOf(declaration, environment).value;
    },
  });
}
