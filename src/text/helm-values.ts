import type { Layer, Workload } from "../model/binding.ts";
import type { Fact } from "../model/fact.ts";
import { type Source, type Span, textAt } from "../model/source.ts";
import { opaque, unknown, type Value } from "../model/value.ts";
import { type Dialect, settledText } from "./platform/settled.ts";
import type { Template } from "./go-template.ts";
import { plainLayer, type Variable } from "./platform/variables.ts";
import { get, itemsOf, type Mapping, type Node, type Pair, pairOf, pairsOf, spanOf, textOf } from "./yaml.ts";

/** Values of a chart, in their document. */
export interface Values {
  readonly source: Source;
  readonly node: Node | undefined;
  /** What the document is before it is filled in; undefined where it is plain YAML. */
  readonly template?: Template;
  /** In front of every address: the object that holds the values. */
  readonly prefix: string;
  /** What the release is called; empty where only the command line says it. */
  readonly names: readonly string[];
}

/** Keys under which charts take the variables of a container. */
const keys = new Set(["env", "envs", "envVars", "environment", "environmentVariables", "extraEnv", "extraEnvs", "extraEnvVars"]);

/** A place of the values that holds variables: each under its key. */
interface Place {
  readonly path: readonly string[];
  readonly pairs: readonly Pair[];
}

/** One workload for each place that holds variables as a plain map, or as a list with names. What the chart makes of them nobody can tell. */
export function workloadsOfValues(values: Values, facts: Fact[]): Workload[] {
  const places = placesIn(values.node);
  const isOnly = places.length === 1;
  return places.map((place) => workloadOf(values, place, { facts, isOnly }));
}

function workloadOf(
  values: Values,
  { path, pairs: [first, ...others] }: Place,
  { facts, isOnly }: { readonly facts: Fact[]; readonly isOnly: boolean },
): Workload {
  const { source, prefix, names } = values;
  const at: Span = first === undefined ? { source, start: 0, end: 0 } : spanOf(source, first.key);
  const opening: Layer = { kind: "opening", at, because: "only the chart tells what becomes of its values" };
  const pairs = first === undefined ? [] : [first, ...others];
  return {
    address: [...(prefix === "" ? [] : [prefix]), ...(path.length === 0 ? ["values"] : path)].join("/"),
    names: [...new Set([...(isOnly || path.length === 0 ? names : []), ...path])],
    at,
    main: true,
    list: at,
    extent: { source, start: at.start, end: others.at(-1)?.value.end ?? first?.value.end ?? at.end },
    layers: [opening, ...pairs.map(({ value }) => layerOf(values, value, facts))],
  };
}

function layerOf(values: Values, node: Node, facts: Fact[]): Layer {
  const variables = variablesIn(values, node);
  const settled = (variable: Variable): Value => ofTemplate(variable, values) ?? valueOf(variable);
  const looked = opaque("the chart looks it up by another name");
  const written = variables.length > 1 && variables.every(isLookedUp) ? () => looked : settled;
  return plainLayer(variables, written, { facts, where: "the values of a chart" });
}

/** `SECRET_KEY: PRODUCTION_SECRET_KEY`: where each value is a name, too, it says where the chart finds the value. */
function isLookedUp({ name, value }: Variable): boolean {
  const text = textOf(value);
  return text !== undefined && /^[A-Z][A-Z0-9_]*$/.test(text) && text.endsWith(name);
}

/** What a template leaves open of a value. */
function ofTemplate({ at, value }: Variable, { source, template }: Values): Value | undefined {
  if (template === undefined) return undefined;
  if (template.isConditional(at.start)) return unknown("it stands under a condition of the template");
  return source.text.slice(value.start, value.end).includes("{{") ? unknown("the template fills it in") : undefined;
}

/** Aliases give each mapping once. */
function placesIn(root: Node | undefined): Place[] {
  const found: Place[] = [];
  const seen = new Set<Node>();
  const left: { readonly node: Node | undefined; readonly path: readonly string[] }[] = [{ node: root, path: [] }];
  for (const { node, path } of left) {
    if (node?.kind !== "mapping" || seen.has(node)) continue;
    seen.add(node);
    const pairs = pairsOf(node).filter(({ key }) => key.kind === "scalar");
    const own = pairs.filter(({ key, value }) => keys.has(textOf(key) ?? "") && isEnvironment(value));
    if (own.length > 0) found.push({ path, pairs: own });
    for (const pair of pairs) {
      if (own.includes(pair)) continue;
      const at = [...path, segment(pair.key)];
      if (isAllVariables(pair.value)) found.push({ path: at, pairs: [pair] });
      else left.push({ node: pair.value, path: at });
    }
  }
  return found;
}

/** A part of an address. */
function segment(key: Node): string {
  return (textOf(key) ?? "").replaceAll("/", "-");
}

/** So many names leave no doubt. */
const fewest = 3;

/** A map that a chart goes through, whatever it calls it: `admin: { LOG_LEVEL: info, … }`. */
function isAllVariables(node: Node): boolean {
  const names = node.kind === "mapping" ? namesOfMap(node) : undefined;
  return (
    names !== undefined &&
    names.length >= fewest &&
    names.every((name) => /^[A-Z][A-Z0-9_]*$/.test(name)) &&
    names.some((name) => name.includes("_"))
  );
}

/** Names in capitals tell variables from settings that are called alike, such as `environment: { name: production }`. */
function isEnvironment(node: Node): boolean {
  const names = node.kind === "sequence" ? namesOfList(node.items) : node.kind === "mapping" ? namesOfMap(node) : undefined;
  return (
    names !== undefined &&
    names.length > 0 &&
    names.every((name) => /^[A-Za-z_][\w.-]*$/.test(name)) &&
    names.some((name) => /^[A-Z_][A-Z0-9_]*$/.test(name))
  );
}

function namesOfList(items: readonly Node[]): readonly string[] | undefined {
  const names = items.map((item) => textOf(get(item, "name")));
  return names.every((name) => name !== undefined) ? names : undefined;
}

function namesOfMap(node: Mapping): readonly string[] | undefined {
  const pairs = pairsOf(node);
  return pairs.every(({ value }) => isValue(value)) ? pairs.map(({ key }) => textOf(key) ?? "") : undefined;
}

/** Some charts take what stands in a container as it is: `A: { valueFrom: … }`. */
function isValue(node: Node): boolean {
  return node.kind === "scalar" || pairOf(node, "value") !== undefined || pairOf(node, "valueFrom") !== undefined;
}

/** Of two that come from the branches of a template only one is there, and a name that the template makes is none yet. */
function variablesIn({ source, template }: Values, node: Node): readonly Variable[] {
  const variables = node.kind === "mapping" ? variablesOfMap(source, node) : variablesOfItems(source, node);
  if (template === undefined) return variables;
  const named = variables.filter(({ at }) => !textAt(at).includes("{{"));
  return [...new Map(named.map((variable) => [variable.name, variable])).values()];
}

function variablesOfMap(source: Source, node: Mapping): readonly Variable[] {
  return pairsOf(node).map(({ key, value }) => ({ name: textOf(key) ?? "", at: spanOf(source, key), value }));
}

function variablesOfItems(source: Source, node: Node): readonly Variable[] {
  return itemsOf(node).flatMap((item) => {
    const key = get(item, "name");
    const name = textOf(key);
    return key === undefined || name === undefined ? [] : [{ name, at: spanOf(source, key), value: item }];
  });
}

const dialect: Dialect = {
  version: "1.1",
  ofNull: unknown("its value is null, which takes a value of the chart away"),
  ofBoolean: (text) => text,
};

function valueOf({ value: node }: Variable): Value {
  if (node.kind === "scalar") return ofScalar(node);
  const from = get(node, "valueFrom");
  if (from === undefined) {
    const value = get(node, "value");
    return value === undefined ? unknown("its entry has no value") : ofScalar(value);
  }
  const [source] = pairsOf(from);
  const because = `${textOf(source?.key) ?? "what"} of the values`;
  return textOf(get(source?.value, "optional")) === "true" ? unknown(`${because}, which is optional`) : opaque(because);
}

/** Helm prints a number of seven digits and more as a float, unless the chart turns it into an integer. */
function ofScalar(node: Node): Value {
  const text = textOf(node) ?? "";
  if (text.includes("{{")) return unknown("it is a template, which the chart may fill in");
  if (node.kind === "scalar" && node.style === "plain" && /^[-+]?\d{7,}$/.test(text))
    return unknown("Helm may print this number as a float");
  return settledText(node, dialect);
}
