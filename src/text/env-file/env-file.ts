import type { Binding } from "../../model/binding.ts";
import type { Opening } from "../../model/environment.ts";
import type { Fact } from "../../model/fact.ts";
import type { Problem, Source } from "../../model/source.ts";
import type { Lookup, Value } from "../../model/value.ts";

/** What one env-file syntax makes of a file. Bindings keep their order, duplicates included; templates are left to the layer's scope. */
export interface EnvFile {
  readonly bindings: readonly Binding[];
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** Lines that may set any name. */
  readonly openings?: readonly Opening[];
}

/** One env-file syntax. `shell` answers bare names where the reference implementation asks its own environment. Never throws. */
export type ReadEnvFile = (source: Source, shell: Lookup) => EnvFile;

/** An env-file syntax whose references see what earlier files set: `earlier` has their values, and takes those of this one. */
export type ReadExpanding = (source: Source, shell: Lookup, earlier: Map<string, Value>) => EnvFile;
