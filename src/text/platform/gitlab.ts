import { append } from "../append.ts";
import type { Binding, Layer } from "../../model/binding.ts";
import type { Opening } from "../../model/environment.ts";
import type { Source } from "../../model/source.ts";
import { known, unknown, type Value } from "../../model/value.ts";
import { duplicateKeys, get, itemsOf, type Node, type Pair, pairOf, pairsOf, spanOf, textOf, yamlDocuments } from "../yaml.ts";
import { type Dialect, settledText } from "./settled.ts";
import { type Gathered, type Variable, variablesOfMapping } from "./variables.ts";

/** Keys of a pipeline that are no jobs (GitLab, lib/gitlab/ci/config/entry/root.rb). */
const reserved = new Set([
  "default",
  "include",
  "before_script",
  "image",
  "services",
  "after_script",
  "variables",
  "stages",
  "cache",
  "workflow",
  "spec",
]);

/** A pipeline with its jobs and templates by name. */
interface Pipeline {
  readonly source: Source;
  readonly jobs: ReadonlyMap<string, Pair>;
  readonly globals: readonly Variable[];
  /** What may set any name in every job. */
  readonly openings: readonly Opening[];
  /** What each job and template has by itself and by what it extends. */
  readonly read: Map<string, Own>;
}

interface Own {
  /** The nearer of one name is the later. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Names that rules may set otherwise. */
  readonly ruled: ReadonlyMap<string, Variable>;
  readonly inherit: Node | undefined;
  readonly openings: readonly Opening[];
}

export function gitlabJobs(source: Source, gathered: Gathered): void {
  const documents = [...yamlDocuments(source)];
  for (const { problems } of documents) append(gathered.problems, problems);
  const root = documents.at(-1)?.root;
  const jobs = new Map(pairsOf(root).flatMap((pair) => (pair.value.kind === "mapping" ? [[textOf(pair.key) ?? "", pair] as const] : [])));
  for (const name of reserved) jobs.delete(name);
  const pipeline: Pipeline = {
    source,
    jobs,
    globals: variablesIn(source, root, gathered).variables,
    openings: [...openingsOf(source, root), ...variablesIn(source, root, gathered).openings],
    read: new Map(),
  };
  for (const [name, job] of jobs) if (!name.startsWith(".") && !isBridge(job.value)) addJob(name, job, pipeline, gathered);
}

/** A job that starts another pipeline runs nothing itself. */
function isBridge(job: Node): boolean {
  return get(job, "trigger") !== undefined;
}

function openingsOf(source: Source, root: Node | undefined): Opening[] {
  const include = pairOf(root, "include");
  return include === undefined ? [] : [{ at: spanOf(source, include.key), because: "the files that it includes are not read" }];
}

function addJob(name: string, job: Pair, pipeline: Pipeline, gathered: Gathered): void {
  const { source } = pipeline;
  const at = spanOf(source, job.key);
  const own = ownOf(name, { pipeline, gathered, under: new Set() });
  const openings = [
    { at, because: "variables of the project, its groups and the instance are not in this file" },
    ...pipeline.openings,
    ...own.openings,
  ];
  const list = pairOf(job.value, "variables");
  gathered.workloads.push({
    address: name.replaceAll("/", "-"),
    names: [name],
    at,
    main: true,
    extent: { source, start: job.key.start, end: job.value.end },
    layers: [
      ...openings.map((opening): Layer => ({ kind: "opening", ...opening })),
      bound(pipeline.globals.filter((variable) => inherits(own.inherit, variable.name))),
      bound([...own.variables.values()]),
      { kind: "bindings", bindings: [...own.ruled.values()].map(byRule) },
    ],
    ...(list && { list: spanOf(source, list.key) }),
  });
}

function bound(variables: readonly Variable[]): Layer {
  return { kind: "bindings", bindings: variables.map(({ name, value, at }): Binding => ({ name, value: valueOf(value), at })) };
}

function byRule({ name, at }: Variable): Binding {
  return { name, value: unknown("a rule decides it when the pipeline is made"), at };
}

/** `inherit: variables` is true, false, or the list of those that are inherited. */
function inherits(inherit: Node | undefined, name: string): boolean {
  const which = get(inherit, "variables");
  if (which === undefined) return true;
  return which.kind === "sequence" ? itemsOf(which).some((item) => textOf(item) === name) : textOf(which) !== "false";
}

interface Walk {
  readonly pipeline: Pipeline;
  readonly gathered: Gathered;
  /** What is being read, to find circles. */
  readonly under: Set<string>;
}

/** GitLab merges what is extended key by key, the later of several over the earlier, the job over all; ten levels are the most it takes. */
const deepest = 11;

function ownOf(name: string, walk: Walk): Own {
  const { pipeline, gathered, under } = walk;
  const done = pipeline.read.get(name);
  const job = pipeline.jobs.get(name);
  if (done !== undefined || job === undefined) return done ?? nothing;
  const parents = extendedBy(job.value);
  const own = variablesIn(pipeline.source, job.value, gathered);
  under.add(name);
  const parts = parents.map((parent) => extended(parent, walk));
  under.delete(name);
  const found: Own = {
    variables: new Map([
      ...parts.flatMap(({ variables }) => [...variables]),
      ...own.variables.map((variable) => [variable.name, variable] as const),
    ]),
    ruled: ruledIn(pipeline.source, job.value, gathered) ?? parts.findLast(({ ruled }) => ruled.size > 0)?.ruled ?? new Map(),
    inherit: get(job.value, "inherit") ?? parts.findLast(({ inherit }) => inherit !== undefined)?.inherit,
    openings: [...own.openings, ...matrixOf(pipeline.source, job.value), ...new Set(parts.flatMap(({ openings }) => openings))],
  };
  pipeline.read.set(name, found);
  return found;
}

const nothing: Own = { variables: new Map(), ruled: new Map(), inherit: undefined, openings: [] };

function extendedBy(job: Node): readonly Node[] {
  const parents = get(job, "extends");
  return parents?.kind === "sequence" ? parents.items : parents === undefined ? [] : [parents];
}

function extended(parent: Node, walk: Walk): Own {
  const { pipeline, gathered, under } = walk;
  const at = spanOf(pipeline.source, parent);
  const name = parent.kind === "scalar" ? parent.text : "";
  if (under.has(name) || under.size >= deepest) {
    gathered.problems.push({
      at,
      message: under.has(name) ? "this job extends itself" : "jobs must not be extended through more than ten levels",
    });
    return nothing;
  }
  if (pipeline.jobs.has(name)) return ownOf(name, walk);
  if (pipeline.openings.length === 0) gathered.problems.push({ at, message: "extends names no job of this file" });
  return { ...nothing, openings: [{ at, because: "the job that it extends is not in this file" }] };
}

interface Read {
  readonly variables: readonly Variable[];
  readonly openings: readonly Opening[];
}

function variablesIn(source: Source, node: Node | undefined, { facts, problems }: Gathered): Read {
  const pair = pairOf(node, "variables");
  if (pair === undefined) return { variables: [], openings: [] };
  const { key, value } = pair;
  if (value.tag === "!reference")
    return { variables: [], openings: [{ at: spanOf(source, key), because: "its variables are a !reference, which is not followed" }] };
  const twice = value.kind === "mapping" ? duplicateKeys(source, value) : [];
  facts.push(...twice.map((fact) => ({ kind: "duplicate" as const, ...fact, same: false })));
  return { variables: variablesOfMapping(source, value, problems), openings: [] };
}

function ruledIn(source: Source, job: Node, gathered: Gathered): ReadonlyMap<string, Variable> | undefined {
  const rules = get(job, "rules");
  if (rules === undefined) return undefined;
  const variables = itemsOf(rules).flatMap((rule) => variablesOfMapping(source, get(rule, "variables"), gathered.problems));
  return new Map(variables.map((variable) => [variable.name, variable]));
}

function matrixOf(source: Source, job: Node): Opening[] {
  const matrix = pairOf(get(job, "parallel"), "matrix");
  return matrix === undefined ? [] : [{ at: spanOf(source, matrix.key), because: "its matrix sets variables for each of its runs" }];
}

/** Psych reads YAML 1.1; GitLab takes texts and numbers. */
const dialect: Dialect = { version: "1.1", ofNull: known(""), ofBoolean: () => undefined };

/** A value, or a mapping with a `value` and a `description`; the runner expands `$NAME` unless `expand` is false. */
function valueOf(node: Node): Value {
  const value = node.kind === "mapping" ? get(node, "value") : node;
  if (value === undefined) return known("");
  if (value.tag === "!reference") return unknown("it is a !reference, which is not followed");
  const isRaw = node.kind === "mapping" && textOf(get(node, "expand")) === "false";
  const settled = settledText(value, dialect);
  if (settled.state !== "known" || value.kind !== "scalar") return settled;
  if (value.text.includes("$[[")) return unknown("an input of the pipeline fills it in");
  return value.text.includes("$") && !isRaw ? unknown("it refers to other variables, expanded by the runner") : settled;
}
