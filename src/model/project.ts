import type { Spec } from "./binding.ts";
import type { Difference } from "./difference.ts";
import type { Entry, Environment } from "./environment.ts";
import type { Fact } from "./fact.ts";
import type { Dynamic, Read } from "./read.ts";
import type { Complaint, Declaration, NamePattern, ServiceSchema } from "./schema.ts";
import type { Source, Span } from "./source.ts";
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
  /** Who reads an env file as `format`, where neither the file nor its target or a schema says how it is read. */
  readonly readBy?: ReadBy;
}

/** The program that reads an env file, and where that is written. */
export interface ReadBy {
  readonly by: string;
  readonly at: Span;
  /** Whether a command names the file; otherwise a manifest names a library that would read one of its name. */
  readonly sure: boolean;
}

/** Judges the parts of a large target while the rest is still being read. */
export interface PartJudge {
  /** Says which facts of the part are to be told with the rest; undefined leaves the part in the reading. */
  judge(part: Omit<Reading, "environments">): readonly Fact[] | undefined;
  /** The same for some documents of a file. */
  judgePiece(piece: Omit<Reading, "environments">): readonly Fact[] | undefined;
  /** The file whose pieces were judged last comes again as a whole. */
  dropPieces(file: Source): void;
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
  /** What its environment should be, where this is one that runs. */
  readonly promised?: Environment;
  /** What runs there; undefined where no code was read, or none was found to be the service's. */
  readonly code: ServiceCode | undefined;
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

/** The code of one service, and what it reads. */
export interface ServiceCode {
  readonly reads: readonly Read[];
  readonly dynamic: readonly Dynamic[];
  /** Names that it may make up when it runs, as its schema and the configuration say: each counts as read. */
  readonly patterns: readonly NamePattern[];
  /** How the code was found to be the service's: its schema says so, its image is built from it, or the repository holds nothing else. */
  readonly by: "schema" | "build" | "repository";
  /** Where the code loads env files by itself, so that more may be set than its deployment shows. */
  readonly loads: Span | undefined;
  /** Names that a script sets in any case before it becomes the program, or an env file that comes with it, each with the path. */
  readonly exports: ReadonlyMap<string, string>;
  /** The dependency of the code that reads a variable of this name by itself. */
  readerOf(name: string): string | undefined;
}

/** Code together with an environment that it runs in: what it reads must be there, and what is there should be read. */
export interface Closure {
  readonly code: ServiceCode;
  readonly environment: Environment;
  readonly role: Role;
  readonly readings: readonly Reading[];
  /** Where a schema declares the service. */
  readonly deployment: Deployment | undefined;
  /** Names that the documents of the project refer to themselves, such as `${TAG}` of a compose file, and those that a file gives to a database beside, too. */
  readonly mentioned: ReadonlySet<string>;
}

/** What runs, beside what it should have. */
export interface Drift {
  readonly environment: Environment;
  /** How it is called: `auth-1`, `pid:4711`. */
  readonly running: string;
  /** How its environment was seen. */
  readonly seen: string;
  /** The service in the stage that it is; undefined where no schema declares one. */
  readonly deployment: Deployment | undefined;
  readonly promised: Environment;
  /** What the promise was read from. */
  readonly target: string;
  /** Whether the promise has all that the process had, such as a record of one, and not only what a document sets. */
  readonly whole: boolean;
  /** From what was promised to what runs. */
  readonly differences: readonly Difference[];
  /** Who changed a variable in the cluster and when, by its name, as far as the cluster tells. */
  readonly changedBy: ReadonlyMap<string, string>;
  /** Paths of documents of the promise that were changed after the process was started. */
  readonly later: ReadonlySet<string>;
}

/** Everything that was read, or what of it is left to judge. */
export interface Project {
  readonly readings: readonly Reading[];
  readonly deployments: readonly Deployment[];
  /** Code with each environment that it runs in; none where no code was read. */
  readonly closures: readonly Closure[];
  /** Processes beside what was promised; none where that was not asked for. */
  readonly drifts?: readonly Drift[];
  /** All that is declared, also what is not looked at now. */
  readonly services?: readonly ServiceSchema[];
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
