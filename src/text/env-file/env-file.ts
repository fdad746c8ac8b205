import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Problem, Source } from "../../model/source.ts";
import type { Lookup } from "../../model/value.ts";

/** What one env-file syntax makes of a file. Bindings keep their order, duplicates included; templates are left to the layer's scope. */
export interface EnvFile {
  readonly bindings: readonly Binding[];
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/** One env-file syntax. `shell` answers bare names where the reference implementation asks its own environment. Never throws. */
export type ReadEnvFile = (source: Source, shell: Lookup) => EnvFile;
