import type { Confidence, Mode } from "../../model/read.ts";
import type { Expression, ExpressionOf } from "../expression.ts";
import type { Definition, Effect } from "../languages/language.ts";
import type { Node } from "../tree.ts";
import { isExit } from "./exit.ts";
import type { Meanings } from "./meaning.ts";
import type { Module } from "./module.ts";

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
  return definitions.filter(({ kind, value, key }) => kind === "variable" && key === undefined && value !== undefined && holds(value, node));
}

/** One expression further out; undefined where the value ends. */
function step(outcome: Outcome, parent: Node, around: Surroundings): Outcome | undefined {
  const { module } = around;
  if (module.language.lower[parent.type] === undefined) return undefined;
  const expression = module.lower(parent);
  if (module.language.asserts?.has(parent.type) === true && outcome.mode === "optional") return { ...outcome, confidence: "asserted", node: parent };
  if (holds(outcome.node, expression.node)) return { ...outcome, node: parent };
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

const holds = (outer: Node, inner: Node): boolean => outer.start <= inner.start && inner.end <= outer.end;

function alternative(outcome: Outcome, expression: Extract<Expression, { kind: "operation" }>, around: Surroundings): Outcome | undefined {
  const { operator, right, node } = expression;
  if (operator === "and") return holds(right.node, outcome.node) ? { ...outcome, node } : undefined;
  if (operator !== "or" && operator !== "nullish") return undefined;
  return holds(right.node, outcome.node) ? { ...outcome, node } : withDefault({ ...outcome, node }, right, around);
}

/** What is only compared with a word for yes or no is a boolean. */
function compared(outcome: Outcome, parent: Node, module: Module): Outcome {
  const comparison = outcome.type !== null || module.language.lower[parent.type] === undefined ? undefined : module.lower(parent);
  if (comparison?.kind !== "operation" || (comparison.operator !== "equal" && comparison.operator !== "unequal")) return outcome;
  const other = holds(comparison.right.node, outcome.node) ? comparison.left : comparison.right;
  return other.kind === "text" && YES_OR_NO.test(other.text) ? { ...outcome, type: "boolean" } : outcome;
}

const YES_OR_NO = /^(?:true|false|1|0|yes|no|on|off)$/i;

const FALLBACKS: ReadonlySet<string> = new Set(["or", "nullish"]);

/** What stands after the fallback operator: nothing, a failure, another read, or a default. */
function withDefault(outcome: Outcome, instead: Expression, { module, meanings, isRead }: Surroundings): Outcome {
  if (outcome.mode === "default" && outcome.default !== null) return outcome;
  if (instead.kind === "null" || isRead(instead.node)) return outcome;
  if (instead.kind === "operation" && FALLBACKS.has(instead.operator) && isRead(instead.left.node)) return withDefault(outcome, instead.right, { module, meanings, isRead });
  if (instead.kind === "abort" || (instead.kind === "call" && isExit(instead, { module, meanings })))
    return { ...outcome, mode: "required", confidence: "certain" };
  return { ...outcome, mode: "default", confidence: null, default: instead };
}

/** `X ? X : "d"`, and `X != null ? parse(X) : "d"`, where the test reads the same once more. */
function chosen(outcome: Outcome, { test, yes, no, node }: ExpressionOf<"choice">, { module, origin }: Surroundings): Outcome | undefined {
  if (!holds(test.node, outcome.node)) {
    const other = holds(yes.node, outcome.node) ? no : yes;
    const asked = origin !== undefined && module.textOf(test.node).includes(module.textOf(origin));
    return asked && LITERAL.has(other.kind) ? { ...outcome, node, mode: "default", confidence: null, default: other } : { ...outcome, node };
  }
  const [used, instead] = test.kind === "not" ? [no, yes] : [yes, no];
  const isUsed = module.textOf(used.node).includes(module.textOf(origin ?? outcome.node));
  return isUsed && LITERAL.has(instead.kind) ? { ...outcome, node, mode: "default", default: instead } : undefined;
}

const LITERAL: ReadonlySet<string> = new Set(["text", "number", "boolean", "list", "template"]);

function methodOn(outcome: Outcome, member: Node, name: string, around: Surroundings): Outcome | undefined {
  const effect = around.methods?.[name] ?? around.module.language.methods[name];
  if (effect === undefined) return undefined;
  const parent = outside(member, around.module);
  const call = parent === null ? undefined : around.module.lower(parent);
  const called = call?.kind === "call" && call.callee.node === member;
  return withEffect({ ...outcome, node: called ? call.node : member }, effect, called ? call.arguments.map(({ value }) => value) : []);
}

/** Whether it is passed to a function that only asks whether there is one: `isset`. */
function isAsked(node: Node, parent: Node, { module, meanings }: Surroundings): boolean {
  const call = module.language.lower[parent.type] === undefined ? undefined : module.lower(parent);
  if (call?.kind !== "call" || holds(call.callee.node, node)) return false;
  return module.language.conversions[meanings.of(call.callee, module).path ?? ""]?.mode === "presence";
}

/** A function that is given a value and what to take instead, by its name. */
const STANDS_IN = /(?:^|[.:_])(?:\w*(?:[wW]ith|[oO]r|[gG]et)_?[dD]efault|\w*[oO]r_?[eE]lse|[dD]efault(?:String|To|If(?:Empty|Blank|Zero))?|\w*[cC]oalesce|[fF]irst_?[nN]on_?(?:[eE]mpty|[zZ]ero))$/;

/** A method has its object in its callee, which is a node of its own or not. */
function passedTo(outcome: Outcome, call: Extract<Expression, { kind: "call" }>, { module, meanings, methods }: Surroundings): Outcome | undefined {
  const { callee } = call;
  if (callee.kind === "member" && holds(callee.object.node, outcome.node)) {
    const onValue = methods?.[callee.name] ?? module.language.methods[callee.name];
    return onValue === undefined ? undefined : withEffect({ ...outcome, node: call.node }, onValue, call.arguments.map(({ value }) => value));
  }
  if (holds(callee.node, outcome.node)) return undefined;
  const { path } = meanings.of(call.callee, module);
  const effect = path === null ? undefined : (module.language.conversions[path] ?? (STANDS_IN.test(path) && call.arguments.length > 1 ? { mode: "default", argument: -1 } : undefined));
  return effect === undefined ? undefined : withEffect({ ...outcome, node: call.node }, effect, call.arguments.map(({ value }) => value));
}

export function withEffect(outcome: Outcome, effect: Effect, given: readonly Expression[]): Outcome {
  const spared = effect.spare === undefined ? outcome : { ...outcome, spare: (outcome.spare ?? 0) + effect.spare };
  const typed = effect.type === undefined || spared.type !== null ? spared : { ...spared, type: effect.type };
  switch (effect.mode) {
    case "required":
      if (typed.spare !== undefined && typed.spare > 0) return { ...typed, spare: typed.spare - 1 };
      return typed.mode === "default" ? typed : { ...typed, mode: "required", confidence: "certain" };
    case "optional":
      return typed.mode === "required" ? { ...typed, mode: "optional", confidence: null } : typed;
    case "default":
      if (effect.text !== undefined && (typed.spare ?? 0) > 0) return { ...typed, spare: 0 };
      return defaulted(typed, effect.text === undefined ? given.at(effect.argument ?? 0) : { kind: "text", node: typed.node, text: effect.text });
    default:
      return typed;
  }
}

function defaulted(outcome: Outcome, given: Expression | undefined): Outcome {
  const instead = given?.kind === "function" ? (given.result ?? given) : given;
  if (instead?.kind === "null") return { ...outcome, mode: "optional", confidence: null };
  if (instead?.kind === "abort") return { ...outcome, mode: "required", confidence: "certain" };
  return { ...outcome, mode: "default", confidence: null, default: instead ?? null };
}
