import type { Layer, Scope, Spec } from "../../model/binding.ts";
import type { Source } from "../../model/source.ts";
import type { Lookup, Value } from "../../model/value.ts";
import type { EnvFile, ReadExpanding } from "./env-file.ts";

/** One environment made of files that lie over each other, the later over the earlier. */
export function envFileSpec(sources: readonly [Source, ...Source[]], files: readonly EnvFile[], scope?: Scope): Spec {
  const layers = files.flatMap(({ bindings, openings = [] }): Layer[] => [
    { kind: "bindings", bindings, ...(scope && { scope }) },
    ...openings.map((opening): Layer => ({ kind: "opening", ...opening })),
  ]);
  const [source] = sources;
  return {
    sources,
    bundles: new Map(),
    workloads: [{ address: "", names: [], at: { source, start: 0, end: 0 }, layers, main: true }],
    facts: files.flatMap(({ facts }) => facts),
    problems: files.flatMap(({ problems }) => problems),
  };
}

/** Files whose references see what the files before them set. */
export function expandedSpec(sources: readonly [Source, ...Source[]], shell: Lookup, read: ReadExpanding): Spec {
  const earlier = new Map<string, Value>();
  return envFileSpec(
    sources,
    sources.map((source) => read(source, shell, earlier)),
  );
}
