import type { Running } from "../judgement/running.ts";
import { isSource } from "../model/source.ts";

/** Processes of which each is told how it was seen. */
const most = 3;

/** How the environments of processes were seen. */
export function seenRemarks(running: readonly Running[]): readonly string[] {
  const seen = running.flatMap(({ instance: { address, process, seen: how } }) =>
    isSource(process) ? [`${address || process.path}: ${how}`] : [],
  );
  return seen.length <= most ? seen : [...seen.slice(0, most), `${String(seen.length - most)} more processes were read likewise`];
}
