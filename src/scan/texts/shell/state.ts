import type { Finding, Findings } from "./findings.ts";
import { either, sometimesIn, type Value } from "./value.ts";

/** What the script has assigned to a name. */
interface Own {
  readonly value: Value;
  /** Whether it did on every path. */
  readonly sure: boolean;
  /** What it is given where the environment has none, on the paths that did assign it. */
  readonly or: Value | null;
}

/** What a test said of a variable of the environment, and the reads that it asked by. */
interface Told {
  readonly present: boolean;
  readonly reads: readonly Finding[];
}

/** What is known at one point of a script. Changed in place; `copy` before paths part. */
export class State {
  readonly own = new Map<string, Own>();
  readonly told = new Map<string, Told>();
  /** `$1` and so on; null where any may be given. */
  args: readonly Value[] | null = null;
  nounset = false;
  errexit = false;
  /** Whether a file was sourced that may have assigned anything. */
  sourced = false;
  /** How many tests that say nothing of a variable led here. */
  doubts = 0;

  copy(): State {
    const state = new State();
    for (const [name, own] of this.own) state.own.set(name, own);
    for (const [name, told] of this.told) state.told.set(name, told);
    const { args, nounset, errexit, sourced, doubts } = this;
    return Object.assign(state, { args, nounset, errexit, sourced, doubts });
  }

  assign(name: string, value: Value): void {
    this.own.set(name, { value, sure: true, or: null });
  }

  /** The names that have a value here whatever the environment has. */
  filled(): ReadonlySet<string> {
    return new Set([...this.own].flatMap(([name, own]) => (isFilled(name, own) ? [name] : [])));
  }

  tell(name: string, present: boolean, reads: readonly Finding[]): void {
    const told = this.told.get(name);
    this.told.set(name, { present, reads: told?.present === present ? [...new Set([...told.reads, ...reads])] : reads });
  }
}

/** `X=$X` and `X=${X:-}` are no value of their own. */
function isFilled(name: string, { value, sure, or }: Own): boolean {
  const instead = value.kind === "variable" && value.name === name ? value.or : value;
  const isSure = sure && instead !== null && sometimesIn(instead) !== "";
  return isSure || (or !== null && sometimesIn(or) !== "");
}

/** The state after two paths have met; a path that is null does not go on. */
export function meet(one: State | null, other: State | null, findings: Findings): State | null {
  if (one === null || other === null || one === other) return one ?? other;
  const met = new State();
  for (const name of new Set([...one.own.keys(), ...other.own.keys()])) met.own.set(name, meetOwn(name, [one, other], findings));
  for (const [name, told] of one.told) {
    const also = other.told.get(name);
    if (also?.present !== told.present) continue;
    met.told.set(name, told);
    met.tell(name, also.present, also.reads);
  }
  return Object.assign(met, settings(one, other));
}

function settings(one: State, other: State): Partial<State> {
  return {
    args: one.args === other.args ? one.args : null,
    nounset: one.nounset && other.nounset,
    errexit: one.errexit && other.errexit,
    sourced: one.sourced || other.sourced,
    doubts: Math.max(one.doubts, other.doubts),
  };
}

function meetOwn(name: string, [one, other]: readonly [State, State], findings: Findings): Own {
  const [here, there] = [one.own.get(name), other.own.get(name)];
  if (here === undefined) return partly(name, there, other, findings);
  if (there === undefined) return partly(name, here, one, findings);
  const value =
    insteadOf(here.value, there.value, other, findings) ??
    insteadOf(there.value, here.value, one, findings) ??
    either(here.value, there.value);
  return { value, sure: here.sure && there.sure, or: here.or ?? there.or };
}

/** Assigned on one path only: a default, if that is the path where the environment has none. */
function partly(name: string, own: Own | undefined, state: State, findings: Findings): Own {
  const told = state.told.get(name);
  const value: Value = own?.value ?? { kind: "open", prefix: "", suffix: "", core: null, sometimes: null };
  if (own === undefined || !own.sure || told?.present !== false) return { value, sure: false, or: own?.or ?? null };
  return { value, sure: false, or: isReplaced(told.reads, value, findings) ? value : null };
}

/** `val=$X` on one path and `val=d` on the other, where X is unset: the default of X. */
function insteadOf(from: Value, value: Value, state: State, findings: Findings): Value | null {
  if (from.kind !== "variable" || (value.kind === "variable" && value.name === from.name)) return null;
  const told = state.told.get(from.name);
  if (told?.present !== false) return null;
  isReplaced([...told.reads, ...from.reads], value, findings);
  return { ...from, or: value };
}

/** What is empty is no default in a shell, where unset is as good. */
function isReplaced(reads: readonly Finding[], value: Value, findings: Findings): boolean {
  const instead = sometimesIn(value);
  if (instead === "") return false;
  findings.replace(reads, instead);
  return true;
}
