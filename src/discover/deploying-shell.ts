import type { Sealed } from "../model/sealed.ts";
import { absent, type Lookup, opaque, type Value, unknown } from "../model/value.ts";
import { isTellable, withheld } from "../text/withhold.ts";

/** What is said about the shell that deploys: names with their texts, or without one when only the name is promised. */
export type HostEnv = ReadonlyMap<string, Sealed | undefined>;

/**
 * The deploying shell as a lookup. Once anything is said about it, it has exactly that; a shell of which nothing is said may have any name,
 * unless `closed`.
 */
export function deployingShell(given: HostEnv | undefined, closed: boolean): Lookup {
  return (name): Value => {
    if (given?.has(name) === true) {
      const text = given.get(name);
      return text === undefined ? opaque(`${told(name)} comes from the deploying shell`) : { state: "known", text };
    }
    return closed || given !== undefined ? absent : unknown(`${told(name)} may come from the deploying shell`);
  };
}

/** Whatever a document refers to: where a reference is broken, it may be a piece of a value. */
function told(name: string): string {
  return isTellable(name) ? name : withheld;
}

/** Flags over schema: what the command line says of a name wins. */
export function mergeHostEnv(one: HostEnv | undefined, other: HostEnv | undefined): HostEnv | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return new Map([...one, ...other]);
}
