import { deploy, overlays } from "../discover/deployments.ts";
import { Files } from "../discover/files.ts";
import { type Inputs, loadInputs } from "../discover/inputs.ts";
import { roleOfStage } from "../discover/role.ts";
import { process } from "../formats/process.ts";
import type { Host } from "../host.ts";
import { judge } from "../judge.ts";
import type { Layer } from "../model/binding.ts";
import type { Environment } from "../model/environment.ts";
import type { Report } from "../model/diagnostic.ts";
import type { Project, Reading } from "../model/project.ts";
import type { ServiceSchema } from "../model/schema.ts";
import { isSource, type Problem, type Source } from "../model/source.ts";
import { absent, type Lookup, known, type Value } from "../model/value.ts";
import { reportOf } from "../report/report.ts";
import type { Request } from "../request.ts";
import { resolve } from "../resolve/resolve.ts";
import type { Assessment } from "../run.ts";
import { nearestOrAll } from "../text/suggest.ts";
import { allRules } from "./all-rules.ts";
import { ownRules } from "./own-rules.ts";

/** The environment that a command would get, judged. */
export interface Guarded extends Assessment {
  /** What env files add to the environment that is there already. */
  readonly added: ReadonlyMap<string, Value>;
}

const self = "process:self";
const empty: Project = { readings: [], deployments: [], closures: [] };

/** Judges the environment of envcheck itself, over the env files that the request names, by the schema of one service. */
export async function guard(request: Request, host: Host): Promise<Guarded> {
  const started = host.now();
  const files = new Files(host);
  const inputs = loadInputs({ ...request, targets: [] }, files);
  const asked = askedOf(inputs, request, host);
  const laid = await layersOf(request, files, asked.schema);
  const project = asked.schema === undefined ? empty : projectOf(asked.schema, asked.stage, laid.readings);
  const { diagnostics, problems } = await judged(project, inputs, request, host);
  const report = reportOf({
    project,
    diagnostics,
    problems: [
      ...inputs.problems,
      ...asked.problems,
      ...laid.problems,
      ...project.readings.flatMap(({ spec }) => spec.problems),
      ...problems,
    ],
    skipped: [],
    fragments: [],
    declared: inputs.declared,
    filesRead: files.count,
    milliseconds: Math.round(host.now() - started),
  });
  return { config: inputs.config, project, report, found: diagnostics, added: laid.added };
}

type Settled = Pick<Report, "diagnostics" | "problems">;

/** What is suppressed does not stop a start; a process is a part of the project, so that nothing is told of suppressions that it has no use for. */
async function judged(project: Project, { config, services }: Inputs, request: Request, host: Host): Promise<Settled> {
  const diagnostics = judge(project.readings.length > 1 ? allRules() : ownRules, project, config.rules);
  if (diagnostics.length === 0) return { diagnostics, problems: [] };
  const { settle } = await import("../suppress/suppress.ts");
  return settle({ request: { ...request, targets: [self] }, host, config, services, project, diagnostics, baseline: undefined });
}

/** Whose environment it is, and where. */
interface Asked {
  readonly schema: ServiceSchema | undefined;
  readonly stage: string | undefined;
  readonly problems: readonly Problem[];
}

function askedOf({ services, problems }: Inputs, request: Request, host: Host): Asked {
  const [schema, ...others] = services;
  const [stage = host.env.get("ENVCHECK_STAGE") || undefined, ...more] = request.stages;
  const refused = (message: string): Asked => ({ schema: undefined, stage, problems: [{ message }] });
  if (more.length > 0) return refused("--stage is given twice, and a process runs in one");
  if (schema === undefined) {
    if (problems.length > 0 || request.allowEmpty) return { schema, stage, problems: [] };
    return refused("nothing was checked: no schema is here (--schema names one, --allow-empty starts without)");
  }
  if (others.length > 0) {
    const names = services.map(({ service }) => service).join(", ");
    return refused(`--service must say whose environment this is: there are ${names}`);
  }
  const stages = schema.stages.map(({ name }) => name);
  if (stage === undefined || stages.includes(stage)) return { schema, stage, problems: [] };
  return { schema, stage: undefined, problems: request.stages.length > 0 ? [] : [{ message: unknownStage(stage, stages) }] };
}

/** What the variable holds is not told, not even where it is mistaken for something else. */
function unknownStage(given: string, stages: readonly string[]): string {
  const hint = stages.length === 0 ? "the schema has none" : nearestOrAll(given, stages);
  return `ENVCHECK_STAGE names no stage; ${hint}`;
}

interface Layers {
  /** The lowest first. */
  readonly readings: readonly Reading[];
  readonly added: ReadonlyMap<string, Value>;
  readonly problems: readonly Problem[];
}

/** The env files that can be read, each over the one before, and the own environment over them all. */
async function layersOf({ envFiles }: Request, files: Files, schema: ServiceSchema | undefined): Promise<Layers> {
  const own = ownReading(files.host);
  if (envFiles.length === 0) return { readings: [own], added: new Map(), problems: [] };
  const { isLoaded, readEnvFile } = await import("./env-files.ts");
  const names = environmentOf(own).entries;
  const added = new Map<string, Value>();
  const shell: Lookup = (name) => names.get(name)?.value ?? added.get(name) ?? absent;
  const problems: Problem[] = [];
  const readings: Reading[] = [];
  for (const text of envFiles) {
    const found = readEnvFile(text, { files, reader: schema?.envFileFormat, shell });
    if (!isLoaded(found)) {
      problems.push(...found);
      continue;
    }
    readings.push(found);
    for (const [name, { value }] of environmentOf(found).entries) if (!names.has(name) && value.state === "known") added.set(name, value);
  }
  return { readings: [...readings, own], added, problems };
}

function environmentOf({ environments: [environment] }: Reading): Pick<Environment, "entries"> {
  return environment ?? { entries: new Map() };
}

/** Where the system shows no block, as Node knows it. */
function ownReading(host: Host): Reading {
  const block = host.environ();
  const source: Source = isSource(block)
    ? block
    : { path: self, text: [...host.env].map(([name, value]) => `${name}=${value}\0`).join("") };
  const spec = process.read({ sources: [source], options: new Map() }, { read: (path) => host.read(path), shell: () => known("") });
  return { target: self, format: process.id, role: "unknown", spec, environments: resolve(spec) };
}

function projectOf(schema: ServiceSchema, stage: string | undefined, given: readonly Reading[]): Project {
  const role = stage === undefined ? "unknown" : roleOfStage(stage);
  const declared = new Set([...schema.inStage(stage ?? self).values()].flatMap(({ name, aliases }) => [name, ...aliases]));
  const readings = given.map((reading) => ({ ...(reading.target === self ? withOnly(declared, reading) : reading), role }));
  const deployments = deploy(
    overlays(given.map(({ environments }) => environments)).map((environment) => {
      return { schema, stage: stage ?? self, role, environment, readings };
    }),
  );
  return { readings, deployments, closures: [] };
}

/** What a process has besides is no affair of its service: no finding about that may stop it. */
function withOnly(names: ReadonlySet<string>, reading: Reading): Reading {
  const workloads = reading.spec.workloads.map((workload) => {
    const layers = workload.layers.map((layer): Layer => {
      return layer.kind === "bindings" ? { ...layer, bindings: layer.bindings.filter(({ name }) => names.has(name)) } : layer;
    });
    return { ...workload, layers };
  });
  const spec = { ...reading.spec, workloads, facts: [] };
  return { ...reading, spec, environments: resolve(spec) };
}
