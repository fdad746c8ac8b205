import { lastName, type Expression } from "../expression.ts";
import type { Branch } from "../languages/language.ts";
import { descendants, type Node } from "../tree.ts";
import { isAbsent, subjectOf } from "./absence.ts";
import { sideWithout } from "./branch.ts";
import { ends, type Place } from "./exit.ts";
import type { Module } from "./module.ts";
import type { Outcome } from "./outcome.ts";
import { holdsWord } from "./word.ts";

/** What a value says of a list of variables: that some are missing where it is true or holds any, or that all are there. */
type State = "missing" | "complete";

interface Summary {
  readonly name: string;
  readonly state: State;
}

/** Whether the code fails after it has looked at several variables: `missing = names.filter((name) => !env[name])`, `missing.push(name)`, `names.every(…)`. */
export function isCollected(outcome: Outcome, branches: readonly Branch[], place: Place): boolean {
  const { module } = place;
  const reached = summaryAround(outcome, module);
  if (reached?.branch !== undefined && fails(reached.branch, reached.state, place)) return true;
  const summaries = [
    ...(reached?.names ?? []).map((name) => ({ name, state: reached?.state ?? "missing" })),
    ...pushed(outcome, branches, module),
  ];
  return summaries.some((summary) => module.branches.some((branch) => failsOn(branch, summary, place)));
}

interface Reached {
  readonly state: State;
  readonly names: readonly string[];
  /** The branch whose test it is. */
  readonly branch?: Branch;
}

const ALL: ReadonlySet<string> = new Set(["every", "all", "all?", "All", "allMatch"]);

/** From the read outwards to the name or the branch that learns of it. */
function summaryAround(outcome: Outcome, module: Module): Reached | undefined {
  const subject = subjectOf(outcome, module);
  let state: State | undefined;
  for (let node: Node | null = outcome.node; node !== null; node = node.parent) {
    const expression = expressionAt(node, module);
    if (expression?.kind === "operation" && expression.operator === "and") return undefined;
    if (expression !== undefined) state = stateAt(expression, state, (test) => isAbsent(test, subject));
    const names = variablesAt(node, module);
    const branch = module.branches.find(({ test }) => test === node);
    if (state !== undefined && branch !== undefined) return { state, names: [], branch };
    if (names.length > 0) return state === undefined ? undefined : { state, names };
    if (isNamedFunction(node, module)) return undefined;
  }
  return undefined;
}

/** The variables that a node gives a value to. */
function variablesAt(node: Node, module: Module): readonly string[] {
  const definitions = module.language.binds[node.type]?.(node, module) ?? [];
  return definitions.flatMap(({ kind, name }) => (kind === "variable" ? [name] : []));
}

/** Not one that is written as a value. */
function isNamedFunction(node: Node, module: Module): boolean {
  return module.language.functions[node.type] !== undefined && expressionAt(node, module)?.kind !== "function";
}

/** The expression that is this node, and not only in it. */
function expressionAt(node: Node, module: Module): Expression | undefined {
  const expression = module.language.lower[node.type] === undefined ? undefined : module.lower(node);
  return expression?.node === node ? expression : undefined;
}

function stateAt(expression: Expression, state: State | undefined, absent: (test: Expression) => boolean): State | undefined {
  if (state !== undefined) return expression.kind === "not" ? (state === "missing" ? "complete" : "missing") : state;
  if (absent(expression)) return "missing";
  return expression.kind === "call" && ALL.has(lastName(expression.callee)) ? "complete" : undefined;
}

const ADDS: ReadonlySet<string> = new Set(["push", "append", "add", "unshift", "Add", "concat"]);

/** The lists that take in the name where the value is absent. */
function pushed(outcome: Outcome, branches: readonly Branch[], module: Module): readonly Summary[] {
  const subject = subjectOf(outcome, module);
  return branches.flatMap((branch) => {
    const body = sideWithout(branch, subject, module);
    const lists = body === undefined ? [] : [...descendants(body)].flatMap((node) => listAddedTo(node, module));
    return lists.length === 0 || branch.test === undefined ? [] : [...lists, ...boundAround(branch.test, module)];
  });
}

/** The list that a function adds to may be what its caller makes of it: `missing = names.reduce((list, name) => …, [])`. */
function boundAround(test: Node, module: Module): readonly Summary[] {
  for (let node: Node | null = test.parent; node !== null; node = node.parent) {
    const isFunction = module.language.functions[node.type] !== undefined;
    const names = isFunction ? [] : variablesAt(node, module);
    if (names.length > 0) return names.map((name) => ({ name, state: "missing" }));
    if (isNamedFunction(node, module)) return [];
  }
  return [];
}

function listAddedTo(node: Node, module: Module): readonly Summary[] {
  const expression = expressionAt(node, module);
  if (expression?.kind !== "call" || expression.callee.kind !== "member" || !ADDS.has(expression.callee.name)) return [];
  const { object } = expression.callee;
  return object.kind === "name" ? [{ name: object.name, state: "missing" }] : [];
}

function failsOn(branch: Branch, { name, state }: Summary, place: Place): boolean {
  const { module } = place;
  if (branch.test === undefined || !holdsWord(module.textOf(branch.test), name)) return false;
  const test = module.lower(branch.test);
  const turned = test.kind === "not" || (test.kind === "operation" && test.operator === "equal");
  return fails(branch, turned ? (state === "missing" ? "complete" : "missing") : state, place);
}

function fails({ yes, no }: Branch, state: State, place: Place): boolean {
  const body = state === "missing" ? yes : no;
  return body !== undefined && ends(body, place);
}
