import type { Sealed } from "./sealed.ts";
import type { Span } from "./source.ts";

/**
 * What happens where the variable is absent: `required`, the program fails; `default`, code gives a value; `optional`, code goes on without one;
 * `presence`, code only asks whether it is there.
 */
export type Mode = "required" | "default" | "optional" | "presence";

/**
 * How a required read fails: `certain`, the read itself does; `guarded`, code that follows it aborts; `asserted`, only the author says it is there
 * (TypeScript's `!`); `conditional`, it fails on some paths only.
 */
export type Confidence = "certain" | "guarded" | "asserted" | "conditional";

/** What a file is for: the running service, its image or bundle, a pipeline, work on a developer's machine, or tests. */
export type Role = "runtime" | "build" | "ci" | "dev" | "test";

/** A place in source code that reads a variable. */
export interface Read {
  readonly variable: string;
  /** The name where it is written, or the place that stands for it. */
  readonly at: Span;
  readonly mode: Mode;
  /** Null unless the mode is `required`. */
  readonly confidence: Confidence | null;
  /** The text of a literal; null where there is no default, or code computes it. May be a secret. */
  readonly default: Sealed | null;
  /** What kind of literal the default is. */
  readonly literal: "string" | "number" | "boolean" | "null" | null;
  /** A hint, never a rule: integer, number, boolean, url, json, list or string. */
  readonly type: string | null;
  readonly language: string;
  readonly role: Role;
  /** The project's own function that was called instead of a reader of the language or of a library. */
  readonly via: string | null;
  /** Reads with the same number satisfy each other: one of them must be set. */
  readonly group: number | null;
}

/** A read whose name is not known before it runs. */
export interface Dynamic {
  readonly at: Span;
  /** What the name begins with, as far as it is known. */
  readonly prefix: string | null;
  readonly suffix: string | null;
  /** Source text of the key on one line, without string literals that could be secrets. */
  readonly expression: string;
  readonly language: string;
  readonly role: Role;
  /** Whether the author has said which names it stands for. */
  readonly sanctioned: boolean;
}
