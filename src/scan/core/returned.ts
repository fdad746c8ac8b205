import type { Expression } from "../expression.ts";
import type { Branch } from "../languages/language.ts";
import { descendants, isWithin, type Node } from "../tree.ts";
import type { Home, Module } from "./module.ts";
import type { Outcome } from "./outcome.ts";
import { holdsWord } from "./word.ts";

interface Return {
  readonly node: Node;
  readonly value: Node;
}

/** What the function returns in place of the value that it read: where that is absent, or after a branch that returns it. */
export function returnedInstead({ test, yes }: Branch, absent: Node | undefined, outcome: Outcome, module: Module): Expression | undefined {
  const home = module.functionAround(outcome.node);
  const branch = test?.parent ?? null;
  if (home === undefined || branch === null) return undefined;
  const returns = returnsOf(home.node, module);
  const subjects = derived(namesOf(outcome, module), home, module);
  const ofValue = returns.filter(({ value }) => carries(module.lower(value), subjects, module));
  const found = absent === undefined ? after(branch, yes, ofValue, returns) : returns.find(({ node }) => isWithin(node, absent));
  if (found === undefined || ofValue.includes(found)) return undefined;
  const instead = module.lower(found.value);
  const standsIn = isParameter(instead, home) || (isConstant(instead) && ofValue.length > 0);
  return standsIn && !isEmpty(instead) ? instead : undefined;
}

/** What the value is called, or else how it is read. */
function namesOf({ bound, node }: Outcome, module: Module): readonly string[] {
  return bound.length > 0 ? bound.map(({ name }) => name) : [module.textOf(node)];
}

const isEmpty = (instead: Expression): boolean => instead.kind === "null" || (instead.kind === "text" && instead.text === "");

/** Something that may stand in for a value, and not what the function does without one. */
function isConstant(expression: Expression): boolean {
  return expression.kind === "name" ? /[dD]efault|[fF]allback|^[A-Z]/.test(expression.name) : !ACTIONS.has(expression.kind);
}

const ACTIONS: ReadonlySet<Expression["kind"]> = new Set(["call", "record", "function"]);

/** Whether a value is one of these, or made of it: not where it is only looked up by it, `allows(email, list)`, or one field of many. */
function carries(expression: Expression, names: readonly string[], module: Module): boolean {
  const inner = (one: Expression): boolean => carries(one, names, module);
  switch (expression.kind) {
    case "member":
    case "index":
      return names.includes(module.textOf(expression.node)) || inner(expression.object);
    case "call": {
      const [first] = expression.arguments;
      return (expression.callee.kind === "member" && inner(expression.callee.object)) || (first !== undefined && inner(first.value));
    }
    case "record":
      return false;
    default:
      return names.some((name) => holdsWord(module.textOf(expression.node), name));
  }
}

function returnsOf(home: Node, module: Module): readonly Return[] {
  const { returned } = module.language;
  if (returned === undefined) return [];
  return [...descendants(home)].flatMap((node) => {
    const value = returned(node, module);
    return value === undefined || module.functionAround(node)?.node !== home ? [] : [{ node, value }];
  });
}

/** The return that follows a branch which returns the value, in the same block. */
function after(branch: Node, yes: Node | undefined, ofValue: readonly Return[], all: readonly Return[]): Return | undefined {
  if (yes === undefined || !ofValue.some(({ node }) => isWithin(node, yes))) return undefined;
  return all.find(
    ({ node }) =>
      node.start >= branch.end &&
      [branch.parent, branch.parent?.parent].some((block) => node.parent === block || node.parent?.parent === block),
  );
}

const isParameter = (expression: Expression, { shape }: Home): boolean =>
  expression.kind === "name" && shape.parameters.includes(expression.name);

/** The names, and those of what is made of them in the same function. */
function derived(names: readonly string[], home: Home, module: Module): readonly string[] {
  const inHome = [...module.definitions.values()]
    .flat()
    .filter(({ kind, value }) => kind === "variable" && value !== undefined && isWithin(value, home.node));
  const known = [...names];
  for (let from = 0; from < known.length && known.length < MOST; from += 1) {
    const name = known[from] ?? "";
    const made = inHome.filter(({ value }) => value !== undefined && holdsWord(module.textOf(value), name));
    known.push(...made.map((definition) => definition.name).filter((one) => !known.includes(one)));
  }
  return known;
}

/** Further names than this are not made of the value by hand. */
const MOST = 30;
