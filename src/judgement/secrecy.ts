import type { Declaration } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import { shows } from "../signs/index.ts";
import { isSecretName } from "../text/names.ts";
import { secretKeyOf } from "./secret-key.ts";

/** Whether the value of a variable is a secret. */
export type Secrecy = (name: string, value: Value) => boolean;

/** By its declaration, else by its name; and whatever both say where the text is a credential, or comes from a Secret. */
export function secrecyOf(declarations: ReadonlyMap<string, Declaration> = new Map()): Secrecy {
  return (name, value) => isDeclaredSecret(name, declarations.get(name)) || shows(value, "credential") || secretKeyOf(value) !== undefined;
}

function isDeclaredSecret(name: string, declaration: Declaration | undefined): boolean {
  if (declaration === undefined) return isSecretName(name);
  const { type, constraints } = declaration.use;
  return declaration.sensitive || (type.id === "string" && constraints.oneOf === undefined && isSecretName(name));
}
