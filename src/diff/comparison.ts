import { compareEnvironments } from "../compare/compare.ts";
import type { Comparer } from "../compare/comparer.ts";
import { meantIn } from "../compare/meant.ts";
import { type Secrecy, secrecyOf } from "../judgement/secrecy.ts";
import type { Difference } from "../model/difference.ts";
import { type Environment, valueOf } from "../model/environment.ts";
import type { Declaration } from "../model/schema.ts";
import { isTellable } from "../text/withhold.ts";

/** One environment of what stands before or after. */
export interface Side {
  readonly target: string;
  readonly environment: Environment;
}

/** Two environments side by side; one that has no counterpart stands alone. */
export interface Comparison {
  readonly before: Side | undefined;
  readonly after: Side | undefined;
  /** Without those that nobody configured. */
  readonly differences: readonly Difference[];
  readonly ambient: number;
  /** Variables that are surely set to the same on both sides, and the secrets among them. */
  readonly same: number;
  readonly sameSecrets: number;
}

export interface Means {
  readonly same: Comparer;
  readonly declarations: ReadonlyMap<string, Declaration> | undefined;
}

/** Pairs what has the same address, or a name in common; one that is alone is compared with each of the other side. */
export function compareSides(befores: readonly Side[], afters: readonly Side[], means: Means): readonly Comparison[] {
  return pairs(befores, afters).map(([before, after]) => compareTwo(before, after, means));
}

type Pair = readonly [Side | undefined, Side | undefined];

function pairs(befores: readonly Side[], afters: readonly Side[]): readonly Pair[] {
  const named = afters.flatMap((after): Pair[] => {
    const before = partnerOf(after, befores);
    return before === undefined ? [] : [[before, after]];
  });
  if (befores.length === 1 || afters.length === 1) {
    return named.length > 0 ? named : befores.flatMap((before) => afters.map((after): Pair => [before, after]));
  }
  const [paired, met] = [new Set(named.map(([before]) => before)), new Set(named.map(([, after]) => after))];
  return [
    ...named,
    ...befores.filter((before) => !paired.has(before)).map((before): Pair => [before, undefined]),
    ...afters.filter((after) => !met.has(after)).map((after): Pair => [undefined, after]),
  ];
}

function partnerOf({ environment: { workload } }: Side, others: readonly Side[]): Side | undefined {
  const namesake = others.find(({ environment }) => environment.workload.address === workload.address && workload.address !== "");
  const sameName = others.filter(({ environment }) => environment.workload.names.some((name) => workload.names.includes(name)));
  return namesake ?? (sameName.length === 1 ? sameName[0] : sameName.find(({ environment }) => environment.workload.main));
}

function compareTwo(before: Side | undefined, after: Side | undefined, { same, declarations }: Means): Comparison {
  if (before === undefined || after === undefined) return { before, after, differences: [], ambient: 0, same: 0, sameSecrets: 0 };
  const [one, other] = kept([meantIn(before.environment), meantIn(after.environment)]);
  const isSecret = rememberedSecrecy(secrecyOf(declarations), [one, other]);
  const all = compareEnvironments(one, other, same, isSecret);
  const different = new Set(all.map(({ name }) => name));
  const alike = [...one.entries].filter(
    ([name, { value }]) => !different.has(name) && (value.state === "known" || value.state === "opaque"),
  );
  return {
    before,
    after,
    differences: all.filter(({ ambient }) => !ambient),
    ambient: all.filter(({ ambient }) => ambient).length,
    same: alike.length,
    sameSecrets: alike.filter(([name, { value }]) => isSecret(name, value) || isSecret(name, valueOf(other, name))).length,
  };
}

type Environments = readonly [Environment, Environment];

/** Beside a snapshot, only what one would keep. */
function kept([one, other]: Environments): Environments {
  if (one.workload.recorded === undefined && other.workload.recorded === undefined) return [one, other];
  return [tellable(one), tellable(other)];
}

function tellable(environment: Environment): Environment {
  return { ...environment, entries: new Map([...environment.entries].filter(([name]) => isTellable(name))) };
}

/** A snapshot remembers what was a secret when its text could be seen. */
export function rememberedSecrecy(isSecret: Secrecy, environments: readonly Environment[]): Secrecy {
  const records = environments.flatMap(({ workload: { recorded } }) => recorded ?? []);
  return (name, value) => isSecret(name, value) || records.some(({ variables }) => variables.get(name)?.secret === true);
}

/** Why the process of an environment could not be read. */
export function undeterminedIn({ environment: { workload, openings } }: Side): string | undefined {
  return workload.instance === undefined ? undefined : openings[0]?.because;
}

/** Anything that is surely different, else anything that cannot be told. */
export type Verdict = "same" | "different" | "unknown";

export function verdictOf(comparisons: readonly Comparison[]): Verdict {
  if (comparisons.some(isDifferent)) return "different";
  return comparisons.some(isDoubtful) ? "unknown" : "same";
}

function isDifferent({ before, after, differences }: Comparison): boolean {
  return before === undefined || after === undefined || differences.some(({ kind }) => kind !== "doubtful");
}

function isDoubtful({ before, after, differences }: Comparison): boolean {
  return differences.length > 0 || [before, after].some((side) => side !== undefined && undeterminedIn(side) !== undefined);
}
