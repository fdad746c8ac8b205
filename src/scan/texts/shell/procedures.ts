import { written, type Fork, type Frame, type Machine, type Procedure } from "./machine.ts";
import { meet, type State } from "./state.ts";
import type { Value } from "./value.ts";
import type { Node } from "../../tree.ts";

interface Call {
  readonly name: string;
  readonly words: readonly Node[];
  readonly values: readonly Value[];
}

/** Functions within functions within functions. */
const DEEPEST = 8;

/** A call of a function of the script runs its body with these arguments: so `file_env X` reads X. */
export function called(machine: Machine, call: Call, state: State): Fork {
  const procedure = machine.procedures.get(call.name);
  if (procedure === undefined) return { yes: state, no: state };
  procedure.called = true;
  const { stack } = machine;
  if (stack.length >= DEEPEST || stack.includes(procedure) || !machine.spend()) return { yes: state, no: state };
  const inner = state.copy();
  inner.args = argumentsOf(machine, call, state);
  machine.stack.push(procedure);
  const fork = entered(machine, procedure, inner);
  machine.stack.pop();
  return { yes: restored(fork.yes, state), no: fork.no === fork.yes ? restored(fork.yes, state) : restored(fork.no, state) };
}

/** Runs a body, up to its end and to every `return`. */
export function entered(machine: Machine, { body, script }: Procedure, state: State): Fork {
  const outer = { script: machine.script, frame: machine.frame };
  const frame: Frame = { returned: [], refused: [], locals: new Map() };
  Object.assign(machine, { script, frame });
  const { away } = machine.ends;
  const fork = machine.run(body, state);
  machine.ends.away = away;
  Object.assign(machine, outer);
  const { findings } = machine;
  const yes = frame.returned.reduce<State | null>((met, one) => meet(met, one, findings), fork.yes);
  const isPlain = fork.yes === fork.no && frame.refused.length === 0;
  const no = frame.refused.reduce<State | null>((met, one) => meet(met, one, findings), fork.yes === fork.no ? null : fork.no);
  for (const after of [yes, no]) for (const [name, own] of frame.locals) if (after !== null) restore(after, name, own);
  return isPlain ? { yes, no: yes } : { yes, no };
}

function restore(state: State, name: string, own: ReturnType<State["own"]["get"]>): void {
  if (own === undefined) state.own.delete(name);
  else state.own.set(name, own);
}

function restored(after: State | null, { args }: State): State | null {
  if (after !== null) after.args = args;
  return after;
}

/** `"$@"` hands on what was given. */
function argumentsOf(machine: Machine, { words, values }: Call, { args }: State): readonly Value[] | null {
  const given: Value[] = [];
  for (const [position, value] of values.entries()) {
    const word = words[position];
    if (word === undefined || !/^"?\$[@*]"?$/.test(written(machine, word)))
      given.push(value.kind === "text" ? { ...value, listed: true } : value);
    else if (args === null) return null;
    else given.push(...args);
  }
  return given;
}
