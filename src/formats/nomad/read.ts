import type { Layer, Spec, Workload } from "../../model/binding.ts";
import type { Source } from "../../model/source.ts";
import { opaque, type Value } from "../../model/value.ts";
import { append } from "../../text/append.ts";
import { hclDocument } from "../../text/hcl/document.ts";
import { Evaluator } from "../../text/hcl/evaluate.ts";
import type { Placed } from "../../text/hcl/scope.ts";
import type { Block, Reference } from "../../text/hcl/node.ts";
import { knownText, type Reason, scalarValue } from "../../text/hcl/unresolved.ts";
import { layersOfMap } from "../../text/hcl/variables.ts";
import { type Argument, View } from "../../text/hcl/view.ts";
import { emptyGathered, type Gathered } from "../../text/platform/variables.ts";
import { spanOf } from "../../text/yaml.ts";
import type { Node } from "../../text/yaml-node.ts";
import type { Document, World } from "../format.ts";
import { layersOfTemplate } from "./env-template.ts";
import { givenBy, type Path } from "./given.ts";

/** Reads jobs of Nomad. */
export function readNomad({ sources }: Document, world: World): Spec {
  const gathered = emptyGathered();
  for (const source of sources) readSource(source, world, gathered);
  return { sources, bundles: new Map(), ...gathered };
}

function readSource(source: Source, world: World, gathered: Gathered): void {
  const { body, problems } = hclDocument(source);
  append(gathered.problems, problems);
  const blocks = body?.blocks ?? [];
  const evaluator = new Evaluator({
    locals: localsOf(blocks, source),
    variables: new Map(),
    outside,
    read: (path) => world.read(path),
    whenever: "when the job is run",
  });
  for (const block of blocks) if (block.type === "job") readJob(new View([{ block, source }], evaluator), gathered);
}

function localsOf(blocks: readonly Block[], source: Source): Map<string, Placed> {
  const locals = blocks.filter(({ type }) => type === "locals").flatMap(({ body }) => body.attributes);
  return new Map(locals.map(({ name, value }) => [name, { expression: value, source }]));
}

/** Whatever Nomad does not know when it reads the job, it fills in when the task starts, or leaves as it is. */
function outside({ root, steps }: Reference): Reason {
  const written = [root, ...steps].join(".");
  if (root === "var") return { state: "unknown", because: `var.${steps[0] ?? ""} can be given from outside` };
  if (root === "local" || root.endsWith("iterator")) return { state: "unknown", because: `${written} is not in this file` };
  return { state: "opaque", because: `${written} is filled in when the task starts` };
}

function readJob(job: View, gathered: Gathered): void {
  const groups = job.blocks("group");
  for (const group of groups) {
    const names = groups.length === 1 ? named(group, job) : named(group);
    readTasks(group.blocks("task"), { path: [job, group], names, gathered });
    tellDynamic(group, "task", { path: [job, group], names, gathered });
  }
  for (const task of job.blocks("task")) readTasks([task], { path: [job], names: named(job), gathered });
  for (const type of ["group", "task"]) tellDynamic(job, type, { path: [job], names: named(job), gathered });
}

function named(...views: readonly View[]): string[] {
  return views.flatMap(({ labels }) => labels.slice(0, 1));
}

interface Around {
  /** The job, and the group where there is one: a task that stands in the job itself has none. */
  readonly path: Path;
  /** What the main task is called besides. */
  readonly names: readonly string[];
  readonly gathered: Gathered;
}

function readTasks(tasks: readonly View[], around: Around): void {
  const main = tasks.find((task) => task.text("leader") === "true") ?? tasks.find((task) => task.blocks("lifecycle").length === 0);
  for (const task of tasks) around.gathered.workloads.push(taskOf(task, task === main, around));
}

function tellDynamic(view: View, type: string, { path, names, gathered }: Around): void {
  const at = view.dynamic(type);
  if (at === undefined) return;
  const layers: Layer[] = [{ kind: "opening", at, because: `a dynamic block makes its ${type} blocks` }];
  gathered.workloads.push({ address: named(...path).join("/"), names, at, main: true, extent: view.extent, layers });
}

/** What drivers pass on lies under `env`, and over that the env templates, the later over the earlier (nomad, client/taskenv/env.go). */
function taskOf(task: View, isMain: boolean, { path, names, gathered }: Around): Workload {
  const { at } = task;
  const env = envOf(task, gathered);
  const layers: Layer[] = [
    { kind: "backdrop", backdrop: givenBy([...path, task], at) },
    ...ofDriver(task),
    ...layersOfMap(env, { gathered, where, readValue }),
    ...task.blocks("template").flatMap((template) => layersOfTemplate(template, gathered)),
  ];
  const made = task.dynamic("template");
  if (made !== undefined) layers.push({ kind: "opening", at: made, because: "a dynamic block makes its templates" });
  return {
    address: named(...path, task).join("/"),
    names: [...new Set([...named(task), ...(isMain ? names : [])])],
    at,
    main: isMain,
    extent: task.extent,
    layers,
    ...(env && { list: env.at }),
    ...imageOf(task),
  };
}

const where = "the job file";

/** `env { … }` or `env = { … }`, not both. */
function envOf(task: View, { problems }: Gathered): Argument | undefined {
  const [block, second] = task.blocks("env");
  const argument = task.argument("env");
  const extra = argument === undefined ? second : block;
  if (extra !== undefined) problems.push({ at: extra.at, message: "a task must have one env, or Nomad refuses the job" });
  return argument ?? (block && { at: block.at, node: block.node });
}

/** Drivers without an image pass on what the client was started with. */
function ofDriver(task: View): Layer[] {
  const driver = task.text("driver");
  if (driver === "docker" || driver === "podman") return [];
  const at = task.argument("driver")?.at ?? task.at;
  return [{ kind: "opening", at, because: "its driver may pass on variables of the client that it runs on" }];
}

function imageOf(task: View): Pick<Workload, "image"> {
  const image = task.below("config").flatMap((config) => config.argument("image") ?? [])[0];
  const name = knownText(image?.node);
  return image === undefined || name === undefined ? {} : { image: { name, at: spanOf(image.at.source, image.node) } };
}

/** `${NAME}` that is still there when the task starts is filled in then (nomad, helper/args). */
function readValue(node: Node): Value {
  return /\$\{[a-zA-Z0-9_\-.]+\}/.test(knownText(node) ?? "")
    ? opaque("its references are filled in when the task starts")
    : scalarValue(node);
}
