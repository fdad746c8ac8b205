import { type Format, type World } from "../formats/format.ts";
import { formats } from "../formats/index.ts";
import { process } from "../formats/process.ts";
import type { Layer, Spec, Workload } from "../model/binding.ts";
import type { Instance, LiveAnswer, LivePlace, Told } from "../model/live.ts";
import { isSource, type Source, type Span } from "../model/source.ts";
import { selects, type Target } from "./target.ts";

/** What one live target is read as: a workload for each instance, on the side that the target asks for. */
export function liveSpec({ text }: Target, { options }: LivePlace, answer: Exclude<LiveAnswer, { mistake: string }>, world: World): Spec {
  const instances = "instances" in answer ? answer.instances : [unreachable(text, answer.undetermined)];
  const wantsTold = options.get("side")?.includes("declared") === true;
  const specs = instances.map((instance) => specOf(instance, wantsTold, world));
  return {
    sources: specs.flatMap(({ sources }) => sources),
    bundles: new Map(specs.flatMap(({ bundles }) => [...bundles])),
    workloads: specs.flatMap(({ workloads }) => workloads),
    facts: specs.flatMap(({ facts }) => facts),
    problems: specs.flatMap(({ problems }) => problems),
  };
}

/** What cannot be asked has at least one process of which nothing is known. */
function unreachable(path: string, because: string): Instance {
  return {
    address: "",
    names: [],
    process: { path, reason: "unreadable", because },
    seen: "",
    told: undefined,
    started: undefined,
    stale: [],
  };
}

/** The block of the process; where that cannot be read what it was told, under an opening, so that nothing is taken for absent. */
function specOf(instance: Instance, wantsTold: boolean, world: World): Spec {
  if (wantsTold) {
    const asked: Instance = { ...instance, seen: "what it was told to start with, whatever it has made of that" };
    return toldSpec(asked, world) ?? closed(asked, "nothing tells what it was started with");
  }
  const told = toldSpec(instance, world);
  const block = isSource(instance.process) ? blockSpec(instance, instance.process, world) : undefined;
  if (block !== undefined) return block;
  const because = isSource(instance.process) ? overwritten : instance.process.because;
  if (told === undefined) return closed(instance, because);
  return {
    ...told,
    workloads: told.workloads.map((workload) => ({ ...workload, layers: [...workload.layers, openingOf(instance, because)] })),
  };
}

const overwritten = "has overwritten its environment block, as programs do that set their own title";

function openingOf(instance: Instance, because: string): Layer {
  const { address, process: block } = instance;
  return { kind: "opening", at: nowhere(instance), because: `${address === "" ? block.path : address} ${because}` };
}

/** Undefined where the program has written over the block. */
function blockSpec(instance: Instance, source: Source, world: World): Spec | undefined {
  const spec = process.read({ sources: [source], options: new Map() }, world);
  if (spec.workloads.some(({ layers }) => layers.some(({ kind }) => kind === "opening"))) return undefined;
  return { ...spec, workloads: spec.workloads.map((workload) => stamped(workload, instance)) };
}

function toldSpec(instance: Instance, world: World): Spec | undefined {
  const { told } = instance;
  const format = formatCalled(told?.format);
  if (told === undefined || format === undefined) return undefined;
  const spec = format.read({ sources: told.sources, options: new Map() }, world);
  const own = spec.workloads.filter(({ address }) => selects(told.selector, address));
  const workloads = own.map((workload) => ({ ...workload, layers: workload.layers.map((layer) => unreadOr(layer, told)) }));
  return { ...spec, workloads: workloads.map((workload) => stamped(workload, instance)) };
}

/** An import of what was not read is an opening that says why. */
function unreadOr(layer: Layer, { unread }: Told): Layer {
  const because = layer.kind === "import" ? unread?.get(layer.ref) : undefined;
  return layer.kind === "import" && because !== undefined ? { kind: "opening", at: layer.at, because } : layer;
}

function formatCalled(id: string | undefined): Format | undefined {
  return formats.find((format) => format.id === id);
}

function stamped(workload: Workload, instance: Instance): Workload {
  return { ...workload, address: instance.address, names: instance.names, main: true, instance };
}

/** A workload that nothing is known of. */
function closed(instance: Instance, because: string): Spec {
  const at = nowhere(instance);
  const { address, names } = instance;
  const workload: Workload = { address, names, at, layers: [openingOf(instance, because)], main: true, instance };
  return { sources: [at.source], bundles: new Map(), workloads: [workload], facts: [], problems: [] };
}

function nowhere({ process: { path } }: Instance): Span {
  return { source: { path, text: "" }, start: 0, end: 0 };
}
