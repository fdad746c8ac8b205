import type { Source, Unseen } from "../../model/source.ts";
import type { Node } from "../yaml-node.ts";
import type { Expression, Part, Reference, Template } from "./node.ts";
import type { Reason } from "./unresolved.ts";

/** An expression in its file. */
export interface Placed {
  readonly expression: Expression;
  readonly source: Source;
}

/** What the expressions of some files refer to. */
export interface Scope {
  readonly locals: ReadonlyMap<string, Placed>;
  /** Variables whose value is certain. */
  readonly variables: ReadonlyMap<string, Node>;
  /** What is known of any other reference; undefined where one does not know it. */
  outside(reference: Reference): Node | Reason;
  read(path: string): Source | Unseen;
  /** When the rest is worked out: a clause. */
  readonly whenever: string;
}

/** Where an expression is worked out: its file, and the variables of a template file. */
export interface Frame {
  readonly source: Source;
  readonly given?: Node;
}

/** Works out expressions: what functions and documents in texts ask for theirs. */
export interface Evaluation {
  readonly scope: Scope;
  /** What `jsonencode` was given, by what stands for its text. */
  readonly encoded: WeakMap<Node, Node>;
  /** The templates that texts were written as, where the text may be a document. */
  readonly templates: WeakMap<Node, { readonly template: Template; readonly frame: Frame }>;
  evaluate(expression: Expression, frame: Frame): Node;
  /** A part of a template: its text, or what its expression comes to. */
  part(part: Part, frame: Frame): string | Node;
  /** Whether so much more may be made. */
  spend(count: number): boolean;
}
