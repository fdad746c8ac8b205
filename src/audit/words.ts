import type { Difference } from "../model/difference.ts";
import { count } from "../text/counts.ts";
import type { SnapshotAudit, StageAudit } from "./audit.ts";

const verbs: Readonly<Record<Difference["kind"], string>> = {
  added: "was added",
  removed: "was removed",
  changed: "has another value",
  state: "is set in another way",
  doubtful: "cannot be compared",
};

/** `LOG_LEVEL was added`. */
export function differenceWords({ name, kind, secret }: Difference): string {
  return `${name} ${secret && kind === "changed" ? "is another secret" : verbs[kind]}`;
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
