import type { Node } from "./tree.ts";

/** What an operator does, whatever a language writes for it: "or" takes the right side where the left is false, "nullish" where it is absent; "add" joins texts. */
export type Operator = "or" | "nullish" | "and" | "add" | "equal" | "unequal" | "in" | "other";

export interface Argument {
  /** Of a keyword argument. */
  readonly name: string | null;
  readonly value: Expression;
}

/** The one form that expressions of all languages take here: as much of them as says what is read from the environment, and what happens without it. */
export type Expression = { readonly node: Node } & (
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number" | "boolean"; readonly text: string }
  | { readonly kind: "null" }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "member"; readonly object: Expression; readonly name: string }
  | { readonly kind: "index"; readonly object: Expression; readonly key: Expression }
  | { readonly kind: "call"; readonly callee: Expression; readonly arguments: readonly Argument[] }
  | { readonly kind: "operation"; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly operand: Expression }
  /** The elements of a list, put among those of another. */
  | { readonly kind: "spread"; readonly operand: Expression }
  | { readonly kind: "choice"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "record"; readonly entries: readonly Entry[] }
  /** A function written in place; `result` is its value where it is a single expression. */
  | { readonly kind: "function"; readonly result: Expression | null }
  /** Ends the program or the function in error. */
  | { readonly kind: "abort" }
  | { readonly kind: "other" }
);

export interface Entry {
  readonly key: Expression;
  readonly value: Expression;
  /** The entries of another record are put here: `...value`. */
  readonly spread?: boolean;
}

export type ExpressionOf<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

/** A name, or the last of those joined by dots: `get` of `os.environ.get`; empty for anything else. */
export function lastName(expression: Expression): string {
  return expression.kind === "name" || expression.kind === "member" ? expression.name : "";
}

/** What an entry of a record is called, as far as the code says: `{ KEY: 1, "KEY": 1 }`. */
export function textOfKey(key: Expression): string | null {
  if (key.kind === "text") return key.text;
  return key.kind === "name" ? key.name : null;
}
