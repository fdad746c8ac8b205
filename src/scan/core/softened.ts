import type { Expression } from "../expression.ts";
import { descendants, isWithin, type Node } from "../tree.ts";
import { isAbsent } from "./absence.ts";
import { isInside } from "./branch.ts";
import type { Module } from "./module.ts";
import type { NameForm } from "./name-form.ts";
import type { Outcome } from "./outcome.ts";
import type { Site } from "./site.ts";
import { isBehindSwitch } from "./switch.ts";

/** A read that fails is not required where the failure is caught, or where the code has asked before whether the variable is there; `others` are the reads of the same file. */
export function softened(site: Site, outcome: Outcome, others: readonly Site[]): Outcome {
  const { module, node } = site;
  if (!failsItself(site, outcome))
    return outcome.confidence === "guarded" && !isForProduction(node, module) ? onBranch(outcome, node, module) : outcome;
  const caught = attemptAround(node, module);
  if (caught !== undefined) return instead(outcome, assignedIn(caught, outcome, module));
  const asked = others.filter((other) => other.node !== node && isSameName(site.form, other.form));
  const chosen = asked.map((other) => choiceAfter(other.node, node, module)).find((one) => one !== undefined);
  if (chosen !== undefined) return instead(outcome, chosen.no);
  if (asked.some((other) => isAskedBefore(other.node, node, module))) return instead(outcome, null);
  return isBehindSwitch(node, module, others) ? { ...outcome, confidence: "conditional" } : onBranch(outcome, node, module);
}

/** Whether the read fails, or the function of the project that reads, and not what the code does with the value afterwards. */
function failsItself({ reader }: Site, { confidence }: Outcome): boolean {
  return confidence === "certain" || (confidence === "guarded" && reader.guarded === true && reader.mode === "required");
}

/** Whether a branch around a place asks how the program is deployed: what it demands there, it demands where it matters. */
function isForProduction(node: Node, module: Module): boolean {
  return module.branches.some(
    (branch) => branch.test !== undefined && isInside(node, branch) && /prod(?:uction)?(?![a-z])|debug/i.test(module.textOf(branch.test)),
  );
}

/** What is read on one side of a branch only may never be read. */
function onBranch(outcome: Outcome, node: Node, module: Module): Outcome {
  return module.branches.some((branch) => isInside(node, branch)) ? { ...outcome, confidence: "conditional" } : outcome;
}

function instead(outcome: Outcome, value: Expression | null): Outcome {
  const mode = value === null || value.kind === "null" ? "optional" : "default";
  return { ...outcome, mode, confidence: null, default: mode === "default" ? value : null };
}

interface Attempt {
  readonly statement: Node;
  readonly body: Node;
}

function attemptAround(node: Node, module: Module): Attempt | undefined {
  for (let around = node.parent; around !== null; around = around.parent) {
    if (module.language.functions[around.type]?.(around, module) !== undefined) return undefined;
    const body = module.language.attempts[around.type]?.(around, module);
    if (body !== undefined && isWithin(node, body)) return { statement: around, body };
  }
  return undefined;
}

/** What the name is given where the failure is caught. */
function assignedIn({ statement, body }: Attempt, { bound }: Outcome, module: Module): Expression | null {
  const names = new Set(bound.map(({ name }) => name));
  for (const node of names.size === 0 ? [] : descendants(statement)) {
    if (isWithin(node, body)) continue;
    const made = (module.language.binds[node.type]?.(node, module) ?? []).find(
      ({ name, kind, value }) => kind === "variable" && names.has(name) && value !== undefined,
    );
    if (made !== undefined) return module.lower(made.value);
  }
  return null;
}

function isSameName(one: NameForm, other: NameForm): boolean {
  // Of several names that are read at once, one that was asked for says nothing of the others.
  if (one.kind === "known") return other.kind === "known" && one.texts.every((text) => other.texts.includes(text));
  return (
    one.kind === "parameter" &&
    other.kind === "parameter" &&
    one.definition === other.definition &&
    one.prefix === other.prefix &&
    one.suffix === other.suffix
  );
}

/** `KEY in table ? table[KEY] : "d"`, and `KEY in table && table[KEY]`. */
function choiceAfter(asked: Node, node: Node, module: Module): Choice | undefined {
  for (let around = node.parent; around !== null && around.end - around.start < FARTHEST; around = around.parent) {
    const choice = choiceIn(module.lower(around), { asked, node, module });
    if (choice !== undefined) return choice;
  }
  return undefined;
}

interface Choice {
  /** What is taken where the variable is absent. */
  readonly no: Expression | null;
}

interface Asking {
  readonly asked: Node;
  readonly node: Node;
  readonly module: Module;
}

function choiceIn(expression: Expression, { asked, node, module }: Asking): Choice | undefined {
  if (expression.kind === "choice") {
    if (!isWithin(asked, expression.test.node) || isWithin(node, expression.test.node)) return undefined;
    const no = isWithin(node, expression.yes.node) ? expression.no : expression.yes;
    return { no: no.node === module.tree.root ? null : no };
  }
  const isAnd = expression.kind === "operation" && expression.operator === "and";
  return isAnd && isWithin(asked, expression.left.node) && isWithin(node, expression.right.node) ? { no: null } : undefined;
}

/** An expression longer than this is looked at no further. */
const FARTHEST = 2000;

/** In the body of a branch whose test asks for it, or after one that leaves where it is absent. */
function isAskedBefore(asked: Node, node: Node, module: Module): boolean {
  const home = module.functionAround(node)?.node;
  return module.branches.some(({ test, yes, no }) => {
    if (test === undefined || !isWithin(asked, test)) return false;
    const saysAbsent = isAbsent(module.lower(test), {
      is: ({ node: one }) => one.start === asked.start && one.end === asked.end,
      isError: () => false,
    });
    const present = saysAbsent ? no : yes;
    if (present !== undefined && isWithin(node, present)) return true;
    return saysAbsent && yes !== undefined && node.start > yes.end && module.functionAround(test)?.node === home && leaves(yes);
  });
}

const LEAVES = /^(?:return|continue|break|next)(?:_statement|_expression)?$/;

const leaves = (body: Node): boolean => [...descendants(body)].some(({ type, named }) => named && LEAVES.test(type));
