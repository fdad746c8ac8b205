import type { Expression } from "../expression.ts";
import type { Definition } from "../languages/language.ts";
import type { Found } from "./code-base.ts";
import type { Module } from "./module.ts";

/** What an expression stands for, as far as it can be followed without running anything. */
export interface Meaning {
  /** A stable name: "os.environ" of a library, "@src/env.ts:get" of the project; a call adds "()", so that "environ.Env()" is an instance. */
  readonly path: string | null;
  readonly module: Module;
  /** The expression at the end of all names. */
  readonly value: Expression | null;
  readonly definitions: readonly Definition[];
}

const none: readonly Definition[] = [];

/** A meaning that is followed no further. */
export const end = (path: string | null, value: Expression | null, module: Module, definitions = none): Meaning => ({
  path,
  module,
  value,
  definitions,
});

/** A variable that is given a value stands for it, and bears its own name where that has none. */
export function assigned(value: Meaning, { kind }: Definition, definitions: readonly Definition[], path: string | null): Meaning {
  if (kind === "parameter") return { ...value, definitions };
  if (value.path === null) return { ...value, path, definitions };
  return value.definitions.length > 0 ? value : { ...value, definitions };
}

/** A variable that is taken out of a value by a key. */
export function taken(whole: Meaning, { key = "", within = [] }: Definition, { module, definitions }: Found): Meaning {
  return end(whole.path === null ? null : [whole.path, ...within, key].join("."), null, module, definitions);
}
