import type { Confidence, Mode } from "../../model/read.ts";
import type { Expression } from "../expression.ts";
import type { Definition } from "../languages/language.ts";
import type { Node } from "../tree.ts";

/** What becomes of a read value where it stands. */
export interface Outcome {
  readonly mode: Mode;
  readonly confidence: Confidence | null;
  /** What is taken instead where the variable is unset; any expression, mostly a literal. */
  readonly default: Expression | null;
  readonly type: string | null;
  /** The names that the value is bound to. */
  readonly bound: readonly Definition[];
  /** The outermost expression that is still this value. */
  readonly node: Node;
  /** How many failures of the value are not that the variable is absent: `?` on a Result of an Option is one. */
  readonly spare?: number;
}
