import type { Expression } from "../expression.ts";
import type { Definition, Reader } from "../languages/language.ts";
import type { Node } from "../tree.ts";
import type { Module } from "./module.ts";
import type { NameForm } from "./name-form.ts";

/** A reader that is known to the inference: with what it takes where the call gives no default, and whether it fails then. */
export interface KnownReader extends Reader {
  readonly fallback?: Expression | null;
  readonly guarded?: boolean;
  readonly spare?: number;
}

/** A place where a reader is used. */
export interface Site {
  readonly module: Module;
  readonly node: Node;
  readonly reader: KnownReader;
  readonly form: NameForm;
  /** Where the name stands. */
  readonly at: Node;
  /** The default given at the place itself. */
  readonly given: Expression | null;
  /** The name that takes the value at once. */
  readonly bound?: Definition;
}
