import type { Expression, ExpressionOf } from "../expression.ts";
import type { ArgumentPlace } from "../languages/language.ts";
import type { Module } from "./module.ts";

/** In the order of the text. */
interface Calls {
  readonly all: readonly ExpressionOf<"call">[];
  readonly withArguments: readonly ExpressionOf<"call">[];
}

const known = new WeakMap<Module, Calls>();

/** Every call in a file. */
export function everyCallIn(module: Module): Calls["all"] {
  return callsOf(module).all;
}

/** Every call with arguments. */
export function callsIn(module: Module): Calls["withArguments"] {
  return callsOf(module).withArguments;
}

function callsOf(module: Module): Calls {
  const before = known.get(module);
  if (before !== undefined) return before;
  const all = module.candidates.flatMap((node) => {
    const expression = module.lower(node);
    return expression.kind === "call" && expression.node === node ? [expression] : [];
  });
  const calls = { all, withArguments: all.filter((call) => call.arguments.length > 0) };
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
