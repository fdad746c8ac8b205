import type { Fingerprint, Value } from "./value.ts";

/** What a snapshot keeps beside the values. Dates are `2026-11-22`, in UTC. */
export interface Recorded {
  readonly service: string;
  readonly stage: string;
  readonly target: string;
  readonly taken: string;
  /** Undefined where no key was there, so that only presence was kept. */
  readonly keyId: string | undefined;
  /** How each process was seen; none where documents were read. */
  readonly seen: readonly string[];
  readonly variables: ReadonlyMap<string, RecordedVariable>;
}

export interface RecordedVariable {
  /** Whether it was a secret, judged when its text could be seen. */
  readonly secret: boolean;
  /** Since when it is known to have this very text; undefined where texts could not be compared. */
  readonly since: string | undefined;
  /** Where it was set, `path:line`. */
  readonly from: string | undefined;
}

/** Takes fingerprints with one key. */
export interface Fingerprinter {
  readonly keyId: string;
  /** Undefined where the text is not known. */
  fingerprint(service: string, name: string, value: Value): Fingerprint | undefined;
}

/** Why the text of a variable is out of sight that was seen when the snapshot was taken. */
export const keptAs = {
  presence: "the snapshot keeps only that it was set",
  fingerprint: "the snapshot keeps a fingerprint of it",
} as const;
