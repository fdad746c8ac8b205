import type { Environment } from "../model/environment.ts";
import type { Value } from "../model/value.ts";
import { isSurelyName } from "../text/withhold.ts";

/** Whether a name is meant as one: a word without a value may be the second line of a secret that somebody forgot to quote. */
export function isMeant(name: string, { state }: Value): boolean {
  return state === "known" || state === "opaque" || isSurelyName(name);
}

/** An environment without the words that may be pieces of values. */
export function meantIn(environment: Environment): Environment {
  return { ...environment, entries: new Map([...environment.entries].filter(([name, { value }]) => isMeant(name, value))) };
}
