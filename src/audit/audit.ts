import type { Diagnostic, Report } from "../model/diagnostic.ts";
import type { Difference } from "../model/difference.ts";
import type { Opening } from "../model/environment.ts";
import type { Problem } from "../model/source.ts";

/** What is declared, and what runs. */
export type Side = "declared" | "live";

/** How one service fares in one stage, on one side. */
export interface SideAudit {
  readonly side: Side;
  readonly diagnostics: readonly Diagnostic[];
  readonly unverifiable: number;
  readonly openings: readonly Opening[];
}

/** The last known good state beside the present one. */
export interface SnapshotAudit {
  readonly path: string;
  /** `2026-11-22`. */
  readonly taken: string;
  readonly seconds: number;
  /** Sorted by name; what every process has by itself is not among them. */
  readonly differences: readonly Difference[];
}

/** A secret that has not changed for too long, or that two stages share. */
export interface RotationAudit {
  readonly variable: string;
  readonly message: string;
}

export interface StageAudit {
  readonly service: string;
  readonly stage: string;
  readonly sides: readonly SideAudit[];
  /** Undefined where there is no snapshot. */
  readonly snapshot: SnapshotAudit | undefined;
  readonly rotation: readonly RotationAudit[];
}

export interface Audit {
  /** Unix milliseconds. */
  readonly time: number;
  readonly stages: readonly StageAudit[];
  readonly problems: readonly Problem[];
}

/** What a report says of each service in each stage. */
export function sidesIn({ diagnostics, stages }: Report, side: Side): ReadonlyMap<string, SideAudit> {
  return new Map(
    stages.map(({ service, stage, unverifiable, openings }) => {
      const own = diagnostics.filter((one) => one.service === service && (one.stage === stage || one.alsoIn?.includes(stage) === true));
      return [stageKey(service, stage), { side, diagnostics: own, unverifiable, openings }];
    }),
  );
}

export function stageKey(service: string, stage: string): string {
  return JSON.stringify([service, stage]);
}

/** How often each rule spoke with each severity, in the order of the first time. */
export function tally({ diagnostics }: SideAudit): readonly { readonly rule: string; readonly severity: string; readonly count: number }[] {
  const counts = new Map<string, { rule: string; severity: string; count: number }>();
  for (const { rule, severity, suppressed } of diagnostics) {
    if (suppressed !== null) continue;
    const known = counts.get(`${rule} ${severity}`);
    if (known === undefined) counts.set(`${rule} ${severity}`, { rule, severity, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()];
}

/** Everything of one stage that is wrong, and everything that could not be told. */
export function standingOf({ sides, snapshot, rotation }: StageAudit): {
  readonly errors: number;
  readonly warnings: number;
  readonly doubts: number;
} {
  const all = sides.flatMap(({ diagnostics }) => diagnostics.filter(({ suppressed }) => suppressed === null));
  const changed = snapshot?.differences.filter(({ kind }) => kind !== "doubtful") ?? [];
  return {
    errors: all.filter(({ severity }) => severity === "error").length,
    warnings: all.filter(({ severity }) => severity === "warning").length + rotation.length + changed.length,
    doubts: sides.reduce((sum, { unverifiable }) => sum + unverifiable, 0),
  };
}
