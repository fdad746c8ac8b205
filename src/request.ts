import type { Sealed } from "./model/sealed.ts";

/** One thing to print: to standard output without a file. `append` adds to a file that others write to as well. */
export interface Output {
  readonly format: string;
  readonly file: string | undefined;
  readonly append: boolean;
}

/** A module that the shell has run because the command line names it, with everything it exports. */
export interface SchemaModule {
  readonly path: string;
  readonly exports: readonly unknown[];
}

/** What the command line asks for, defaults filled in. Flags that a command does not take have their defaults. */
export interface Request {
  readonly command: string;
  /** Absolute; the Host is rooted there and every other path is relative to it. */
  readonly root: string;
  /** The nearest folder above the root that has schemas, relative to it, where the root has none. */
  readonly above?: string | undefined;
  /** Targets as written; none asks for everything that the schemas declare. */
  readonly targets: readonly string[];
  /** The variable of `explain`. */
  readonly name: string | undefined;
  /** The rule of `rules`; undefined asks for all. */
  readonly rule: string | undefined;
  /** None means all. */
  readonly services: readonly string[];
  /** None means all. */
  readonly stages: readonly string[];
  /** Never empty, at most one of them without a file. */
  readonly outputs: readonly [Output, ...Output[]];
  /** Undefined leaves it to the configuration. */
  readonly failOn: "error" | "warning" | "never" | undefined;
  readonly strict: boolean;
  /** `--host-env`: undefined takes the value that envcheck's own environment has. */
  readonly hostEnv: ReadonlyMap<string, Sealed | undefined>;
  readonly hostEnvFile: string | undefined;
  /** Whether `resolve` may show values; the shell has already refused it where CI is set. */
  readonly reveal: boolean;
  readonly quiet: boolean;
  readonly allowEmpty: boolean;
  /** `release`: the commit that runs now. */
  readonly from: string | undefined;
  /** `release`: the commit that is to run; undefined is the working tree. */
  readonly to: string | undefined;
  /** Whether `check` leaves the code alone. */
  readonly withoutCode: boolean;
  /** A file of old findings that do not count; undefined leaves it to the configuration. */
  readonly baseline: string | undefined;
  /** Variables whose absence in production a baseline may hide. */
  readonly allowMissing: readonly string[];
  /** `reads`: whether the schema is extended, or only shown as it would be. */
  readonly write: "no" | "show" | "yes";
  /** `init`: whether nobody is asked. */
  readonly yes: boolean;
  /** A target with what should run; undefined leaves it to the schema. */
  readonly against: string | undefined;
  /** Milliseconds; undefined does not wait. */
  readonly wait: number | undefined;
  readonly watch: boolean;
  /** Milliseconds between two looks of `--watch`. */
  readonly every: number;
  readonly digest: string | undefined;
  readonly readSecrets: boolean;
  readonly plain: boolean;
  /** A folder, from the root. */
  readonly snapshots: string;
  /** Days; undefined does not ask for rotation. */
  readonly rotation: number | undefined;
  readonly warnOnly: boolean;
  /** `[reader:]path`, the later over the earlier. */
  readonly envFiles: readonly string[];
  readonly authenticate: boolean;
  /** Milliseconds for one connection. */
  readonly timeout: number;
  /** `check`: what git would commit, and only what that can affect. */
  readonly staged: boolean;
  /** The commit that schemas, configuration and baseline are read from; undefined reads them where everything else is. */
  readonly schemaRef: string | undefined;
  /** The command of `run`, and its arguments. */
  readonly argv: readonly string[];
  /** The shell's Host already honours it. */
  readonly allowOutsideRoot: boolean;
  /** Globs of schema files. */
  readonly schemas: readonly string[];
  readonly schemaModules: readonly SchemaModule[];
  /** The configuration file; undefined asks for `envcheck.yaml` where there is one. */
  readonly config: string | undefined;
}
