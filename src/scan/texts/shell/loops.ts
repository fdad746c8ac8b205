import { childOf, childrenOf, namedChildren, type Node } from "../../tree.ts";
import { condition } from "./branches.ts";
import { written, type Machine } from "./machine.ts";
import { meet, type State } from "./state.ts";
import { text, UNKNOWN, type Value } from "./value.ts";

/** One round of a loop, which ends where its body does, and at `break` and `continue`. */
function round(machine: Machine, body: Node, state: State): State | null {
  const outer = { away: machine.ends.away, broken: machine.broken };
  machine.broken = [];
  const end = machine.sequence([body], state);
  const after = machine.broken.reduce<State | null>((met, one) => meet(met, one, machine.findings), end);
  machine.ends.away = outer.away;
  machine.broken = outer.broken;
  return after;
}

/** A round that may not be reached. */
function perhaps(machine: Machine, body: Node, state: State): State | null {
  machine.depth += 1;
  const after = round(machine, body, state);
  machine.depth -= 1;
  return after;
}

/** `while` and `until`. */
export function repeated(machine: Machine, node: Node, state: State): State | null {
  const body = childOf(node, "body");
  const conditions = childrenOf(node, "condition").filter(({ named }) => named);
  const fork = condition(machine, conditions, state);
  const [on, off] = node.children[0]?.type === "until" ? [fork.no, fork.yes] : [fork.yes, fork.no];
  if (on === null || body === undefined) return off;
  const after = perhaps(machine, body, on.copy());
  // What holds when the loop is left after some rounds is what its condition says then.
  return meet(off, after, machine.findings);
}

/** At most so many rounds of one loop are run one by one. */
const ROUNDS = 64;

/** `for` and `select`: what stands in the list is run through one by one, where it is known. */
export function looped(machine: Machine, node: Node, state: State): State | null {
  const [variable, body] = [childOf(node, "variable"), childOf(node, "body")];
  const values = childrenOf(node, "value").flatMap((child) => listed(machine, child, state));
  if (variable === undefined || body === undefined) return state;
  const name = written(machine, variable);
  machine.findings.assigned.add(name);
  const isListed = node.children[0]?.type === "for" && values.length > 0 && values.length <= ROUNDS;
  if (!isListed || values.some(({ kind }) => kind !== "text") || !machine.spend()) {
    const inner = state.copy();
    inner.assign(name, UNKNOWN);
    return meet(state, perhaps(machine, body, inner), machine.findings);
  }
  let after: State | null = state;
  for (const value of values) {
    if (after === null) break;
    after.assign(name, value);
    after = round(machine, body, after);
  }
  return after;
}

/** `for v in A B $LIST "$@"`: a plain variable is split into words. */
function listed(machine: Machine, node: Node, state: State): readonly Value[] {
  if (/^"?\$[@*]"?$/.test(written(machine, node))) return state.args ?? [UNKNOWN];
  const array = /^"?\$\{(\w+)\[[@*]\]\}"?$/.exec(written(machine, node))?.[1];
  const own = array === undefined ? undefined : state.own.get(array);
  if (own?.sure === true && own.value.kind === "list") return own.value.values;
  const value = machine.evaluate(node, state);
  if (value.kind !== "text") return [value];
  if (node.type === "word" || value.at !== null) return splitWords(node, value);
  return [{ ...value, listed: true }];
}

/** A name in a list that an earlier assignment holds is at its own place there. */
function splitWords(node: Node, value: Extract<Value, { kind: "text" }>): readonly Value[] {
  if (node.type !== "simple_expansion" && node.type !== "expansion") return [{ ...value, listed: true }];
  const { at } = value;
  return [...value.text.matchAll(/\S+/g)].map(({ 0: word, index }) => {
    const start = (at?.start ?? 0) + index;
    return text(word, at === null ? null : { start, end: start + word.length }, true);
  });
}

/** `for ((i = 0; i < n; i++))`. */
export function counted(machine: Machine, node: Node, state: State): State | null {
  for (const child of namedChildren(node)) if (child.field !== "body") machine.run(child, state);
  const body = childOf(node, "body");
  return body === undefined ? state : meet(state, perhaps(machine, body, state.copy()), machine.findings);
}
