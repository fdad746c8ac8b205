import { childrenOf, namedChildren, type Node } from "../../tree.ts";
import { both, written, type Fork, type Machine } from "./machine.ts";
import { meet, type State } from "./state.ts";
import { literalIn, UNKNOWN, type Value } from "./value.ts";

/** Runs pieces that may not be reached. */
function within(machine: Machine, nodes: readonly Node[], state: State): State | null {
  machine.depth += 1;
  const after = machine.sequence(nodes, state);
  machine.depth -= 1;
  return after;
}

/** `a && b`, `a || b`. */
export function chained(machine: Machine, node: Node, state: State): Fork {
  const [left, right] = namedChildren(node);
  if (left === undefined || right === undefined) return condition(machine, namedChildren(node), state);
  const isAnd = node.children.some(({ type }) => type === "&&");
  const before = state.copy();
  const first = machine.run(left, state);
  const on = isAnd ? first.yes : first.no;
  if (on === null) return first;
  machine.depth += 1;
  const second = machine.run(right, isAnd ? on.copy() : failing(before, on));
  machine.depth -= 1;
  if (isAnd) return { yes: second.yes, no: meet(first.no, second.no, machine.findings) };
  const after = meet(first.yes, second.yes, machine.findings);
  return { yes: after === null ? null : Object.assign(after, { doubts: first.yes?.doubts ?? after.doubts }), no: second.no };
}

/** Where a command failed: a doubt, unless it asked for a variable. */
function failing(before: State, state: State): State {
  const isTold = [...state.told].some(([name, { present }]) => before.told.get(name)?.present !== present);
  return Object.assign(state.copy(), { doubts: Math.max(state.doubts, before.doubts + (isTold ? 0 : 1)) });
}

/** The children of an `if` or `elif`: the condition, `then`, the body, and what is done otherwise. */
export function branched(machine: Machine, children: readonly Node[], state: State): State | null {
  const then = children.findIndex(({ type }) => type === "then");
  const rest = children.findIndex(({ type }) => type === "elif_clause" || type === "else_clause" || type === "fi");
  const end = rest === -1 ? children.length : rest;
  const fork = condition(
    machine,
    children.slice(1, then).filter(({ named }) => named),
    state,
  );
  const body = children.slice(then + 1, end).filter(({ named }) => named);
  const yes = fork.yes === null ? null : within(machine, body, fork.yes.copy());
  const no = fork.no === null ? null : otherwise(machine, children.slice(end), fork.no.copy());
  return meet(yes, no, machine.findings);
}

function otherwise(machine: Machine, clauses: readonly Node[], state: State): State | null {
  const [clause, ...more] = clauses;
  if (clause?.type === "else_clause") return within(machine, namedChildren(clause), state);
  if (clause?.type !== "elif_clause") return state;
  machine.depth += 1;
  const after = branched(machine, [...clause.children, ...more], state);
  machine.depth -= 1;
  return after;
}

/** Only the last of the statements of a condition decides. */
export function condition(machine: Machine, nodes: readonly Node[], state: State): Fork {
  const last = nodes.at(-1);
  const before = machine.sequence(nodes.slice(0, -1), state);
  return last === undefined || before === null ? both(before) : machine.run(last, before);
}

/** Runs the first `case` that matches. */
export function chosen(machine: Machine, node: Node, state: State): State | null {
  const [subject] = childrenOf(node, "value");
  const value = subject === undefined ? UNKNOWN : machine.evaluate(subject, state);
  let after: State | null = null;
  let rest: State | null = state;
  for (const item of namedChildren(node).filter(({ type }) => type === "case_item")) {
    if (rest === null) break;
    const patterns = childrenOf(item, "value");
    const fork = matched(machine, { value, patterns }, rest);
    const body = namedChildren(item).filter((child) => !patterns.includes(child));
    if (fork.yes !== null) after = meet(after, within(machine, body, fork.yes.copy()), machine.findings);
    rest = fork.no;
  }
  return meet(after, rest, machine.findings);
}

interface Case {
  readonly value: Value;
  readonly patterns: readonly Node[];
}

/** Where the subject is a variable, the empty pattern is the one that it has where it is unset; `*` is what is left. */
function matched(machine: Machine, { value, patterns }: Case, state: State): Fork {
  const texts = patterns.map((pattern) => {
    if (pattern.type === "extglob_pattern") return written(machine, pattern);
    const found = machine.evaluate(pattern, state);
    return found.kind === "text" ? found.text : null;
  });
  if (texts.some((pattern) => pattern !== null && /^\*+$/.test(pattern))) return { yes: state, no: null };
  const isPlain = value.kind === "variable" && (literalIn(value.or) ?? "") === "";
  const [yes, no] = [state.copy(), state.copy()];
  yes.doubts += 1;
  no.doubts += 1;
  if (!isPlain) return { yes, no };
  if (texts.every((pattern) => pattern === "")) {
    yes.tell(value.name, false, value.reads);
    no.tell(value.name, true, value.reads);
  } else if (texts.every((pattern) => pattern !== null && /[^*]/.test(pattern))) yes.tell(value.name, true, value.reads);
  return { yes, no };
}
