import type { Listed } from "./environment.ts";

/** A variable in which two environments differ, or may. */
export interface Difference {
  readonly name: string;
  /** `state`: set on both sides, and seen on one only in a way that tells no text. `doubtful`: whether they differ cannot be told. */
  readonly kind: "added" | "removed" | "changed" | "state" | "doubtful";
  readonly before: Listed | undefined;
  readonly after: Listed | undefined;
  readonly secret: boolean;
  /** Whether the platform sets a variable of this name in every process. */
  readonly ambient: boolean;
}
