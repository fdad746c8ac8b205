import type { Layer, Scope, Spec } from "../../model/binding.ts";
import type { Source } from "../../model/source.ts";
import type { EnvFile } from "./env-file.ts";

/** One environment made of files that lie over each other, the later over the earlier. */
export function envFileSpec(sources: readonly [Source, ...Source[]], files: readonly EnvFile[], scope?: Scope): Spec {
  const layers = files.map(({ bindings }): Layer => ({ kind: "bindings", bindings, ...(scope && { scope }) }));
  const [source] = sources;
  return {
    sources,
    bundles: new Map(),
    workloads: [{ address: "", names: [], at: { source, start: 0, end: 0 }, layers, main: true }],
    facts: files.flatMap(({ facts }) => facts),
    problems: files.flatMap(({ problems }) => problems),
  };
}
