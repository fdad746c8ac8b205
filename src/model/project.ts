import type { Spec } from "./binding.ts";
import type { Entry, Environment } from "./environment.ts";
import type { Fact } from "./fact.ts";
import type { Complaint, Declaration, ServiceSchema } from "./schema.ts";
import type { Value } from "./value.ts";

/** What a file is for, from its name, its place and what refers to it. */
export type Role = "example" | "test" | "local" | "deploy" | "unknown";

/** One target as it was read, whether a schema names it or discovery found it. */
export interface Reading {
  readonly target: string;
  readonly format: string;
  readonly role: Role;
  readonly spec: Spec;
  readonly environments: readonly Environment[];
}

/** Judges the parts of a large target while the rest is still being read. */
export interface PartJudge {
  /** Says which facts of the part are to be told with the rest; undefined leaves the part in the reading. */
  judge(part: Omit<Reading, "environments">): readonly Fact[] | undefined;
  /** What the parts came from turned out to be no reading. */
  forget(): void;
}

/** One service in one stage: what it declares, what it gets. */
export interface Deployment {
  readonly schema: ServiceSchema;
  readonly stage: string;
  readonly role: Role;
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly environment: Environment;
  readonly readings: readonly Reading[];
  readonly variables: ReadonlyMap<string, Variable>;
  /** All deployments of the same service, this one among them. */
  readonly siblings: readonly Deployment[];
}

/** One declared variable in one deployment. */
export interface Variable {
  readonly declaration: Declaration;
  /** The effective value; an alias counts when the name itself is absent. */
  readonly value: Value;
  readonly entry: Entry | undefined;
  /** Whether it must be set here; `unknown` when the condition cannot be decided. */
  readonly required: boolean | "unknown";
  /** What its type says of the text, when the text is known. */
  readonly complaint: Complaint | undefined;
  readonly deployment: Deployment;
}

/** Everything that was read, or what of it is left to judge. */
export interface Project {
  readonly readings: readonly Reading[];
  readonly deployments: readonly Deployment[];
  /** What was judged and let go while the rest was read. */
  readonly gone?: Gone;
}

/** All that is left of the parts of a project that were let go. */
export interface Gone {
  readonly environments: number;
  readonly variables: number;
  /** Their pods, each behind its target. */
  readonly pods: ReadonlySet<string>;
}
