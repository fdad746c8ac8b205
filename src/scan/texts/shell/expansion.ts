import type { Node } from "../../tree.ts";
import type { Finding, Noted } from "./findings.ts";
import { placeOf, written, type Machine } from "./machine.ts";
import type { State } from "./state.ts";
import { joined, literalIn, text, UNKNOWN, type Value } from "./value.ts";
import type { Extent } from "../../found.ts";

/** Which variable an expansion asks for, and where its name is written. */
export interface Asked {
  readonly variable: string;
  readonly at: Extent | null;
}

/** `$X`, `${X}` and all that fails as they do where the variable is unset and `set -u` holds. */
export function reference(machine: Machine, name: Node, state: State): Value {
  return read(machine, { variable: written(machine, name), at: placeOf(machine, name) }, state);
}

function read(machine: Machine, asked: Asked, state: State): Value {
  const { variable } = asked;
  if (isPosition(variable)) return argument(state, Number(variable));
  const own = state.own.get(variable);
  if (own?.sure === true) return own.value;
  const given = machine.given.get(variable);
  const or = own?.or ?? (typeof given === "string" ? text(given) : null);
  const found = machine.findings.note({ ...asked, ...failing(machine, { variable, or, isGiven: given !== undefined }, state) });
  return { kind: "variable", name: variable, or, reads: list(found) };
}

function isPosition(variable: string): boolean {
  return /^\d+$/.test(variable);
}

interface Bare {
  readonly variable: string;
  readonly or: Value | null;
  readonly isGiven: boolean;
}

/** What the mere mention of a name does where it is not set. */
function failing(machine: Machine, { variable, or, isGiven }: Bare, state: State): Omit<Noted, "variable" | "at"> {
  const shared = state.sourced;
  if (or !== null || isGiven) return { mode: "default", default: literalIn(or), shared };
  const late = state.own.has(variable);
  const isSafe = late || shared || state.told.get(variable)?.present === true;
  if (!state.nounset || isSafe) return { mode: "optional", late, shared };
  return { mode: "required", confidence: machine.depth > 0 ? "conditional" : "certain" };
}

function argument({ args }: State, position: number): Value {
  if (args === null || position === 0) return UNKNOWN;
  return args[position - 1] ?? text("");
}

/** `${…}`: the operators that ask for more than the value. */
export function expansion(machine: Machine, node: Node, state: State): Value {
  const parts = node.children.slice(1, -1);
  const indirect = parts[0]?.type === "!";
  const subject = parts.find(({ type }) => type === "variable_name");
  const at = subject === undefined ? -1 : parts.indexOf(subject);
  const operator = parts[at + 1]?.type ?? "";
  const operand = parts.slice(at + 2).filter((part) => part.named);
  if (subject === undefined) {
    for (const part of parts) if (part.named) machine.evaluate(part, state);
    return UNKNOWN;
  }
  if (!indirect) return operated(machine, { asked: askedBy(machine, subject), operator, operand }, state);
  if (operator === "@" || operator === "*") {
    machine.findings.open(placeOf(machine, node), written(machine, subject));
    return UNKNOWN;
  }
  const asked = named(machine, reference(machine, subject, state), placeOf(machine, node));
  return asked === null ? UNKNOWN : operated(machine, { asked, operator, operand }, state);
}

function askedBy(machine: Machine, name: Node): Asked {
  return { variable: written(machine, name), at: placeOf(machine, name) };
}

/**
 * The variable that a value is the name of, for `${!name}` and its like; an open read, and null, where that is not sure: only what a call passes or
 * a loop lists is, since anything may assign a plain variable.
 */
export function named(machine: Machine, value: Value, at: Extent | null): Asked | null {
  if (value.kind === "text" && value.listed) return { variable: value.text, at: value.at };
  if (value.kind === "open") machine.findings.open(at, value.prefix, value.suffix);
  else machine.findings.open(at);
  return null;
}

interface Operation {
  readonly asked: Asked;
  readonly operator: string;
  readonly operand: readonly Node[];
}

function operated(machine: Machine, operation: Operation, state: State): Value {
  switch (operation.operator) {
    case ":-":
    case "-":
      return replaced(machine, operation, state);
    case ":=":
    case "=": {
      const value = replaced(machine, operation, state);
      state.assign(operation.asked.variable, value);
      return value;
    }
    case ":+":
    case "+":
      return alternative(machine, operation, state);
    case ":?":
    case "?":
      return demanded(machine, operation, state);
    default: {
      for (const node of operation.operand) machine.evaluate(node, state);
      const value = read(machine, operation.asked, state);
      return operation.operator === "" ? value : UNKNOWN;
    }
  }
}

function replaced(machine: Machine, { asked, operand }: Operation, state: State): Value {
  const { variable, at } = asked;
  const instead = operand.length === 0 ? text("") : joined(operand.map((node) => machine.evaluate(node, state)));
  const own = state.own.get(variable);
  if (own?.sure === true) return own.value;
  if (isPosition(variable)) return state.args === null ? UNKNOWN : (state.args[Number(variable) - 1] ?? instead);
  const given = machine.given.get(variable) ?? literalIn(instead);
  const late = own !== undefined && own.or === null;
  const found = machine.findings.note({ variable, at, mode: "default", default: given, late, shared: state.sourced });
  return { kind: "variable", name: variable, or: instead, reads: list(found) };
}

function alternative(machine: Machine, { asked, operand }: Operation, state: State): Value {
  const { variable, at } = asked;
  const own = state.own.get(variable);
  const isPlain = operand.every(({ type }) => type === "word");
  const isOwn = own?.sure === true || isPosition(variable);
  const found = isOwn ? null : machine.findings.note({ variable, at, mode: "presence", late: own !== undefined, shared: state.sourced });
  const present = state.copy();
  if (!isOwn) present.tell(variable, true, list(found));
  for (const node of operand) machine.evaluate(node, present);
  return isOwn || !isPlain ? UNKNOWN : { kind: "alternative", name: variable, reads: list(found) };
}

/** `${X:?message}` ends the script. */
function demanded(machine: Machine, { asked, operand }: Operation, state: State): Value {
  const { variable } = asked;
  for (const node of operand) machine.evaluate(node, state);
  if (isPosition(variable)) return argument(state, Number(variable));
  const isSure = machine.depth === 0 && !state.sourced;
  const own = state.own.get(variable);
  if (own?.sure === true) {
    const { value } = own;
    const isBare = value.kind === "variable" && (value.or === null || literalIn(value.or) === "");
    if (isBare) machine.findings.require(value.reads, isSure ? "guarded" : "conditional");
    return value;
  }
  const given = machine.given.get(variable);
  const required = { mode: "required", confidence: isSure ? "certain" : "conditional" } as const;
  const how = given === undefined ? required : ({ mode: "default", default: given } as const);
  const reads = list(machine.findings.note({ ...asked, ...how, late: own !== undefined, shared: state.sourced }));
  state.tell(variable, true, reads);
  return { kind: "variable", name: variable, or: null, reads };
}

function list(found: Finding | null): readonly Finding[] {
  return found === null ? [] : [found];
}
