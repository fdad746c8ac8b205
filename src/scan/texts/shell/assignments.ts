import { childOf, namedChildren, type Node } from "../../tree.ts";
import { reference } from "./expansion.ts";
import { written, type Machine } from "./machine.ts";
import type { State } from "./state.ts";
import { joined, text, UNKNOWN, type Value } from "./value.ts";

/** `X=value`, `X+=value`, `X[i]=value`. */
export function assignment(machine: Machine, node: Node, state: State): State {
  const [name, given] = [childOf(node, "name"), childOf(node, "value")];
  const value = given === undefined ? text("") : machine.evaluate(given, state);
  if (name?.type !== "variable_name") {
    if (name !== undefined) machine.evaluate(name, state);
    const array = name === undefined ? undefined : childOf(name, "name");
    if (array !== undefined) assign(machine, { name: written(machine, array), value: UNKNOWN }, state);
    return state;
  }
  const isAdded = node.children.some(({ type }) => type === "+=") && given?.type !== "array";
  const whole = isAdded ? joined([reference(machine, name, state), value]) : extended(machine, node, value, state);
  assign(machine, { name: written(machine, name), value: whole }, state);
  return state;
}

/** `X+=(a b)`. */
function extended(machine: Machine, node: Node, value: Value, state: State): Value {
  const name = childOf(node, "name");
  if (value.kind !== "list" || name === undefined || !node.children.some(({ type }) => type === "+=")) return value;
  const own = state.own.get(written(machine, name));
  return own?.sure === true && own.value.kind === "list" ? { kind: "list", values: [...own.value.values, ...value.values] } : UNKNOWN;
}

function assign(machine: Machine, { name, value }: { readonly name: string; readonly value: Value }, state: State): void {
  machine.findings.assigned.add(name);
  state.assign(name, value);
}

const NEW: ReadonlySet<string> = new Set(["local", "typeset", "declare"]);

/** `export X=value`, `local X`, `declare -r X=value`, `export "$name"="$value"`. */
export function declaration(machine: Machine, node: Node, state: State): State {
  const keyword = node.children[0]?.type ?? "";
  // Of a name alone, `export` and `readonly` say nothing new; the others make one that is not that of the environment.
  const isLocal = NEW.has(keyword) && !isFlagged(machine, node, /^-\w*[xgp]/);
  const isExport = keyword === "export" || isFlagged(machine, node, /^-\w*x/);
  for (const child of namedChildren(node)) {
    if (isLocal) localised(machine, child, state);
    if (isExport) exported(machine, child, state);
    if (child.type === "variable_assignment") assignment(machine, child, state);
    else if (child.type !== "variable_name") computed(machine, child, state);
    else if (isLocal) assign(machine, { name: written(machine, child), value: text("") }, state);
  }
  return state;
}

function isFlagged(machine: Machine, node: Node, flag: RegExp): boolean {
  return namedChildren(node).some((child) => child.type === "word" && flag.test(written(machine, child)));
}

/** What is exported in a branch may not be on another run. */
function exported(machine: Machine, child: Node, state: State): void {
  const { findings, frame, depth, apartness } = machine;
  findings.handedOn.add(/^\w*/.exec(written(machine, child))?.[0] ?? "");
  const isAssigned = child.type === "variable_assignment";
  const node = isAssigned ? childOf(child, "name") : child;
  if (frame !== null || depth > 0 || apartness > 0 || node?.type !== "variable_name") return;
  const name = written(machine, node);
  if (isAssigned || state.own.get(name)?.sure === true) findings.exported.add(name);
}

/** A name that is put together: known where its parts are. */
function computed(machine: Machine, node: Node, state: State): void {
  const parts = node.type === "concatenation" || node.type === "string" ? namedChildren(node) : [node];
  const equals = parts.findIndex((part) => written(machine, part).includes("="));
  const name = joined(parts.slice(0, equals === -1 ? parts.length : equals).map((part) => machine.evaluate(part, state)));
  const values = equals === -1 ? [] : parts.slice(equals + 1).map((part) => machine.evaluate(part, state));
  if (equals === -1 || name.kind !== "text" || !/^\w+$/.test(name.text)) return;
  const sign = written(machine, parts[equals] ?? node);
  const rest = sign.endsWith("=") && values.length > 0 ? joined(values) : UNKNOWN;
  assign(machine, { name: name.text + sign.slice(0, sign.indexOf("=")), value: rest }, state);
}

/** Inside of a function the name is another one until its end. */
function localised(machine: Machine, child: Node, state: State): void {
  const node = child.type === "variable_assignment" ? childOf(child, "name") : child;
  if (machine.frame === null || node?.type !== "variable_name") return;
  const name = written(machine, node);
  if (!machine.frame.locals.has(name)) machine.frame.locals.set(name, state.own.get(name));
}
