import type { Confidence, Mode, Read } from "../model/read.ts";
import type { Expression } from "./expression.ts";

/** A literal as text: `true` of Python is "True". */
export interface Literal {
  readonly text: string;
  readonly of: Exclude<Read["literal"], "null">;
}

/** Offsets of the name, or of what stands for it, without quotes. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A read in one file, before it is known what the file is for. */
export interface Found {
  /** Of the file, where it is not the one that was asked about: a schema is used in one and described in another. */
  readonly path?: string;
  readonly variable: string;
  readonly at: Extent;
  readonly mode: Mode;
  readonly confidence: Confidence | null;
  /** What is taken where the variable is unset, if that is a literal. */
  readonly default: Literal | null;
  readonly type: string | null;
  readonly via?: string | null;
  /** Takes what other files give for the variable, and where it names a parameter, the value of that. */
  readonly takes?: Taken;
  /** Reads of a file with the same text here satisfy each other: one of them must be set. */
  readonly oneOf?: string;
}

export interface Taken {
  readonly parameter: string | null;
  /** Only what a script exports that starts the program. */
  readonly exported?: true;
}

/** A read whose name is not known, with what is known of it; empty where nothing is. */
export interface Open {
  readonly at: Extent;
  readonly prefix: string;
  readonly suffix: string;
}

/** A value that a file of configuration gives for others to take. */
export interface Given {
  /**
   * What a committed `.env` sets holds in its folder and below; a parameter holds in its project; what a script exports on every run (`export`)
   * holds for what lies near it, and what it surely sets before it becomes another program (`start`) for that.
   */
  readonly kind: "dotenv" | "parameter" | "export" | "start";
  readonly name: string;
  /** Null where it is no literal. */
  readonly value: Literal | null;
}

export interface FoundAll {
  readonly reads: readonly Found[];
  readonly open: readonly Open[];
  /** Values that reads of other files take. */
  readonly gives?: readonly Given[];
  /** Where its syntax is not understood: what it reads there is not known. */
  readonly broken?: readonly number[];
}

export function literalOf(expression: Expression | null): Literal | null {
  switch (expression?.kind) {
    case "text":
      return { text: expression.text, of: "string" };
    case "number":
    case "boolean":
      return { text: expression.text, of: expression.kind };
    default:
      return null;
  }
}
