import { configuredRoles, roleOf, roleOfStage } from "./role.ts";
import { deployingShell, type HostEnv, mergeHostEnv } from "./deploying-shell.ts";
import { overlays, type Placement, withProvided } from "./deployments.ts";
import type { Files } from "./files.ts";
import { orOpening } from "./ignored.ts";
import { isRefusal, problemsOf, type Refusal } from "./refusal.ts";
import { type Asked, type ReadTarget, TargetReader } from "./reader.ts";
import { type Pick, survey } from "./survey.ts";
import type { Config } from "../model/config.ts";
import type { LiveAnswers } from "../model/live.ts";
import type { ServiceSchema, Stage, TargetText } from "../model/schema.ts";
import type { Problem, Unseen } from "../model/source.ts";
import type { Request } from "../request.ts";
import type { PartJudge, Reading, Role } from "../model/project.ts";
import { listed } from "../text/listing.ts";
import { basename, dirname } from "../text/path.ts";
import { distinctProblems } from "../text/problem.ts";

/** What a run looks at: the documents it read, and which environment of theirs each service gets in each stage. */
export interface Gathered {
  readonly readings: readonly Reading[];
  readonly placements: readonly Placement[];
  readonly problems: readonly Problem[];
  readonly skipped: readonly Unseen[];
  /** Paths of compose files that discovery found and that lack what the files they are merged with bring. */
  readonly fragments: readonly string[];
}

/** What there is to gather from. */
export interface Context {
  readonly request: Request;
  readonly files: Files;
  readonly config: Config;
  readonly services: readonly ServiceSchema[];
  /** Where all that is declared was read; undefined where that cannot be read. */
  readonly policy: Files | undefined;
  readonly hostEnv: HostEnv | undefined;
  /** What all that is live among the targets has answered. */
  readonly live: LiveAnswers;
  /** Chooses among what discovery finds. */
  readonly pick?: Pick;
  /** Takes parts of what is read, where nobody needs them afterwards; without it everything is kept. */
  readonly judge?: PartJudge;
}

/** What of a stage is looked at: what its files promise, or what runs. */
export type Sight = "targets" | "live";

/** The texts of all targets that `gather` is going to read by name. */
export function targetsOf(request: Request, services: readonly ServiceSchema[], sight: Sight): readonly string[] {
  if (request.targets.length > 0) return request.targets;
  return services.flatMap((schema) => wantedStages(schema, request)).flatMap((stage) => stage[sight].map(({ text }) => text));
}

function wantedStages({ stages }: ServiceSchema, request: Request): readonly Stage[] {
  return stages.filter(({ name }) => request.stages.length === 0 || request.stages.includes(name));
}

/** Finds and reads what runs: the targets that the request names, else those that the stages say are live. */
export function gatherLive(context: Context): Gathered {
  const gatherer = new Gatherer(context);
  if (context.policy === undefined) return gatherer.nothing();
  return context.request.targets.length > 0 ? gatherer.named() : gatherer.running();
}

/** Finds and reads everything the request asks for: the targets it names, else the stages of the schemas, else what lies in the root. */
export function gather(context: Context): Gathered {
  const { request, services, policy } = context;
  if (policy === undefined || (request.services.length > 0 && services.length === 0)) return new Gatherer(context).nothing();
  if (request.targets.length > 0) return new Gatherer(context).named();
  return services.length > 0 ? new Gatherer(context).staged() : new Gatherer(context).everything();
}

/** Names that one listing of a folder answers. */
const exampleNames = ["*.example", "*.sample", "*.template", "*.dist", "*example.env", "*sample.env"];

/** Collects readings (each document once) and placements. */
class Gatherer {
  readonly #context: Context;
  readonly #readers = new Map<HostEnv | undefined, TargetReader>();
  readonly #readings = new Map<object, Reading>();
  readonly #placements: Placement[] = [];
  readonly #problems: Problem[] = [];
  readonly #roles: (path: string) => Role | undefined;
  readonly #skipped: Unseen[] = [];
  readonly #fragments: string[] = [];

  constructor(context: Context) {
    this.#context = context;
    this.#roles = configuredRoles(context.config, context.files.host);
  }

  /** None of the services that were asked for is there. */
  nothing(): Gathered {
    return this.#done();
  }

  named(): Gathered {
    const { request, services } = this.#context;
    const [only, ...more] = services;
    const schema = more.length === 0 ? only : undefined;
    for (const text of request.targets) {
      const result = this.#reader().read(text, schema);
      if (isRefusal(result)) this.#refused(result);
      else if (isBlank(result.reading)) this.#problems.push({ message: `${result.reading.target} is empty, so there is nothing to check` });
      else this.#place(result, schema === undefined ? services : [schema], schema === undefined);
    }
    return this.#done();
  }

  staged(): Gathered {
    const { request, services } = this.#context;
    for (const schema of services) {
      if (schema.stages.length === 0) this.#withoutStages(schema);
      for (const stage of wantedStages(schema, request)) this.#stage(schema, stage);
    }
    this.#examples();
    return this.#done();
  }

  running(): Gathered {
    const { request, services } = this.#context;
    for (const schema of services) {
      for (const stage of wantedStages(schema, request)) for (const target of stage.live) this.#live(schema, stage, target);
    }
    return this.#done();
  }

  everything(): Gathered {
    this.#survey();
    return this.#done();
  }

  #refused(refusal: Refusal): void {
    this.#context.judge?.forget();
    this.#problems.push(...problemsOf(refusal));
  }

  #done(): Gathered {
    const readings = [...this.#readings.values()];
    return {
      readings,
      placements: this.#placements,
      problems: distinctProblems([...this.#problems, ...readings.flatMap(({ spec }) => spec.problems)]),
      skipped: this.#skipped,
      fragments: this.#fragments,
    };
  }

  #reader(stageEnv?: HostEnv): TargetReader {
    const { files, hostEnv, live } = this.#context;
    const known = this.#readers.get(stageEnv);
    if (known !== undefined) return known;
    const shell = deployingShell(mergeHostEnv(stageEnv, hostEnv), false);
    const judge = this.#isOneTarget() ? this.#context.judge : undefined;
    const reader = new TargetReader({ files, shell, role: this.#roles, asked: this.#asked(), live, ...(judge && { judge }) });
    this.#readers.set(stageEnv, reader);
    return reader;
  }

  /** All that is going to be read for a service, unless everything is to be kept. */
  #asked(): readonly Asked[] {
    const { request, services, judge } = this.#context;
    if (judge === undefined || request.targets.length > 0) return [];
    return services.flatMap(({ service, stages }) => stages.flatMap(({ targets }) => targets.map(({ text }) => ({ text, service }))));
  }

  /** With a schema, or a second target that may be of the same files, what one document says hangs on others. */
  #isOneTarget(): boolean {
    const { request, services } = this.#context;
    return services.length === 0 && request.targets.length <= 1 && !request.targets.some((target) => target.includes("+"));
  }

  #survey(): readonly Reading[] {
    const { files, config, pick } = this.#context;
    const found = survey(files, this.#reader(), config.ignore, pick);
    this.#skipped.push(...found.skipped);
    this.#problems.push(...found.problems);
    const readings = found.readings.map((reading) => this.#discovered(reading));
    for (const reading of readings) this.#readings.set(reading.spec, reading);
    return readings;
  }

  /** Nobody asked for this very document: a fragment is fine, and what is wrong in an example or a test stops no deploy. */
  #discovered(reading: Reading): Reading {
    const { spec, role } = reading;
    if (spec.problems.length === 0) return reading;
    const own = spec.problems.filter(({ fragment }) => fragment === undefined);
    if (own.length < spec.problems.length && spec.workloads.length > 0) this.#fragments.push(reading.target);
    const harmless = role === "example" || role === "test";
    const [first] = harmless ? own : [];
    if (first !== undefined)
      this.#skipped.push({ path: first.at?.source.path ?? reading.target, reason: "unreadable", because: first.message });
    return { ...reading, spec: { ...spec, problems: harmless ? [] : own } };
  }

  /** Example env files in the root and beside what the stages read: no stage names them, and people copy them. */
  #examples(): void {
    const read = new Set([...this.#readings.values()].flatMap(({ spec }) => spec.sources.map(({ path }) => path)));
    const folders = new Set(["", ...[...read].map(dirname)]);
    const globs = [...folders].flatMap((folder) => exampleNames.map((name) => folder + name));
    for (const path of this.#context.files.host.glob(globs)) {
      if (read.has(path) || (this.#roles(path) ?? roleOf(path)) !== "example" || !basename(path).includes("env")) continue;
      const result = this.#reader().read(path);
      if (isRefusal(result)) continue;
      const reading = this.#discovered(result.reading);
      this.#readings.set(reading.spec, reading);
    }
  }

  #stage(schema: ServiceSchema, stage: Stage): void {
    const results = stage.targets.map((target) => ({ target, result: orOpening(this.#reader(stage.hostEnv).read(target.text, schema)) }));
    const found: ReadTarget[] = [];
    for (const { target, result } of results) {
      if (isRefusal(result)) this.#problems.push(...problemsOf(result, target.at));
      else found.push(result);
    }
    if (found.length < results.length) return;
    const role = roleOfStage(stage.name);
    const readings = found.map(({ reading }) => ({ ...reading, role }));
    for (const reading of readings) this.#keep(reading, stage.hostEnv);
    for (const environment of overlays(found.map(({ chosen }) => chosen))) {
      this.#placements.push({ schema, stage: stage.name, role, environment: withProvided(environment, stage), readings });
    }
  }

  /** Several live targets of a stage are so many processes, and no layers of one. */
  #live(schema: ServiceSchema, stage: Stage, { text, at }: TargetText): void {
    const result = this.#reader(stage.hostEnv).read(text, schema);
    if (isRefusal(result)) {
      this.#problems.push(...problemsOf(result, at));
      return;
    }
    const role = roleOfStage(stage.name);
    const reading = { ...result.reading, role };
    this.#readings.set(reading.spec, reading);
    for (const environment of result.chosen) {
      this.#placements.push({ schema, stage: stage.name, role, environment, readings: [reading] });
    }
  }

  /** A schema without stages takes every workload that carries its service's name; each document stands for a stage. */
  #withoutStages(schema: ServiceSchema): void {
    const readings = this.#survey();
    // An image is what a document deploys, where there is one.
    for (const image of [false, true]) {
      const before = this.#placements.length;
      for (const reading of readings) if ((reading.format === "dockerfile") === image) this.#placeNamesakes(schema, reading);
      if (this.#placements.length > before) return;
    }
    const lone = this.#context.services.length === 1 ? readings.filter(({ target, role }) => isPlainEnvFile(target, role)) : [];
    for (const reading of lone) this.#add(schema, reading.target, reading, reading.environments);
    if (lone.length > 0) return;
    const message = `no workload here carries the name ${schema.service}; give the service its stages, or name its workloads after it`;
    this.#problems.push({ at: schema.at, message });
  }

  #placeNamesakes(schema: ServiceSchema, reading: Reading): void {
    const namesakes = reading.environments.filter(({ workload }) => workload.main && workload.names.includes(schema.service));
    this.#add(schema, reading.target, reading, namesakes);
  }

  /** Gives what a target chose to the only service there is, else to those whose names its workloads carry. */
  #place({ reading, chosen }: ReadTarget, services: readonly ServiceSchema[], byName: boolean): void {
    const stage = this.#context.request.stages[0] ?? reading.target;
    const before = this.#placements.length;
    this.#keep(reading);
    for (const schema of services) {
      const own = byName ? chosen.filter(({ workload }) => workload.names.includes(schema.service)) : chosen;
      this.#add(schema, stage, reading, own);
    }
    if (services.length === 0 || this.#placements.length > before) return;
    const names = listed(services.map(({ service }) => service));
    this.#problems.push({ message: `${reading.target}: no workload here carries the name of ${names}; say whose it is with --service` });
  }

  /** What else reads an env file may read it in another way, and is no reading of the service. */
  #keep(reading: Reading, stageEnv?: HostEnv): void {
    this.#readings.set(reading.spec, reading);
    for (const other of this.#reader(stageEnv).others(reading)) this.#readings.set(other.spec, { ...other, role: reading.role });
  }

  #add(schema: ServiceSchema, stage: string, reading: Reading, environments: Reading["environments"]): void {
    this.#readings.set(reading.spec, reading);
    const role = this.#context.request.stages[0] === stage ? roleOfStage(stage) : reading.role;
    for (const environment of environments) {
      this.#placements.push({ schema, stage, role, environment, readings: [reading] });
    }
  }
}

/** Nothing at all, such as the output of a command that failed; what its format says of that is told instead. */
function isBlank({ spec }: Reading): boolean {
  if (spec.workloads.some(({ instance }) => instance !== undefined)) return false;
  return spec.problems.length === 0 && spec.sources.every(({ text }) => text.trim() === "");
}

function isPlainEnvFile(target: string, role: Role): boolean {
  return !target.includes("/") && target.includes("env") && role !== "example" && roleOf(target) !== "example";
}
