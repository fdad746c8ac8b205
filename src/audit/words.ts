import type { Difference } from "../model/difference.ts";
import { count } from "../text/counts.ts";
import { listed } from "../text/listing.ts";
import type { SnapshotAudit, StageAudit } from "./audit.ts";

const verbs: Readonly<Record<Difference["kind"], string>> = {
  added: "was added",
  removed: "was removed",
  changed: "has another value",
  state: "is set in another way",
  doubtful: "cannot be compared",
};

/** `LOG_LEVEL was added`. */
function differenceWords({ name, kind, secret }: Difference): string {
  return `${name} ${secret && kind === "changed" ? "is another secret" : verbs[kind]}`;
}

/** A line for each variable that differs; those that cannot be compared stand in one. */
export function changesSince({ differences }: SnapshotAudit): readonly string[] {
  const doubtful = differences.filter(({ kind }) => kind === "doubtful").map(({ name }) => name);
  const told = differences.filter(({ kind }) => kind !== "doubtful").map(differenceWords);
  return doubtful.length === 0 ? told : [...told, `${listed(doubtful)} ${verbs.doubtful}`];
}

/** `the snapshot of 2026-11-20, 2 days old`. */
export function snapshotWords({ taken, seconds }: SnapshotAudit): string {
  const days = Math.floor(seconds / 86_400);
  return `the snapshot of ${taken}${days < 1 ? "" : `, ${count(days, "day")} old`}`;
}

/** What could not be seen, each reason once. */
export function unseenIn({ sides }: StageAudit): readonly string[] {
  return [...new Set(sides.flatMap(({ openings }) => openings.map(({ because }) => because)))];
}
