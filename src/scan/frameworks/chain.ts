import type { Expression, ExpressionOf } from "../expression.ts";
import type { Around } from "../languages/language.ts";
import type { Node } from "../tree.ts";

/** A call of a method, of those that describe one thing in a chain. */
export interface Link {
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** The methods called before a call on the same object, which are inside its callee, and those after it, which are around it. */
export function chainOf(call: Expression, around: Around): readonly Link[] {
  return [...calls(call, around)].flatMap(({ callee, arguments: given }) =>
    callee.kind === "member" ? [{ name: callee.name, arguments: given.map(({ value }) => value) }] : [],
  );
}

function* calls(call: Expression, { lowering }: Around): Generator<ExpressionOf<"call">, undefined> {
  for (let one = call; one.kind === "call"; one = one.callee.object) {
    yield one;
    if (one.callee.kind !== "member") break;
  }
  for (let node: Node | null = call.node.parent; node !== null; node = node.parent) {
    const one = lowering.lower(node);
    if (one.kind === "call" && one.callee.kind === "member" && one.node === node) yield one;
    else if (one.kind !== "member") break;
  }
  return undefined;
}
