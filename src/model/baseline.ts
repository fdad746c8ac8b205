import type { Span } from "./source.ts";

/** A finding that was there when the baseline was written. Nothing in it says a line or a value. */
export interface BaselineEntry {
  readonly rule: string;
  readonly service: string | undefined;
  readonly stage: string | undefined;
  readonly variable: string | undefined;
  readonly path: string;
  readonly message: string;
  /** How often it was there. */
  readonly count: number;
  /** The day on which it was first written, `2026-11-22` in UTC. */
  readonly since: string;
  /** Whether somebody named the variable, so that even a missing one in production may be hidden. */
  readonly named: boolean;
  readonly at: Span;
}

/** The old findings of a project, which do not count. */
export interface Baseline {
  readonly path: string;
  readonly entries: readonly BaselineEntry[];
}
