import type { Severity } from "./diagnostic.ts";
import type { DeclaredReader, NamePattern } from "./schema.ts";
import type { Suppression } from "./suppression.ts";

/** A suppression as the configuration has it; without globs every file is meant. */
export interface ConfiguredSuppression extends Omit<Suppression, "lines" | "paths"> {
  readonly globs: readonly string[] | undefined;
}

/** What `envcheck.yaml` says; flags on the command line win over it. */
export interface Config {
  /** Rules by id. */
  readonly rules: ReadonlyMap<string, Severity | "off">;
  /** What the files that match a glob are for; the last glob that matches wins. */
  readonly roles: ReadonlyMap<string, "example" | "test" | "local" | "deploy">;
  /** Globs of files that discovery leaves alone. */
  readonly ignore: readonly string[];
  /** Globs of the schema files; undefined means `schemas/*.yaml`. */
  readonly schemas?: readonly string[];
  /** For all services, beside those that a schema declares. */
  readonly readers: readonly DeclaredReader[];
  readonly dynamic: readonly NamePattern[];
  readonly suppressions: readonly ConfiguredSuppression[];
  /** The file of old findings, from the root. */
  readonly baseline?: string;
  readonly failOn?: Severity | "never";
  readonly strict: boolean;
}
