import type { Comparer } from "../compare/comparer.ts";
import type { Binding } from "../model/binding.ts";
import { type Environment, valueOf } from "../model/environment.ts";
import { unknown, type Value } from "../model/value.ts";

/** One variable as all processes of a service have it. */
export interface Agreed {
  readonly value: Value;
  readonly from: readonly Binding[];
}

/** What all environments have alike, sorted by name; a variable that is not the same in all of them is unknown, since none of its texts stands for the service. */
export function agreedOn(environments: readonly Environment[], same: Comparer): ReadonlyMap<string, Agreed> {
  const names = new Set(environments.flatMap(({ entries }) => [...entries.keys()]));
  return new Map([...names].toSorted().map((name) => [name, agreedOnOne(name, environments, same)]));
}

function agreedOnOne(name: string, environments: readonly Environment[], same: Comparer): Agreed {
  const from = environments.find(({ entries }) => entries.has(name))?.entries.get(name)?.from ?? [];
  const [first = unknown("nothing was read"), ...others] = environments.map((environment) => valueOf(environment, name));
  if (others.every((other) => isSameValue(name, first, other, same))) return { value: first, from };
  return { value: unknown(`its ${String(environments.length)} processes have different values`), from };
}

function isSameValue(name: string, one: Value, other: Value, same: Comparer): boolean {
  if (one.state !== other.state) return false;
  if (one.state === "known") return same(name, one, other) === "same";
  return !("because" in one) || !("because" in other) || one.because === other.because;
}
