import type { Span } from "./source.ts";

/** What somebody has decided to live with, and why. */
export interface Suppression {
  readonly rules: readonly string[];
  /** None means every variable. */
  readonly variables: readonly string[];
  readonly reason: string;
  /** The last day on which it holds, `2027-01-31` in UTC. */
  readonly until: string | undefined;
  /** Where it is written: the comment's first words, or the item of the configuration. */
  readonly at: Span;
  /** Lines of its own file, from 1, that it is about; undefined where `paths`, `service` and `stage` say it. */
  readonly lines: { readonly first: number; readonly last: number } | undefined;
  /** Whether a file is meant; undefined means every file. */
  readonly paths: ((path: string) => boolean) | undefined;
  readonly service: string | undefined;
  readonly stage: string | undefined;
}
