import { noEnds, type Fork, type Machine } from "./machine.ts";
import { meet, type State } from "./state.ts";

/**
 * Runs a statement that parts paths, and looks what its variables are where it fails: one that must be there to get past it is required, and of
 * several that are all absent where it fails any is.
 */
export function guarding(machine: Machine, state: State, run: () => Fork): Fork {
  const outer = machine.ends;
  const inner = noEnds();
  const before = state.copy();
  machine.ends = inner;
  const fork = run();
  machine.ends = outer;
  outer.left += inner.left;
  outer.away += inner.away;
  const after = meet(fork.yes, fork.no, machine.findings);
  const isOnlyWay = inner.failed.length > 0 && inner.left === 0 && inner.away === 0;
  const needed = after === null || !isOnlyWay ? [] : newly(true, before, after);
  for (const name of needed) machine.findings.require(after?.told.get(name)?.reads ?? [], confidenceOf(machine, state));
  for (const failed of inner.failed) {
    const isSeen = required(machine, { before, failed, needed });
    if (needed.length === 0 && !isSeen) outer.failed.push(failed);
  }
  return fork;
}

function confidenceOf({ depth }: Machine, { sourced }: State): "guarded" | "conditional" {
  return depth > 0 || sourced ? "conditional" : "guarded";
}

/** The names that a statement tells are there, or are not. */
function newly(present: boolean, before: State, after: State): readonly string[] {
  return [...after.told].flatMap(([name, told]) => (told.present === present && before.told.get(name)?.present !== present ? [name] : []));
}

interface Failure {
  readonly before: State;
  readonly failed: State;
  /** What is known to be required without looking at this failure. */
  readonly needed: readonly string[];
}

/** Whether the failure is that of variables that are absent. */
function required(machine: Machine, { before, failed, needed }: Failure): boolean {
  const absent = newly(false, before, failed).filter((name) => !needed.includes(name));
  if (absent.length === 0) return false;
  const isPlain = failed.doubts === before.doubts && newly(true, before, failed).length === 0;
  const confidence = isPlain ? confidenceOf(machine, failed) : "conditional";
  const oneOf = absent.length > 1 ? absent.join(" ") : null;
  for (const name of absent) machine.findings.require(failed.told.get(name)?.reads ?? [], confidence, oneOf);
  return true;
}
