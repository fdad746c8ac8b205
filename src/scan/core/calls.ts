import type { ExpressionOf } from "../expression.ts";
import type { Module } from "./module.ts";

const known = new WeakMap<Module, readonly ExpressionOf<"call">[]>();

/** Every call with arguments in a file, in the order of the text. */
export function callsIn(module: Module): readonly ExpressionOf<"call">[] {
  const before = known.get(module);
  if (before !== undefined) return before;
  const calls = module.candidates.flatMap((node) => {
    const expression = module.lower(node);
    return expression.kind === "call" && expression.node === node && expression.arguments.length > 0 ? [expression] : [];
  });
  known.set(module, calls);
  return calls;
}
