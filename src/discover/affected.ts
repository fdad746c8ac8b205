import type { Staging } from "../host.ts";
import type { Constraint, ServiceSchema, Stage } from "../model/schema.ts";
import type { Request } from "../request.ts";
import { readSchemas } from "../schema/read-schemas.ts";
import { formats } from "../formats/index.ts";
import { languageOf, tellsByFirstLine } from "../scan/files/language.ts";
import { dirname } from "../text/path.ts";
import { deployingShell, mergeHostEnv } from "./deploying-shell.ts";
import type { Files } from "./files.ts";
import { defaultConfig, type Inputs } from "./inputs.ts";
import { type ReadTarget, TargetReader } from "./reader.ts";
import { isRefusal } from "./refusal.ts";
import { configuredRoles, roleOf } from "./role.ts";
import { survey } from "./survey.ts";
import { parseTarget, splitSelector } from "./target.ts";
import { Trail } from "./trail.ts";

/** A service in a stage that a staged path can affect. */
export interface Effect {
  readonly schema: ServiceSchema;
  readonly stage: string;
  /** The first such path. */
  readonly path: string;
}

/** What is known before any effect is. */
export interface Ground {
  readonly request: Request;
  readonly files: Files;
  readonly inputs: Inputs;
  readonly staging: Staging;
}

/** What the documents of one stage have to do with staged paths. */
interface Look {
  readonly schema: ServiceSchema;
  readonly stage: Stage;
  /** Staged paths that are read for it, or would be if they were there. */
  readonly hits: readonly string[];
  /** Paths that its own workloads take something from. */
  readonly own: ReadonlySet<string>;
  readonly built: readonly string[];
}

/** Which stages of which services a staged path can affect, each with the first such path. */
export function effectsOf(ground: Ground): readonly Effect[] {
  const { request, inputs, staging } = ground;
  const all = inputs.services.flatMap((schema) => schema.stages.map((stage) => ({ schema, stage })));
  const bare = inputs.services.filter(({ stages }) => stages.length === 0);
  const wanted = all.filter(({ stage }) => request.stages.length === 0 || request.stages.includes(stage.name));
  const rulebook = request.schemaRef === undefined ? [request.config ?? defaultConfig, request.baseline ?? inputs.config.baseline] : [];
  const config = rulebook.find((path) => path !== undefined && staging.paths.includes(path));
  if (config !== undefined)
    return [...wanted.map(({ schema, stage }) => ({ schema, stage: stage.name, path: config })), ...whole(config, bare)];
  const looker = new Looker(ground);
  const schemas = new Map(inputs.services.map((schema) => [schema, looker.schemaPath(schema) ?? looker.codePath(schema.code)]));
  // What is found together is read together, in one call of git.
  ground.files.host.glob(wanted.flatMap(({ stage }) => stage.targets.flatMap(({ text }) => pathsOf(text))));
  const looks = wanted.map(({ schema, stage }) => (schemas.get(schema) === undefined ? looker.look(schema, stage) : { schema, stage }));
  const claimed = new Set(looks.flatMap((look) => ("own" in look ? [...look.own] : [])));
  const found = looks.flatMap((look) => {
    const path = schemas.get(look.schema) ?? ("own" in look ? causeOf(look, claimed, looker) : undefined);
    return path === undefined ? [] : [{ schema: look.schema, stage: look.stage.name, path }];
  });
  if (bare.length === 0) return found;
  const cause = bare.flatMap((schema) => schemas.get(schema) ?? [])[0] ?? looker.surveyPath() ?? looker.builtPath([""]);
  return cause === undefined ? found : [...found, ...whole(cause, bare)];
}

/** What concerns a service without stages concerns all its documents. */
function whole(path: string, schemas: readonly ServiceSchema[]): readonly Effect[] {
  return schemas.map((schema) => ({ schema, stage: "", path }));
}

/** A file of another service alone, in a document that both are in, is none of its own. */
function causeOf({ schema, hits, own, built }: Look, claimed: ReadonlySet<string>, looker: Looker): string | undefined {
  return hits.find((path) => own.has(path) || !claimed.has(path)) ?? (schema.code.length > 0 ? undefined : looker.builtPath(built));
}

class Looker {
  readonly #ground: Ground;
  readonly #trail: Trail;
  readonly #readers = new Map<Stage["hostEnv"], Remembering>();
  readonly #staged: ReadonlySet<string>;
  readonly #code: ReadonlySet<string>;
  readonly #examples: readonly string[];

  constructor(ground: Ground) {
    const { files, inputs, request, staging } = ground;
    this.#ground = ground;
    this.#trail = new Trail(files);
    this.#staged = new Set(staging.paths);
    this.#code = new Set(request.withoutCode ? [] : staging.paths.filter(mayBeCode));
    const roles = configuredRoles(inputs.config, files.host);
    this.#examples = staging.paths.filter((path) => /env[^/]*$/.test(path) && (roles(path) ?? roleOf(path)) === "example");
  }

  /** A staged file that declares a service: its own, or one that this extends. */
  schemaPath({ at: { source } }: ServiceSchema): string | undefined {
    const { inputs, request, files } = this.#ground;
    if (request.schemaRef !== undefined) return undefined;
    if (this.#staged.has(source.path)) return source.path;
    if (!inputs.schemaPaths.some((path) => this.#staged.has(path))) return undefined;
    return readSchemas([source], (path) => files.read(path))
      .sources.map(({ path }) => path)
      .find((path) => this.#staged.has(path));
  }

  codePath(globs: readonly string[]): string | undefined {
    if (globs.length === 0 || this.#code.size === 0) return undefined;
    return this.#ground.staging.matching(globs).find((path) => this.#code.has(path));
  }

  /** Code in what the image is built from; of a service that is the only one, all code. */
  builtPath(built: readonly string[]): string | undefined {
    const isOnly = this.#ground.inputs.everyService.length === 1;
    return [...this.#code].find((path) => isOnly || built.some((one) => (/^$|\/$/.test(one) ? path.startsWith(one) : path === one)));
  }

  /** What discovery finds, or would if it were there, and what that is read with. */
  surveyPath(): string | undefined {
    const { inputs, staging } = this.#ground;
    const found = staging.matching(formats.flatMap(({ globs }) => globs));
    if (found[0] !== undefined) return found[0];
    const reader = new TargetReader({ files: this.#trail, shell: deployingShell(inputs.hostEnv, false), role: () => undefined });
    const { asked } = this.#trail.follow(() => survey(this.#trail, reader, inputs.config.ignore));
    return staging.paths.find((path) => asked.has(path));
  }

  look(schema: ServiceSchema, stage: Stage): Look {
    const found = stage.targets.map(({ text }) => {
      const paths = pathsOf(text);
      const named = paths.flatMap((path) => this.#below(path));
      return { ...this.#read(text, schema, stage), named };
    });
    const own = new Set(found.flatMap(({ named, own: paths }) => [...named, ...paths]));
    const folders = new Set(["", ...[...own].map(dirname), ...found.flatMap(({ folders: more }) => more)]);
    const hits = [
      ...found.flatMap(({ named, asked }) => [...named, ...[...asked].filter((path) => this.#staged.has(path))]),
      ...this.#examples.filter((path) => folders.has(dirname(path))),
    ];
    return { schema, stage, hits, own, built: found.flatMap(({ built }) => built) };
  }

  /** Staged paths that are this file, or lie in this folder. */
  #below(path: string): readonly string[] {
    const folder = path === "." ? "" : `${path}/`;
    return [...this.#staged].filter((one) => one === path || (one.startsWith(folder) && /\.(?:ya?ml|json)$/.test(one)));
  }

  /** Services that say the same of the deploying shell share what they are written in. */
  #readerFor({ hostEnv }: Stage): Remembering {
    const known = this.#readers.get(hostEnv);
    if (known !== undefined) return known;
    const shell = deployingShell(mergeHostEnv(hostEnv, this.#ground.inputs.hostEnv), false);
    const made = {
      reader: new TargetReader({ files: this.#trail, shell, role: () => undefined }),
      trails: new Map<string, ReadonlySet<string>>(),
    };
    this.#readers.set(hostEnv, made);
    return made;
  }

  #read(text: string, schema: ServiceSchema, stage: Stage): Pick<Look, "own" | "built"> & Followed {
    const { files } = this.#ground;
    if (pathsOf(text).length === 0) return { own: new Set(), built: [], asked: new Set(), folders: [] };
    const { reader, trails } = this.#readerFor(stage);
    const followed = this.#trail.follow(() => reader.read(text, schema));
    const document = `${schema.envFileFormat ?? ""} ${splitSelector(text).head}`;
    const asked = trails.get(document) ?? followed.asked;
    trails.set(document, asked);
    const { result } = followed;
    const folders = [...asked].filter((path) => files.host.kindOf(path) === "file").map(dirname);
    if (isRefusal(result)) return { own: new Set(), built: [], asked, folders };
    return { own: new Set(ownPaths(result)), built: result.chosen.flatMap(({ workload }) => workload.built ?? []), asked, folders };
  }
}

/** A reader reads each document once, so what that led to is kept. */
interface Remembering {
  readonly reader: TargetReader;
  /** What was asked for, by document. */
  readonly trails: Map<string, ReadonlySet<string>>;
}

interface Followed {
  readonly asked: ReadonlySet<string>;
  /** Of the documents that are there. */
  readonly folders: readonly string[];
}

/** Files that the chosen workloads are written in or take from. */
function ownPaths({ reading: { spec } }: ReadTarget): readonly string[] {
  const bundles = [...spec.bundles.values()].flatMap(({ at, bindings }) => [at, ...bindings.map((binding) => binding.at)]);
  const layers = spec.workloads.flatMap((workload) => workload.layers);
  const bindings = layers.flatMap((layer) => (layer.kind === "bindings" ? layer.bindings.map(({ at }) => at) : []));
  const places = [...bundles, ...bindings, ...spec.workloads.map(({ at }) => at)];
  return [...new Set(places.map(({ source }) => source.path))];
}

function mayBeCode(path: string): boolean {
  return languageOf(path) !== null || tellsByFirstLine(path);
}

/** The files and folders that a target names in the files of today. */
function pathsOf(text: string): readonly string[] {
  const target = parseTarget(
    text,
    formats.map(({ id }) => id),
  );
  return "place" in target && target.place.kind === "files" && target.ref === undefined ? target.place.paths : [];
}

/** Effects on others that have to agree: the same stage of a service with a law that spans both, and stages that must differ. */
export function alongWith(effects: readonly Effect[], services: readonly ServiceSchema[]): readonly Effect[] {
  const known = new Set(effects.map(({ schema, stage }) => `${schema.service}\0${stage}`));
  const laws = services.flatMap((schema) => schema.constraints.map((constraint) => ({ schema, constraint })));
  const linked = effects.flatMap((effect) => laws.flatMap(({ schema, constraint }) => linksOf(effect, { schema, constraint, services })));
  const fresh = linked.filter(({ schema, stage }) => !known.has(`${schema.service}\0${stage}`));
  return [...new Map(fresh.map((effect) => [`${effect.schema.service}\0${effect.stage}`, effect])).values()];
}

interface Law {
  readonly schema: ServiceSchema;
  readonly constraint: Constraint;
  readonly services: readonly ServiceSchema[];
}

function linksOf({ schema: { service }, stage, path }: Effect, { schema, constraint, services }: Law): readonly Effect[] {
  if (constraint.kind === "same-across") {
    const bound = new Set([schema.service, ...constraint.services]);
    if (!bound.has(service)) return [];
    const others = services.filter((one) => bound.has(one.service) && one.stages.some(({ name }) => name === stage));
    return others.map((one) => ({ schema: one, stage, path }));
  }
  if (constraint.kind !== "differs-between" || schema.service !== service || !constraint.stages.includes(stage)) return [];
  return constraint.stages.filter((name) => schema.stages.some((one) => one.name === name)).map((name) => ({ schema, stage: name, path }));
}
