import type { Expression, ExpressionOf, Operator } from "../expression.ts";
import type { Definition, Effect } from "../languages/language.ts";
import { isWithin, type Node } from "../tree.ts";
import { withEffect } from "./effect.ts";
import { isExit } from "./exit.ts";
import type { Meanings } from "./meanings.ts";
import type { Module } from "./module.ts";
import type { Outcome } from "./outcome.ts";

export interface Surroundings {
  readonly module: Module;
  readonly meanings: Meanings;
  /** Whether a node is itself a read: what follows it as an alternative is then no default yet. */
  readonly isRead: (node: Node) => boolean;
  /** What methods of the library that reads the value say. */
  readonly methods?: Readonly<Record<string, Effect>> | undefined;
  /** Where the value is read. */
  readonly origin?: Node;
}

/** From the read outwards: fallbacks, methods, conversions, up to the name that the value is given. */
export function outcomeOf(start: Outcome, surroundings: Surroundings): Outcome {
  const around = { ...surroundings, origin: start.node };
  let outcome = start;
  for (let parent = outside(outcome.node, around.module); parent !== null; parent = outside(outcome.node, around.module)) {
    const bound = boundTo(outcome.node, parent, around.module);
    if (bound.length > 0) return { ...outcome, bound };
    if (isAsked(outcome.node, parent, around)) return outcome.mode === "optional" ? { ...outcome, mode: "presence" } : outcome;
    const next = step(outcome, parent, around);
    if (next === undefined) return compared(outcome, parent, around.module);
    outcome = next.node === outcome.node ? { ...next, node: parent } : next;
  }
  return outcome;
}

function boundTo(node: Node, parent: Node, module: Module): readonly Definition[] {
  const definitions = module.language.binds[parent.type]?.(parent, module) ?? [];
  return definitions.filter(
    ({ kind, value, key }) => kind === "variable" && key === undefined && value !== undefined && isWithin(node, value),
  );
}

/** One expression further out; undefined where the value ends. */
function step(outcome: Outcome, parent: Node, around: Surroundings): Outcome | undefined {
  const { lower, asserts } = around.module.language;
  if (lower[parent.type] === undefined) return undefined;
  const expression = around.module.lower(parent);
  if (asserts?.has(parent.type) === true && outcome.mode === "optional") return { ...outcome, confidence: "asserted", node: parent };
  if (isWithin(expression.node, outcome.node)) return { ...outcome, node: parent };
  switch (expression.kind) {
    case "operation":
      return alternative(outcome, expression, around);
    case "choice":
      return chosen(outcome, expression, around);
    case "member":
      return methodOn(outcome, parent, expression.name, around);
    case "call":
      return passedTo(outcome, expression, around);
    default:
      return undefined;
  }
}

/** Around a node, and around what only stands between an argument and its call, or a value and its declaration. */
function outside({ parent: nearest }: Node, { language }: Module): Node | null {
  let parent = nearest;
  while (parent !== null && language.lower[parent.type] === undefined && PASSING.test(parent.type)) ({ parent } = parent);
  return parent;
}

const PASSING = /^(?:arguments?|argument_list|value_arguments?|call_suffix|equals_value_clause|expression_list|generic_function)$/;

function alternative(outcome: Outcome, expression: ExpressionOf<"operation">, around: Surroundings): Outcome | undefined {
  const { operator, right, node } = expression;
  const further = { ...outcome, node };
  if (operator !== "and" && !FALLBACKS.has(operator)) return undefined;
  if (isWithin(outcome.node, right.node)) return further;
  return operator === "and" ? undefined : withFallback(further, right, around);
}

/** What is only compared with a word for yes or no is a boolean. */
function compared(outcome: Outcome, parent: Node, module: Module): Outcome {
  const comparison = module.lower(parent);
  if (outcome.type !== null || comparison.kind !== "operation" || !COMPARISONS.has(comparison.operator)) return outcome;
  const other = isWithin(outcome.node, comparison.right.node) ? comparison.left : comparison.right;
  return other.kind === "text" && YES_OR_NO.test(other.text) ? { ...outcome, type: "boolean" } : outcome;
}

const YES_OR_NO = /^(?:true|false|1|0|yes|no|on|off)$/i;

const COMPARISONS: ReadonlySet<Operator> = new Set(["equal", "unequal"]);
const FALLBACKS: ReadonlySet<Operator> = new Set(["or", "nullish"]);

/** What stands after the fallback operator: nothing, a failure, another read, or a default. */
function withFallback(outcome: Outcome, instead: Expression, around: Surroundings): Outcome {
  if (outcome.mode === "default" && outcome.default !== null) return outcome;
  if (instead.kind === "null" || around.isRead(instead.node)) return outcome;
  if (instead.kind === "operation" && FALLBACKS.has(instead.operator) && around.isRead(instead.left.node))
    return withFallback(outcome, instead.right, around);
  if (fails(instead, around)) return { ...outcome, mode: "required", confidence: "certain" };
  return { ...outcome, mode: "default", confidence: null, default: instead };
}

function fails(instead: Expression, { module, meanings }: Surroundings): boolean {
  return instead.kind === "abort" || (instead.kind === "call" && isExit(instead, { module, meanings }));
}

/** `X ? X : "d"`, and `X != null ? parse(X) : "d"`, where the test reads the same once more. */
function chosen(outcome: Outcome, { test, yes, no, node }: ExpressionOf<"choice">, { module, origin }: Surroundings): Outcome | undefined {
  const read = module.textOf(origin ?? outcome.node);
  const isTested = isWithin(outcome.node, test.node);
  const isUsed = isWithin(outcome.node, yes.node) || (isTested && test.kind !== "not");
  const [used, instead] = isUsed ? [yes, no] : [no, yes];
  const isBoth = module.textOf(isTested ? used.node : test.node).includes(read);
  if (isBoth && WRITTEN.has(instead.kind)) return { ...outcome, node, mode: "default", confidence: null, default: instead };
  return isTested ? undefined : { ...outcome, node };
}

const WRITTEN: ReadonlySet<Expression["kind"]> = new Set(["text", "number", "boolean", "list", "template"]);

function methodOn(outcome: Outcome, member: Node, name: string, around: Surroundings): Outcome | undefined {
  const effect = effectOf(name, around);
  if (effect === undefined) return undefined;
  const parent = outside(member, around.module);
  const call = parent === null ? undefined : around.module.lower(parent);
  const isCalled = call?.kind === "call" && call.callee.node === member;
  return isCalled ? through(call, effect, outcome) : withEffect({ ...outcome, node: member }, effect, []);
}

/** Whether it is passed to a function that only asks whether there is one: `isset`. */
function isAsked(node: Node, parent: Node, { module, meanings }: Surroundings): boolean {
  const call = module.lower(parent);
  if (call.kind !== "call" || isWithin(node, call.callee.node)) return false;
  return module.language.conversions[meanings.of(call.callee, module).path ?? ""]?.mode === "presence";
}

/** A method has its object in its callee, which is a node of its own or not. */
function passedTo(outcome: Outcome, call: ExpressionOf<"call">, around: Surroundings): Outcome | undefined {
  const { callee } = call;
  const isObject = callee.kind === "member" && isWithin(outcome.node, callee.object.node);
  if (!isObject && isWithin(outcome.node, callee.node)) return undefined;
  const effect = isObject ? effectOf(callee.name, around) : conversionBy(call, around);
  return effect === undefined ? undefined : through(call, effect, outcome);
}

function through(call: ExpressionOf<"call">, effect: Effect, outcome: Outcome): Outcome {
  return withEffect(
    { ...outcome, node: call.node },
    effect,
    call.arguments.map(({ value }) => value),
  );
}

function effectOf(method: string, { methods, module }: Surroundings): Effect | undefined {
  return methods?.[method] ?? module.language.methods[method];
}

/** A function that is given a value and what to take instead, by its name. */
const STANDS_IN =
  /(?:^|[.:_])(?:\w*(?:[wW]ith|[oO]r|[gG]et)_?[dD]efault|\w*[oO]r_?[eE]lse|[dD]efault(?:String|To|If(?:Empty|Blank|Zero))?|\w*[cC]oalesce|[fF]irst_?[nN]on_?(?:[eE]mpty|[zZ]ero))$/;

function conversionBy(call: ExpressionOf<"call">, { module, meanings }: Surroundings): Effect | undefined {
  const { path } = meanings.of(call.callee, module);
  if (path === null) return undefined;
  const standsIn = call.arguments.length > 1 && STANDS_IN.test(path);
  return module.language.conversions[path] ?? (standsIn ? { mode: "default", argument: -1 } : undefined);
}
