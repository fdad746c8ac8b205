import { type Process, textOf } from "./proc.ts";
import { topmost } from "./tree.ts";

/** The main process of a unit by its cgroup: of those that no other of the unit has started the one that was started first. */
export function mainOf(unit: string, all: ReadonlyMap<number, Process>): Process | undefined {
  const members = [...all.values()].filter(({ pid, isKernelThread }) => !isKernelThread && isIn(pid, unit));
  return topmost(members, all).toSorted((one, other) => one.started - other.started)[0];
}

/** Whether a cgroup of a process ends in the unit; one line for each hierarchy, `ID:CONTROLLERS:PATH` (cgroups(7)). */
function isIn(pid: number, unit: string): boolean {
  return textOf(`/proc/${String(pid)}/cgroup`)
    .split("\n")
    .some((line) => line.endsWith(`/${unit}`));
}
