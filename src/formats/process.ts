import type { Binding, Layer } from "../model/binding.ts";
import type { Fact } from "../model/fact.ts";
import type { Source } from "../model/source.ts";
import { known, opaque } from "../model/value.ts";
import { duplicatesIn } from "../text/env-file/facts.ts";
import { environEntries, type EnvironEntry, isOverwritten } from "../text/environ.ts";
import { basename, type Format } from "./format.ts";

/** The environment that a process was started with: `/proc/PID/environ`, or what `env -0` prints. What it has set since is not in there. */
export const process: Format = {
  id: "process",
  summary: "the environment a process was started with",
  unseen: "what the process has set since it was started",
  globs: [],
  options: [],
  accepts: ({ path, text }) => /^(?:process|pid):/.test(path) || basename(path) === "environ" || /^[^\0=]+=[^\0]*\0/.test(text),
  read: ({ sources }) => {
    const blocks = sources.map(readBlock);
    return {
      sources,
      bundles: new Map(),
      workloads: blocks.map(({ source, layers }) => ({ address: "", names: [], at: { source, start: 0, end: 0 }, layers, main: true })),
      facts: blocks.flatMap(({ facts }) => facts),
      problems: [],
    };
  },
};

/** No bytes at all are a process that was started with nothing. */
function readBlock(source: Source): { source: Source; layers: Layer[]; facts: Fact[] } {
  const entries = environEntries(source);
  const bindings = entries.filter(isVariable).map(toBinding);
  const layers: Layer[] = [{ kind: "bindings", bindings: firstWins(bindings) }];
  const facts = duplicatesIn(bindings);
  if (!isOverwritten(source.text)) return { source, layers, facts: [...facts, ...entries.flatMap(ignored)] };
  layers.push({ kind: "opening", at: { source, start: 0, end: 0 }, because: "the process has overwritten its environment block" });
  return { source, layers, facts };
}

/** libc, node and python take the first of duplicates, so it comes after those it wins over; bash takes the last. */
function firstWins(bindings: readonly Binding[]): Binding[] {
  const seen = new Set<string>();
  const first: Binding[] = [];
  const later: Binding[] = [];
  for (const binding of bindings) {
    (seen.has(binding.name) ? later : first).push(binding);
    seen.add(binding.name);
  }
  return [...later.toReversed(), ...first];
}

function isVariable({ name, value }: EnvironEntry): boolean {
  return value !== undefined && name !== "";
}

function toBinding({ name, value = "", at }: EnvironEntry): Binding {
  return { name, value: value.includes("\uFFFD") ? opaque("its bytes are not UTF-8") : known(value), at };
}

function ignored(entry: EnvironEntry): Fact[] {
  if (isVariable(entry) || entry.name + (entry.value ?? "") === "") return [];
  const because = entry.value === undefined ? "it has no =, so it is no variable" : "it has no name";
  return [{ kind: "ignored-line", name: undefined, at: entry.at, because }];
}
