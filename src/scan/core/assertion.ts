import type { ExpressionOf } from "../expression.ts";
import type { Node } from "../tree.ts";
import { isPresent, subjectOf } from "./absence.ts";
import { sideWithout } from "./branch.ts";
import { calleeOf, parameterOf, type Callee } from "./callee.ts";
import { callsIn } from "./calls.ts";
import { ends, type Place } from "./exit.ts";
import type { Remembered } from "./ledger.ts";
import type { Outcome } from "./outcome.ts";

/** Whether the value is passed to a function that fails without it: `assert(value)`, or one of the project that does so by itself. */
export function isAsserted(outcome: Outcome, place: Place): boolean {
  const { module } = place;
  const subject = subjectOf(outcome, module);
  const home = module.functionAround(outcome.node)?.node;
  return callsIn(module).some((call) => {
    if (call.node.end < outcome.node.start) return false;
    const position = call.arguments.findIndex(({ value }) => isPresent(value, subject));
    return position >= 0 && module.functionAround(call.node)?.node === home && failsWithout(call, position, place);
  });
}

function failsWithout({ callee }: ExpressionOf<"call">, position: number, { module, meanings }: Place): boolean {
  const meaning = meanings.of(callee, module);
  if (module.language.conversions[meaning.path ?? ""]?.mode === "required") return position === 0;
  const called = calleeOf(meaning);
  return called !== undefined && parametersThatMustBe(called, { module: called.module, meanings }).has(position);
}

const needed = new WeakMap<Node, Remembered<ReadonlySet<number>>>();

/** The positions of the parameters without which a function of the project fails. */
function parametersThatMustBe(callee: Callee, place: Place): ReadonlySet<number> {
  const find = (): ReadonlySet<number> =>
    new Set(callee.shape.parameters.flatMap((name, position) => (mustBe(name, callee, place) ? [position] : [])));
  return place.meanings.ledger.remember(needed, callee.node, find);
}

function mustBe(name: string, callee: Callee, place: Place): boolean {
  const { module } = place;
  const parameter = parameterOf(callee, name);
  const subject = subjectOf({ node: module.tree.root, bound: parameter === undefined ? [] : [parameter] }, module);
  return module.branches.some((branch) => {
    if (branch.test === undefined || module.functionAround(branch.test)?.node !== callee.node) return false;
    const body = sideWithout(branch, subject, module);
    return body !== undefined && ends(body, place);
  });
}
