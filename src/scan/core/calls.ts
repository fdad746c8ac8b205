import type { Expression, ExpressionOf } from "../expression.ts";
import type { ArgumentPlace } from "../languages/language.ts";
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

/** An argument by its keyword, else by its position among those without. */
export function argumentAt(call: ExpressionOf<"call">, place: ArgumentPlace | undefined): Expression | null {
  if (place === undefined) return null;
  const named = call.arguments.find(({ name }) => name !== null && name === place.keyword);
  if (named !== undefined) return named.value;
  const positional = call.arguments.filter(({ name }) => name === null);
  if (place.position === undefined) return null;
  if (place.rest === true) return { kind: "list", node: call.node, items: positional.slice(place.position).map(({ value }) => value) };
  return positional[place.position]?.value ?? null;
}
