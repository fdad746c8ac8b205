import type { Module } from "../core/module.ts";
import { argumentAt, everyCallIn } from "../core/calls.ts";
import { lastName, type Expression, type ExpressionOf } from "../expression.ts";
import { literalOf, type Extent, type Found } from "../found.ts";
import type { Around } from "../languages/language.ts";
import { descendants, namedChildren, type Node } from "../tree.ts";
import type { View } from "./framework.ts";

export type Call = ExpressionOf<"call">;

/** Every call in a file, or below one of its nodes. */
export function callsIn(module: Module, below?: Node): readonly Call[] {
  if (below === undefined) return everyCallIn(module);
  return [...descendants(below)].flatMap((node) => {
    const expression = module.lower(node);
    return expression.kind === "call" && expression.node === node ? [expression] : [];
  });
}

/** The argument that is given by this name. */
export function keyword(call: Call, name: string): Expression | null {
  return argumentAt(call, { keyword: name });
}

/** The call that made the instance which is called here, or whose method is: `Env(prefix="A_")` of `env("B")` and `env.int("B")`. */
export function makerOf({ callee }: Call, around: Around): Call | undefined {
  const instances = [callee, ...(callee.kind === "member" ? [callee.object] : [])];
  const made = instances.map((one) => around.valueOf(one)).find((value) => value?.kind === "call");
  return made?.kind === "call" ? made : undefined;
}

/** Where a node stands; a text in one piece without its quotes, which are nodes or not. */
export function extentOf(node: Node): Extent {
  const content = node.type.startsWith("string") ? namedChildren(node).filter(({ type }) => !/_(?:start|end)$/.test(type)) : [];
  const [{ start, end } = node] = content.length === 1 ? content : [];
  return { start, end };
}

/** Whether an argument is given as true. */
export function isTrue(call: Call, name: string): boolean {
  const given = keyword(call, name);
  return given?.kind === "boolean" && /^true$/i.test(given.text);
}

/** What a call names: the last part of its callee. */
export function calledName({ callee }: Call): string {
  return lastName(callee);
}

export type Outcome = Pick<Found, "mode" | "confidence" | "default">;

/** Of a value that the command line comes before. */
export const REQUIRED_OPTION: Outcome = { mode: "required", confidence: "conditional", default: null };

/** What a given default makes of a read; null, as a value or for none, makes it optional. */
export function outcomeWith(given: Expression | null, { module, meanings }: Pick<View, "module" | "meanings">): Outcome {
  const value = given === null ? null : (meanings.of(given, module).value ?? given);
  if (value === null || value.kind === "null") return { mode: "optional", confidence: null, default: null };
  return { mode: "default", confidence: null, default: literalOf(value) };
}
