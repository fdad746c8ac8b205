import type { Binding, Layer, Spec, Workload } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Problem, Source, Span } from "../../model/source.ts";
import type { Value, Written } from "../../model/value.ts";
import { get, isNull, type Node, pairsOf, spanOf, textOf } from "../yaml.ts";
import { duplicatesIn } from "../env-file/facts.ts";

/** A name with what stands behind it, before a platform says what that means. */
export interface Variable {
  readonly name: string;
  readonly at: Span;
  readonly value: Node;
}

/** What the documents of a target come to. */
export interface Gathered {
  readonly workloads: Workload[];
  readonly facts: Fact[];
  readonly problems: Problem[];
}

export function emptyGathered(): Gathered {
  return { workloads: [], facts: [], problems: [] };
}

/** The documents of a platform, read one after the other. */
export function gatheredFrom(sources: readonly Source[], readSource: (source: Source, gathered: Gathered) => void): Spec {
  const gathered = emptyGathered();
  for (const source of sources) readSource(source, gathered);
  return { sources, bundles: new Map(), ...gathered };
}

/** The variables of `NAME: value`, in their order; the later of one name is last. Where there are merge keys, only what they come to. */
export function variablesOfMapping(source: Source, node: Node | undefined, problems: Problem[]): Variable[] {
  if (node === undefined || isNull(node)) return [];
  if (node.kind !== "mapping") {
    problems.push({ at: placeOf(source, node), message: "the variables must be a mapping of names to values" });
    return [];
  }
  const merges = node.pairs.some(({ key }) => key.kind === "scalar" && key.style === "plain" && key.text === "<<");
  return (merges ? pairsOf(node) : node.pairs).flatMap(({ key, value }) =>
    key.kind === "scalar" ? [{ name: key.text, at: spanOf(source, key), value }] : [],
  );
}

/** An item of a list of variables; what it says beside its name is for the platform to read. */
export function variablesOfList(
  source: Source,
  node: Node | undefined,
  { name: nameKey }: { readonly name: string },
  problems: Problem[],
): Variable[] {
  if (node === undefined || isNull(node)) return [];
  if (node.kind !== "sequence") {
    problems.push({ at: placeOf(source, node), message: "the variables must be a list" });
    return [];
  }
  return node.items.flatMap((item) => {
    const key = get(item, nameKey);
    const name = textOf(key);
    if (key !== undefined && name !== undefined && name !== "") return [{ name, at: spanOf(source, key), value: item }];
    problems.push({ at: placeOf(source, item), message: `an entry of the variables must have a ${nameKey}` });
    return [];
  });
}

export type Bound = Extract<Layer, { readonly kind: "bindings" }>;

/** The variables as a layer; names that come twice in it are told. */
export function layerOf(variables: readonly Variable[], written: (variable: Variable) => Written, facts: Fact[]): Bound {
  const bindings = variables.map((variable): Binding => ({ name: variable.name, value: written(variable), at: variable.at }));
  for (const fact of duplicatesIn(bindings)) facts.push(fact);
  return { kind: "bindings", bindings };
}

/** The same, where everyone with the file can read the values; `where` says which kind of place. */
export function plainLayer(
  variables: readonly Variable[],
  written: (variable: Variable) => Value,
  { facts, where }: { readonly facts: Fact[]; readonly where: string },
): Bound {
  return layerOf(
    variables,
    (variable) => {
      const value = written(variable);
      if (value.state === "known") facts.push({ kind: "plaintext", name: variable.name, at: variable.at, where, value });
      return value;
    },
    facts,
  );
}

/** Where a node starts: nothing of what it holds. */
export function placeOf(source: Source, node: Node): Span {
  return { source: node.source ?? source, start: node.start, end: node.start };
}
