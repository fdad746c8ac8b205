import type { ExpressionOf } from "../expression.ts";
import { descendants, type Node } from "../tree.ts";
import { calleeOf, type Callee } from "./callee.ts";
import type { Remembered } from "./ledger.ts";
import type { Meanings } from "./meanings.ts";
import type { Module } from "./module.ts";

export interface Place {
  readonly module: Module;
  readonly meanings: Meanings;
  /** Whether only the end of the process counts, and no error that a caller may take care of. */
  readonly onlyExits?: boolean;
}

/** Statements and macros that end the process, and not only the function. */
const PROCESS =
  /^(?:return\s+)?(?:(?:std::)?process::(?:exit|abort)\b|(?:panic|unreachable|todo|unimplemented)!|raise\s+SystemExit\b|(?:exit|die|abort|exitProcess|Kernel\.exit|System\.halt|Environment\.Exit)\b)/;

/** Functions of the project by whether they always end in error; one that is being looked at does not, for now. */
const known = new WeakMap<Node, Remembered<boolean>>();

/** Whether a call never returns, and not with the code of success: one of the language, or a function that does nothing but fail, written in place or elsewhere. */
export function isExit({ callee, arguments: [given] }: ExpressionOf<"call">, { module, meanings }: Place): boolean {
  const { exits } = module.language;
  const meaning = meanings.of(callee, module);
  if (given?.value.kind === "number" && given.value.text === "0") return false;
  if (exits.has(meaning.path ?? "") || (callee.kind === "member" && exits.has(`*.${callee.name}`))) return true;
  const called = calleeOf(meaning);
  return called !== undefined && fails(called, { module: called.module, meanings });
}

function fails({ node, shape: { body } }: Callee, place: Place): boolean {
  const find = (): boolean => body !== undefined && ends(body, place) && !returns(node, place.module);
  return place.meanings.ledger.remember(known, node, find, false);
}

function returns(home: Node, module: Module): boolean {
  return [...descendants(home)].some(
    (node) => module.language.returned?.(node, module) !== undefined && module.functionAround(node)?.node === home,
  );
}

/** Whether a body leaves in error: not only on a further condition, and not in a function that it only defines. */
export function ends(body: Node, place: Place): boolean {
  return exitsIn(body, place).some((node) => isDirect(node, body, place.module));
}

/** Whether it does so on a further condition. */
export function mayEnd(body: Node, place: Place): boolean {
  const home = place.module.functionAround(body)?.node;
  return exitsIn(body, place).some((node) => place.module.functionAround(node)?.node === home);
}

function exitsIn(body: Node, place: Place): readonly Node[] {
  const { module, onlyExits = false } = place;
  return [...descendants(body)].filter((node) => {
    if (module.language.aborts(node, module)) return !onlyExits || PROCESS.test(module.textOf(node));
    const expression = module.lower(node);
    if (expression.kind === "abort") return !onlyExits || PROCESS.test(module.textOf(node));
    return expression.kind === "call" && isExit(expression, place);
  });
}

/** Whether a node in a body is reached without a further condition. */
export function isDirect(node: Node, body: Node, module: Module): boolean {
  for (let around = node === body ? null : node.parent; around !== null && around !== body; around = around.parent) {
    if (module.language.branches[around.type] !== undefined || module.language.functions[around.type] !== undefined) return false;
  }
  return true;
}
