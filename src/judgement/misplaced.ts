import type { Entry } from "../model/environment.ts";
import type { Closure } from "../model/project.ts";
import { isUnset, type Need, needsOf } from "./needs.ts";
import { grouped } from "./together.ts";
import { idleIn, unreadOf } from "./unread.ts";

/** A variable that one service is given and does not read, while another one reads it and is not given it. */
export interface Misplaced {
  readonly name: string;
  readonly entry: Entry;
  readonly reader: Closure;
  readonly need: Need;
}

const known = new WeakMap<readonly Closure[], ReadonlyMap<Closure, readonly Misplaced[]>>();

/** By the closure that has what it does not read, as far as there are any. */
export function misplacedAmong(closures: readonly Closure[]): ReadonlyMap<Closure, readonly Misplaced[]> {
  const found = known.get(closures) ?? findMisplaced(closures);
  known.set(closures, found);
  return found;
}

function findMisplaced(closures: readonly Closure[]): ReadonlyMap<Closure, readonly Misplaced[]> {
  const found = new Map<Closure, readonly Misplaced[]>();
  for (const together of grouped(closures, whereDeployed)) {
    if (new Set(together.map(({ code }) => code)).size < 2) continue;
    for (const closure of together.filter(isOfCode)) found.set(closure, misplacedIn(closure, together));
  }
  return found;
}

/** What is deployed together: the services of one stage, or of one document. */
function whereDeployed({ deployment, readings }: Closure): string {
  return deployment === undefined ? `target ${readings[0]?.target ?? ""}` : `stage ${deployment.stage}`;
}

/** Whether an environment is meant for code: an image that only adds scripts to a database reads its settings in no code. */
function isOfCode({ code, environment: { entries } }: Closure): boolean {
  return [...entries.keys()].some((name) => needsOf(code).has(name));
}

/**
 * What a whole file of variables gives may be meant for others; only what the service itself is given counts. Of an image that is not built here
 * nobody knows what it reads.
 */
function misplacedIn(closure: Closure, together: readonly Closure[]): readonly Misplaced[] {
  const { at, list = at } = closure.environment.workload;
  const misspelt = new Set(unreadOf(closure).flatMap(({ name, meant }) => (meant === undefined ? [] : [name])));
  return idleIn(closure).flatMap(([name, entry]) => {
    if (misspelt.has(name) || entry.from[0].at.source !== list.source) return [];
    const reader = together.find((other) => other.code !== closure.code && other.code.by !== "repository" && lacks(other, name));
    const need = reader === undefined ? undefined : needsOf(reader.code).get(name);
    return reader === undefined || need === undefined ? [] : [{ name, entry, reader, need }];
  });
}

function lacks(closure: Closure, name: string): boolean {
  const need = needsOf(closure.code).get(name);
  return need !== undefined && isUnset(need, closure);
}
