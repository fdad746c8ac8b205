import type { Source, Span } from "../model/source.ts";
import { placeOf } from "../text/place.ts";
import { itemsOf, type Mapping, type Node, pairsOf } from "../text/yaml.ts";
import { type Field, type Fields, fieldsOf, keySpan, type Report, within } from "./fields.ts";

/** A variable as one file sees it, its own keys over those of the files it extends. */
export interface Variable {
  /** The name, where the nearest file declares it. */
  readonly field: Field;
  readonly fields: Fields;
  /** `in`: the overrides of each stage, with the place that names the stage. */
  readonly stages: ReadonlyMap<string, Override>;
}

export interface Override {
  readonly field: Field;
  readonly fields: Fields;
}

/** What a schema file says once the files it extends are under it. */
export interface Layered {
  readonly source: Source;
  readonly fields: Fields;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly stages: Fields;
  /** The parents' first. */
  readonly constraints: readonly Law[];
}

/** One entry of `constraints`. */
export interface Law {
  readonly source: Source;
  readonly node: Node;
}

/** Keys of a file that speak of itself alone. */
const personal: ReadonlySet<string> = new Set(["$schema", "service", "description", "extends"]);

/** Keys that decide no verdict: two parents may word them differently. */
const prose: ReadonlySet<string> = new Set(["description", "impact", "example", "docs", "owner", "runbook"]);

/** A file over its parents, key by key; of several parents the last wins, but where they declare one variable differently the file must settle it. */
export function inherit(source: Source, root: Mapping, parents: readonly Layered[], report: Report): Layered {
  const own = layerOf(source, root);
  clashes(parents, own, source, report);
  const layers = [...parents, own];
  const handedDown = parents.map(({ fields }) => new Map([...fields].filter(([key]) => !personal.has(key))));
  return {
    source,
    fields: merged([...handedDown, own.fields]),
    variables: mergeEach(
      layers.map(({ variables }) => variables),
      overVariable,
    ),
    stages: merged(layers.map(({ stages }) => stages)),
    constraints: [...new Set(layers.flatMap(({ constraints }) => constraints))],
  };
}

function layerOf(source: Source, root: Mapping): Layered {
  const fields = fieldsOf(source, root);
  const variables = new Map([...within(fields.get("variables"))].map(([name, field]) => [name, variableOf(field)]));
  const constraints = itemsOf(fields.get("constraints")?.value).map((node) => ({ source, node }));
  return { source, fields, variables, stages: within(fields.get("stages")), constraints };
}

function variableOf(field: Field): Variable {
  const fields = within(field);
  const stages = new Map([...within(fields.get("in"))].map(([stage, inner]) => [stage, { field: inner, fields: within(inner) }]));
  return { field, fields, stages };
}

function merged(layers: readonly Fields[]): Fields {
  return new Map(layers.flatMap((fields) => [...fields]));
}

/** Maps laid over each other; what two of them hold is combined. */
function mergeEach<T>(maps: readonly ReadonlyMap<string, T>[], over: (lower: T, upper: T) => T): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  for (const [name, value] of maps.flatMap((map) => [...map])) {
    const lower = result.get(name);
    result.set(name, lower === undefined || lower === value ? value : over(lower, value));
  }
  return result;
}

function overVariable(lower: Variable, upper: Variable): Variable {
  return {
    field: upper.field,
    fields: merged([lower.fields, upper.fields]),
    stages: mergeEach([lower.stages, upper.stages], overOverride),
  };
}

function overOverride(lower: Override, upper: Override): Override {
  return { field: upper.field, fields: merged([lower.fields, upper.fields]) };
}

/** Tells every key of a variable that two parents set differently and the file itself leaves open. */
function clashes(parents: readonly Layered[], own: Layered, source: Source, report: Report): void {
  const seen = new Map<string, Field>();
  for (const [name, variable] of parents.flatMap(({ variables }) => [...variables])) {
    const settled = own.variables.get(name);
    const settles = new Set(settled === undefined ? [] : decisive(settled).map(([key]) => key));
    const at = settled === undefined ? extendsSpan(own, source) : keySpan(settled.field);
    for (const [key, field] of decisive(variable)) {
      const id = `${name}\n${key}`;
      const other = seen.get(id);
      seen.set(id, field);
      if (settles.has(key) || other === undefined || sameNode(other.value, field.value)) continue;
      report(at, `${name}: ${placeOf(keySpan(other))} and ${placeOf(keySpan(field))} differ on ${key}, so this file must say which holds`);
    }
  }
}

/** The fields that decide verdicts, those of a stage under `stage.key`. */
function decisive({ fields, stages }: Variable): (readonly [string, Field])[] {
  const inStages = [...stages].flatMap(([stage, override]) =>
    [...override.fields].map(([key, field]) => [`${stage}.${key}`, field] as const),
  );
  return [...[...fields].filter(([key]) => key !== "in" && !prose.has(key)), ...inStages];
}

function extendsSpan({ fields }: Layered, source: Source): Span {
  const field = fields.get("extends");
  return field === undefined ? { source, start: 0, end: 0 } : keySpan(field);
}

function sameNode(one: Node, other: Node): boolean {
  if (one === other) return true;
  if (one.kind === "scalar") return other.kind === "scalar" && one.text === other.text;
  const [left, right] = [one, other].map((node) => childrenOf(node));
  if (one.kind !== other.kind || left === undefined || right === undefined || left.length !== right.length) return false;
  return left.every((child, index) => {
    const twin = right[index];
    return twin !== undefined && sameNode(child, twin);
  });
}

function childrenOf(node: Node): readonly Node[] {
  return node.kind === "mapping" ? pairsOf(node).flatMap(({ key, value }) => [key, value]) : itemsOf(node);
}
