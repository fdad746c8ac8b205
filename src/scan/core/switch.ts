import type { Branch } from "../languages/language.ts";
import { enter } from "../lists.ts";
import type { Node } from "../tree.ts";
import { isInside } from "./branch.ts";
import { everyCallIn } from "./calls.ts";
import type { Module } from "./module.ts";
import type { Site } from "./site.ts";
import { nameOf } from "./start.ts";

/** Whether a place is in a function that the file calls only where some variable says so: `if (process.env.TRACING) startTracing()`. */
export function isBehindSwitch(node: Node, module: Module, reads: readonly Site[]): boolean {
  const home = module.functionAround(node)?.node;
  if (home === undefined) return false;
  const before = known.get(home);
  if (before?.reads === reads) return before.is;
  const name = nameOf(home, module);
  const calls = name === undefined ? [] : (callsByName(module).get(name) ?? []);
  const switches = calls.length === 0 ? [] : switchesIn(module, reads);
  const is = calls.length > 0 && calls.every((call) => switches.some((branch) => isInside(call, branch)));
  known.set(home, { reads, is });
  return is;
}

/** By the function; more reads may come up. */
const known = new WeakMap<Node, { readonly reads: readonly Site[]; readonly is: boolean }>();

/** The branches whose test reads a variable. */
function switchesIn({ branches }: Module, reads: readonly Site[]): readonly Branch[] {
  const starts = reads.map(({ node }) => node.start).toSorted((one, other) => one - other);
  return branches.filter(({ test }) => {
    if (test === undefined) return false;
    const first = starts[firstFrom(starts, test.start)];
    return first !== undefined && first < test.end;
  });
}

/** The index of the first of sorted numbers that is no smaller. */
function firstFrom(sorted: readonly number[], least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

const called = new WeakMap<Module, ReadonlyMap<string, readonly Node[]>>();

/** The calls of functions by their names alone. */
function callsByName(module: Module): ReadonlyMap<string, readonly Node[]> {
  const before = called.get(module);
  if (before !== undefined) return before;
  const calls = new Map<string, Node[]>();
  for (const { callee, node } of everyCallIn(module)) if (callee.kind === "name") enter(calls, callee.name, node);
  called.set(module, calls);
  return calls;
}
