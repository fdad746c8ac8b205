import type { Backdrop, Binding, Workload } from "./binding.ts";
import type { Span } from "./source.ts";
import { absent, unknown, type Value } from "./value.ts";

/** A variable's value and where it came from: the winning binding first, then the ones it shadows. */
export interface Entry {
  readonly value: Value;
  readonly from: readonly [Binding, ...Binding[]];
  /** The values of the shadowed bindings, in the order of `from` without its first. */
  readonly shadowed: readonly Value[];
}

/** A layer that could not be seen into. It may set any name, so nothing is certainly absent. */
export interface Opening {
  readonly at: Span;
  readonly because: string;
}

/** The effective environment of one workload. */
export interface Environment {
  readonly workload: Workload;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly openings: readonly Opening[];
  /** What the platform sets besides; asked where `entries` has no answer. */
  readonly backdrop?: Backdrop;
}

/** One variable as a list shows it; `from` has the winner first. */
export interface Listed {
  readonly name: string;
  readonly value: Value;
  readonly from: readonly Binding[];
}

/** Every variable: those that documents set, then those that the platform sets besides. */
export function* variablesOf({ entries, backdrop }: Environment): Generator<Listed> {
  for (const [name, { value, from }] of entries) yield { name, value, from };
  for (const name of backdrop?.names() ?? []) {
    const binding = entries.has(name) ? undefined : backdrop?.find(name);
    if (binding !== undefined && binding.value.state !== "template") yield { name, value: binding.value, from: [binding] };
  }
}

export function valueOf(environment: Environment, name: string): Value {
  const entry = environment.entries.get(name);
  if (entry !== undefined) return entry.value;
  const offered = environment.backdrop?.find(name)?.value;
  if (offered !== undefined && offered.state !== "template") return offered;
  const [opening] = environment.openings;
  return opening === undefined ? absent : unknown(opening.because);
}
