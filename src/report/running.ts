import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import { isSource } from "../model/source.ts";

/** The environments of processes that run. */
export function runningIn({ deployments, readings }: Pick<Project, "deployments" | "readings">): readonly Environment[] {
  const all =
    deployments.length > 0 ? deployments.map(({ environment }) => environment) : readings.flatMap(({ environments }) => environments);
  return [...new Set(all)].filter(({ workload }) => workload.instance !== undefined);
}

/** Processes of which each is told how it was seen. */
const most = 3;

/** How the environments of processes were seen, and what may be out of date in them. */
export function seenRemarks(running: readonly Environment[]): readonly string[] {
  const told = running.flatMap(({ workload: { instance } }) => (instance === undefined ? [] : [instance]));
  const seen = told
    .filter(({ process }) => isSource(process))
    .map(({ address, process, seen: how }) => `${address || process.path}: ${how}`);
  const stale = told.flatMap(({ address, process, stale: reasons }) => reasons.map((reason) => `${address || process.path}: ${reason}`));
  const more = seen.length > most ? [`${String(seen.length - most)} more processes were read likewise`] : [];
  return [...seen.slice(0, most), ...more, ...stale];
}
