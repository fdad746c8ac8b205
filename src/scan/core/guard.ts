import type { Expression } from "../expression.ts";
import type { Branch } from "../languages/language.ts";
import { descendants, type Node } from "../tree.ts";
import type { Module } from "./module.ts";
import { isAbsent, isAbsentToo, isPresent, subjectOf } from "./absence.ts";
import { isAsserted } from "./assertion.ts";
import { isCollected } from "./collected.ts";
import { ends, isDirect, mayEnd, type Place } from "./exit.ts";
import type { Outcome } from "./outcome.ts";
import { returnedInstead } from "./returned.ts";

interface Guards extends Place {
  /** What is read instead is no default. */
  readonly isRead: (node: Node) => boolean;
}

/** What the code around does where a read value turns out to be absent: it ends in error, or gives the name another value. */
export function guarded(outcome: Outcome, guards: Guards): Outcome {
  if (outcome.mode !== "optional" && outcome.mode !== "presence") return outcome;
  const branches = branchesFor(outcome, guards.module);
  for (const branch of branches) {
    const changed = after(branch, outcome, guards);
    if (changed !== undefined) return changed;
  }
  return isAsserted(outcome, guards) || isCollected(outcome, branches, guards)
    ? { ...outcome, mode: "required", confidence: "guarded" }
    : outcome;
}

function after(branch: Branch, outcome: Outcome, guards: Guards): Outcome | undefined {
  const side = sideOf(branch, outcome, guards.module);
  if (side === undefined) return undefined;
  const body = side === "present" ? branch.no : branch.yes;
  const mayFail = body !== undefined && mayEnd(body, guards);
  const conditional: Outcome = { ...outcome, mode: "required", confidence: "conditional" };
  if (side === "absent too") return mayFail ? conditional : undefined;
  const instead = insteadIn(branch, body, outcome, guards.module);
  if (instead !== undefined && !guards.isRead(instead.node)) return { ...outcome, mode: "default", default: instead };
  if (body === undefined || !mayFail) return undefined;
  return ends(body, guards) ? { ...outcome, mode: "required", confidence: "guarded" } : conditional;
}

function insteadIn(branch: Branch, body: Node | undefined, outcome: Outcome, module: Module): Expression | undefined {
  const given = body === undefined ? undefined : assigned(body, outcome, module);
  return given ?? valued(branch, module) ?? returnedInstead(branch, body, outcome, module);
}

/** The branches after the read, or around it, in the same function. */
function branchesFor(outcome: Outcome, module: Module): readonly Branch[] {
  const home = module.functionAround(outcome.node)?.node;
  return module.branches.filter(({ test }) => {
    if (test === undefined || test.end <= outcome.node.start) return false;
    if (outcome.bound.length === 0 && (test.start > outcome.node.start || test.end < outcome.node.end)) return false;
    return module.functionAround(test)?.node === home;
  });
}

/** What a test that holds says of the value. */
function sideOf({ test }: Branch, outcome: Outcome, module: Module): "absent" | "absent too" | "present" | undefined {
  const expression = module.lower(test);
  const subject = subjectOf(outcome, module);
  if (isAbsent(expression, subject)) return "absent";
  if (isAbsentToo(expression, subject)) return "absent too";
  return isPresent(expression, subject) ? "present" : undefined;
}

/** The other value of a branch that is a value itself: `if let Ok(v) = read { v } else { "d" }`. */
function valued({ test }: Branch, module: Module): Expression | undefined {
  const whole = test?.parent === undefined || test.parent === null ? undefined : module.lower(test.parent);
  if (whole?.kind !== "operation" || whole.operator !== "or" || whole.left !== module.lower(test)) return undefined;
  return whole.right.kind === "null" || whole.right.kind === "abort" ? undefined : whole.right;
}

/** The value that the body gives to the name instead. */
function assigned(body: Node, { bound }: Outcome, module: Module): Expression | undefined {
  const names = new Set(bound.map(({ name }) => name));
  for (const node of descendants(body)) {
    for (const { name, kind, value } of module.language.binds[node.type]?.(node, module) ?? []) {
      if (kind === "variable" && names.has(name) && value !== undefined && isDirect(node, body, module)) return module.lower(value);
    }
  }
  return undefined;
}
