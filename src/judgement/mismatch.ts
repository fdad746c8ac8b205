import type { Entry } from "../model/environment.ts";
import type { Value } from "../model/value.ts";
import type { Deployment, Variable } from "../model/project.ts";
import { isSurelyName } from "../text/withhold.ts";
import { misspelledAmong } from "../text/misspelling.ts";

/** A name that is set here and not declared, and the declared one that it seems to mean. */
export interface Mismatch {
  readonly name: string;
  readonly entry: Entry;
  readonly meant: Variable;
}

const known = new WeakMap<Deployment, ReadonlyMap<string, Mismatch>>();

/**
 * Misspelt names by the declared name they leave without a value. Names that another stage sets side by side with the declared one are
 * names of their own.
 */
export function mismatchesOf(deployment: Deployment): ReadonlyMap<string, Mismatch> {
  const found = known.get(deployment) ?? findMismatches(deployment);
  known.set(deployment, found);
  return found;
}

function findMismatches(deployment: Deployment): ReadonlyMap<string, Mismatch> {
  const unset = [...deployment.variables.values()].filter(({ value, declaration }) => value.state === "absent" && !declaration.forbidden);
  const meantBy = misspelledAmong(unset.map(({ declaration }) => declaration.name));
  const mismatches = new Map<string, Mismatch>();
  for (const [name, entry] of unset.length === 0 ? [] : undeclaredOf(deployment)) {
    const declared = meantBy(name);
    const meant = declared === undefined ? undefined : deployment.variables.get(declared);
    if (declared === undefined || meant === undefined || mismatches.has(declared)) continue;
    if (!deployment.siblings.some((sibling) => setsBoth(sibling, name, declared))) mismatches.set(declared, { name, entry, meant });
  }
  return mismatches;
}

function setsBoth({ environment: { entries } }: Deployment, name: string, declared: string): boolean {
  return entries.has(name) && entries.has(declared);
}

/** A name that merely stands there, for the shell to give it a value, may as well be a line of something else. */
function isSetAs(name: string, { state }: Value): boolean {
  return state === "unknown" ? isSurelyName(name) : state !== "absent";
}

/** What is set here without being declared, as a name or as an alias. */
export function undeclaredOf({ declarations, environment }: Deployment): readonly (readonly [string, Entry])[] {
  const declared = new Set([...declarations.values()].flatMap(({ name, aliases }) => [name, ...aliases]));
  return [...environment.entries].filter(([name, { value }]) => !declared.has(name) && isSetAs(name, value));
}
