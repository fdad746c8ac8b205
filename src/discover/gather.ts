import { configuredRoles, roleOf, roleOfStage } from "./role.ts";
import { deployingShell, type HostEnv, mergeHostEnv } from "./deploying-shell.ts";
import { overlays, type Placement, withProvided } from "./deployments.ts";
import { type Files, isRefusal, type ReadTarget, type Refusal, TargetReader } from "./reader.ts";
import { survey } from "./survey.ts";
import type { Config } from "../model/config.ts";
import type { ServiceSchema, Stage } from "../model/schema.ts";
import type { Problem, Unseen } from "../model/source.ts";
import type { Request } from "../request.ts";
import type { Reading, Role } from "../model/project.ts";

/** What a run looks at: the documents it read, and which environment of theirs each service gets in each stage. */
export interface Gathered {
  readonly readings: readonly Reading[];
  readonly placements: readonly Placement[];
  readonly problems: readonly Problem[];
  readonly skipped: readonly Unseen[];
}

interface Context {
  readonly request: Request;
  readonly files: Files;
  readonly config: Config;
  readonly services: readonly ServiceSchema[];
  readonly hostEnv: HostEnv | undefined;
}

/** Finds and reads everything the request asks for: the targets it names, else the stages of the schemas, else what lies in the root. */
export function gather(context: Context): Gathered {
  if (context.request.targets.length > 0) return new Gatherer(context).named();
  return context.services.length > 0 ? new Gatherer(context).staged() : new Gatherer(context).everything();
}

/** Collects readings (each document once) and placements. */
class Gatherer {
  readonly #context: Context;
  readonly #readers = new Map<HostEnv | undefined, TargetReader>();
  readonly #readings = new Map<object, Reading>();
  readonly #placements: Placement[] = [];
  readonly #problems: Problem[] = [];
  readonly #roles: (path: string) => Role | undefined;
  readonly #skipped: Unseen[] = [];

  constructor(context: Context) {
    this.#context = context;
    this.#roles = configuredRoles(context.config, context.files.host);
  }

  named(): Gathered {
    const { request, services } = this.#context;
    for (const text of request.targets) {
      const [only, ...more] = services;
      if (only !== undefined && more.length === 0) this.#place(only, text);
      else this.#placeByName(text);
    }
    return this.#done();
  }

  staged(): Gathered {
    const { request, services } = this.#context;
    for (const schema of services) {
      if (schema.stages.length === 0) this.#withoutStages(schema);
      const wanted = schema.stages.filter(({ name }) => request.stages.length === 0 || request.stages.includes(name));
      for (const stage of wanted) this.#stage(schema, stage);
    }
    return this.#done();
  }

  everything(): Gathered {
    this.#survey();
    return this.#done();
  }

  #done(): Gathered {
    const readings = [...this.#readings.values()];
    const problems = readings.flatMap(({ spec }) => spec.problems);
    return { readings, placements: this.#placements, problems: [...this.#problems, ...problems], skipped: this.#skipped };
  }

  #reader(stageEnv?: HostEnv): TargetReader {
    const { files, hostEnv } = this.#context;
    const known = this.#readers.get(stageEnv);
    if (known !== undefined) return known;
    const shell = deployingShell(mergeHostEnv(stageEnv, hostEnv), false);
    const reader = new TargetReader({ files, shell, role: this.#roles });
    this.#readers.set(stageEnv, reader);
    return reader;
  }

  #survey(): readonly Reading[] {
    const found = survey(this.#context.files, this.#reader(), this.#context.config.ignore);
    this.#skipped.push(...found.skipped);
    for (const reading of found.readings) this.#readings.set(reading.spec, reading);
    return found.readings;
  }

  #stage(schema: ServiceSchema, stage: Stage): void {
    const results = stage.targets.map((target) => ({ target, result: this.#reader(stage.hostEnv).read(target.text, schema.service) }));
    const found: ReadTarget[] = [];
    for (const { target, result } of results) {
      if (isRefusal(result)) this.#problems.push({ at: target.at, message: sentence(result) });
      else found.push(result);
    }
    if (found.length < results.length) return;
    const role = roleOfStage(stage.name);
    const readings = found.map(({ reading }) => ({ ...reading, role }));
    for (const reading of readings) this.#readings.set(reading.spec, reading);
    for (const environment of overlays(found.map(({ chosen }) => chosen))) {
      this.#placements.push({ schema, stage: stage.name, role, environment: withProvided(environment, stage), readings });
    }
  }

  /** A schema without stages takes every workload that carries its service's name; each document stands for a stage. */
  #withoutStages(schema: ServiceSchema): void {
    const readings = this.#survey();
    const before = this.#placements.length;
    for (const reading of readings) this.#placeNamesakes(schema, reading);
    if (this.#placements.length > before) return;
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

  #place(schema: ServiceSchema, text: string): void {
    const result = this.#reader().read(text, schema.service);
    if (isRefusal(result)) this.#problems.push({ message: sentence(result) });
    else this.#add(schema, this.#context.request.stages[0] ?? text, result.reading, result.chosen);
  }

  #placeByName(text: string): void {
    const result = this.#reader().read(text);
    if (isRefusal(result)) {
      this.#problems.push({ message: sentence(result) });
      return;
    }
    const stage = this.#context.request.stages[0] ?? text;
    this.#readings.set(result.reading.spec, result.reading);
    for (const schema of this.#context.services) {
      const namesakes = result.chosen.filter(({ workload }) => workload.names.includes(schema.service));
      this.#add(schema, stage, result.reading, namesakes);
    }
  }

  #add(schema: ServiceSchema, stage: string, reading: Reading, environments: Reading["environments"]): void {
    this.#readings.set(reading.spec, reading);
    const role = this.#context.request.stages[0] === stage ? roleOfStage(stage) : reading.role;
    for (const environment of environments) {
      this.#placements.push({ schema, stage, role, environment, readings: [reading] });
    }
  }
}

function sentence({ target, message }: Refusal): string {
  return `${target}: ${message}`;
}

function isPlainEnvFile(target: string, role: Role): boolean {
  return !target.includes("/") && target.includes("env") && role !== "example" && roleOf(target) !== "example";
}
