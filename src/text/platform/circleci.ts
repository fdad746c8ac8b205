import type { Layer, Workload } from "../../model/binding.ts";
import type { Opening } from "../../model/environment.ts";
import type { Source, Span } from "../../model/source.ts";
import { known, opaque, unknown, type Value } from "../../model/value.ts";
import { get, itemsOf, type Node, type Pair, pairOf, pairsOf, spanOf, textOf } from "../yaml.ts";
import { platformBackdrop } from "./backdrop.ts";
import { type Dialect, settledText } from "./settled.ts";
import { type Gathered, layerOf, type Variable, variablesOfMapping } from "./variables.ts";

/** A pipeline, and what its jobs may use. */
interface Pipeline {
  readonly source: Source;
  readonly root: Node | undefined;
  readonly gathered: Gathered;
  /** What workflows give to each job. */
  readonly uses: ReadonlyMap<string, readonly Node[]>;
}

/** A workload for each job, for each of its further containers and for each of its `run` steps. */
export function circleJobs(source: Source, root: Node | undefined, gathered: Gathered): void {
  const pipeline: Pipeline = { source, root, gathered, uses: usesIn(root) };
  for (const job of pairsOf(get(root, "jobs"))) if (job.value.kind === "mapping") readJob(job, pipeline);
}

/** The step lies over the job, the job over its executor, and that over its container (CircleCI docs, "Order of precedence"). */
function readJob({ key, value }: Pair, pipeline: Pipeline): void {
  const { source, gathered, uses } = pipeline;
  const job = textOf(key) ?? "";
  const at = spanOf(source, key);
  const executor = executorOf(value, pipeline);
  const [primary, ...others] = containersOf(value, executor.node);
  const layers: Layer[] = [
    { kind: "backdrop", backdrop: platformBackdrop(at, supplied, given) },
    { kind: "opening", at, because: "variables of the project are not in this file" },
    ...(uses.get(job) ?? []).flatMap((use) => contextOf(source, use)),
    ...executor.openings,
    ...[primary, executor.node, value].flatMap((node) => environmentOf(node, pipeline)),
  ];
  gathered.workloads.push(workloadOf(source, value, { at, address: segment(job), names: [job] }, layers));
  for (const [index, container] of others.entries()) {
    const name = textOf(get(container, "name")) ?? String(index + 2);
    const place = { at, address: `${segment(job)}/containers/${segment(name)}`, names: [name] };
    gathered.workloads.push(workloadOf(source, container, place, environmentOf(container, pipeline)));
  }
  const before = (uses.get(job) ?? []).flatMap((use) => stepsIn(use, "pre-steps"));
  const written = before.map((step) => writtenBy(step, pipeline)).find((opening) => opening !== undefined);
  readSteps(value, segment(job), { layers, pipeline, written });
}

/** What CircleCI sets in every job (CircleCI docs, "Built-in environment variables"). */
const supplied = [
  "CI",
  "CIRCLECI",
  "CIRCLE_BUILD_NUM",
  "CIRCLE_BUILD_URL",
  "CIRCLE_JOB",
  "CIRCLE_NODE_INDEX",
  "CIRCLE_NODE_TOTAL",
  "CIRCLE_SHA1",
  "CIRCLE_WORKFLOW_ID",
  "CIRCLE_WORKFLOW_JOB_ID",
  "CIRCLE_WORKING_DIRECTORY",
];

function given(name: string): Value {
  return name === "CI" || name === "CIRCLECI" ? known("true") : opaque("CircleCI sets it");
}

function usesIn(root: Node | undefined): ReadonlyMap<string, readonly Node[]> {
  const uses = new Map<string, Node[]>();
  const jobs = pairsOf(get(root, "workflows")).flatMap(({ value }) => itemsOf(get(value, "jobs")));
  for (const { key, value } of jobs.flatMap(pairsOf)) {
    const name = textOf(key) ?? "";
    const others = uses.get(name);
    if (others === undefined) uses.set(name, [value]);
    else others.push(value);
  }
  return uses;
}

function contextOf(source: Source, use: Node): Layer[] {
  const context = pairOf(use, "context");
  return context === undefined ? [] : [{ kind: "opening", at: spanOf(source, context.key), because: "its contexts are not in this file" }];
}

interface Executor {
  readonly node: Node | undefined;
  readonly openings: readonly Layer[];
}

/** An executor is named, alone or with its parameters; one of an orb has a slash. */
function executorOf(job: Node, { source, root }: Pipeline): Executor {
  const pair = pairOf(job, "executor");
  if (pair === undefined) return { node: undefined, openings: [] };
  const name = textOf(get(pair.value, "name")) ?? textOf(pair.value) ?? "";
  const node = get(root, "executors", name);
  const because = name.includes("<<") ? "a parameter chooses its executor" : "its executor is not in this file";
  return { node, openings: node === undefined ? [{ kind: "opening", at: spanOf(source, pair.key), because }] : [] };
}

/** The first container is the one that the steps run in. */
function containersOf(job: Node, executor: Node | undefined): readonly Node[] {
  return itemsOf(get(job, "docker") ?? get(executor, "docker")).filter(({ kind }) => kind === "mapping");
}

interface Place {
  readonly at: Span;
  readonly address: string;
  readonly names: readonly string[];
}

function workloadOf(source: Source, node: Node, place: Place, layers: readonly Layer[]): Workload {
  const list = pairOf(node, "environment");
  const isJob = !place.address.includes("/");
  return { ...place, main: isJob, layers, extent: spanOf(source, node), ...(list && { list: spanOf(source, list.key) }) };
}

/** A part of an address. */
function segment(name: string): string {
  return name.replaceAll("/", "-");
}

interface Around {
  readonly layers: readonly Layer[];
  readonly pipeline: Pipeline;
  /** What steps of a workflow wrote before the first. */
  readonly written: Opening | undefined;
}

/** What a step writes to `$BASH_ENV` is read in front of every later step. */
function readSteps(job: Node, address: string, { layers, pipeline, written: before }: Around): void {
  const { source, gathered } = pipeline;
  let written = before;
  for (const [index, step] of stepsIn(job, "steps").entries()) {
    const run = pairOf(step, "run");
    if (run !== undefined) {
      const label = get(run.value, "name");
      const name = textOf(label) ?? String(index + 1);
      const place = {
        at: spanOf(source, label ?? run.key),
        address: `${address}/${segment(name)}`,
        names: label === undefined ? [] : [name],
      };
      const opening: Layer[] = written === undefined ? [] : [{ kind: "opening", ...written }];
      gathered.workloads.push(workloadOf(source, run.value, place, [...layers, ...opening, ...environmentOf(run.value, pipeline)]));
    }
    written ??= writtenBy(step, pipeline);
  }
}

/** Steps in their order, those of `when` and `unless` among them; the same ones that stand in many places count once. */
function stepsIn(node: Node | undefined, key: "steps" | "pre-steps", seen = new Set<Node>()): readonly Node[] {
  return itemsOf(get(node, key)).flatMap((step) => {
    const conditional = get(step, "when") ?? get(step, "unless");
    if (conditional === undefined) return [step];
    if (seen.has(conditional)) return [];
    return stepsIn(conditional, "steps", seen.add(conditional));
  });
}

/** Steps of CircleCI's own, none of which sets a variable. */
const quiet = new Set([
  "add_ssh_keys",
  "attach_workspace",
  "checkout",
  "persist_to_workspace",
  "restore_cache",
  "save_cache",
  "setup_remote_docker",
  "store_artifacts",
  "store_test_results",
]);

function writtenBy(step: Node, { source, root }: Pipeline): Opening | undefined {
  const key = keyOf(step);
  if (key === undefined) return undefined;
  const at = spanOf(source, key);
  for (const used of usedBy(step, root)) {
    const name = textOf(keyOf(used)) ?? "";
    if (name === "run" && scriptOf(used).includes("BASH_ENV")) return { at, because: "an earlier step writes to $BASH_ENV" };
    if (name !== "run" && !quiet.has(name)) return { at, because: "a command of an earlier step may write to $BASH_ENV" };
  }
  return undefined;
}

/** A step, or all that the command of this file is made of that it stands for. */
function* usedBy(step: Node, root: Node | undefined): Generator<Node> {
  const commands = get(root, "commands");
  const seen = new Set<Node>();
  const waiting = [step];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const command = get(commands, textOf(keyOf(next)) ?? "");
    if (command === undefined) yield next;
    else if (!seen.has(command)) {
      seen.add(command);
      for (const inner of stepsIn(command, "steps")) waiting.push(inner);
    }
  }
}

/** A step is a name, or a mapping from the name to what it is given. */
function keyOf(step: Node): Node | undefined {
  return step.kind === "scalar" ? step : pairsOf(step)[0]?.key;
}

function scriptOf(step: Node): string {
  const run = get(step, "run");
  return textOf(run) ?? textOf(get(run, "command")) ?? "";
}

/** `<< parameters.x >>` may stand for a value, for a name and for a whole list of variables. */
function environmentOf(node: Node | undefined, { source, gathered: { facts, problems } }: Pipeline): Layer[] {
  const pair = pairOf(node, "environment");
  if (pair === undefined) return [];
  const at = spanOf(source, pair.key);
  if (pair.value.kind === "scalar" && pair.value.text.includes("<<"))
    return [{ kind: "opening", at, because: "a parameter makes its variables" }];
  const variables = itemsOrOne(pair.value).flatMap((item) => variablesOfMapping(source, item, problems));
  const layer = layerOf(
    variables.filter(({ name }) => !name.includes("<<")),
    valueOf,
    facts,
  );
  const isNamed = layer.bindings.length === variables.length;
  return isNamed ? [layer] : [layer, { kind: "opening", at, because: "a parameter names one of its variables" }];
}

/** Older pipelines have a list of mappings. */
function itemsOrOne(node: Node): readonly Node[] {
  return node.kind === "sequence" ? node.items : [node];
}

const dialect: Dialect = { version: "1.1", ofNull: unknown("its value is empty"), ofBoolean: (text) => text };

/** Nothing in a value is expanded but parameters and values of the pipeline. */
function valueOf({ value }: Variable): Value {
  if (value.kind === "scalar" && value.text.includes("<<")) return unknown("a parameter fills it in");
  return settledText(value, dialect);
}
