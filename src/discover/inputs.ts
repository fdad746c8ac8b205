import { readBaseline } from "../baseline/read.ts";
import type { Baseline } from "../model/baseline.ts";
import type { Config } from "../model/config.ts";
import type { ServiceSchema } from "../model/schema.ts";
import { isSource, type Problem, type Source } from "../model/source.ts";
import type { Request, SchemaModule } from "../request.ts";
import { isDefinition, serviceFromDefinition } from "../schema/define-service.ts";
import { readConfig } from "../schema/read-config.ts";
import { readSchemas } from "../schema/read-schemas.ts";
import { declaredReader } from "../scan/declared-reader.ts";
import type { Reader } from "../scan/languages/language.ts";
import { nearestOrAll } from "../text/suggest.ts";
import { get, yamlDocument } from "../text/yaml.ts";
import type { HostEnv } from "./deploying-shell.ts";
import type { Files } from "./files.ts";
import { gateNotes, policyOf } from "./gate.ts";
import { loadHostEnv } from "./host-env.ts";
import { open } from "./open.ts";
import { ruleIds } from "./rule-ids.ts";

/** What is declared, before anything is looked for: configuration, services, the deploying shell. */
export interface Inputs {
  readonly config: Config;
  /** The services that the request asks for. */
  readonly services: readonly ServiceSchema[];
  /** All that the project declares. */
  readonly everyService: readonly ServiceSchema[];
  /** Every schema file, those that others extend included. */
  readonly schemaPaths: readonly string[];
  /** Whether the project declares any service at all, well or not. */
  readonly declared: boolean;
  /** Where all that is declared was read; undefined where the commit that should say it cannot be read, so that nothing can be judged. */
  readonly policy: Files | undefined;
  /** What is declared otherwise in the files that are judged than where it counts: whole sentences. */
  readonly notes: readonly string[];
  /** What the command line says of the deploying shell; undefined when it says nothing. */
  readonly hostEnv: HostEnv | undefined;
  /** The old findings; undefined where nobody asks for any. */
  readonly baseline: Baseline | undefined;
  readonly problems: readonly Problem[];
}

const emptyConfig: Config = { rules: new Map(), roles: new Map(), ignore: [], readers: [], dynamic: [], suppressions: [], strict: false };
const defaultSchemas = ["schemas/*.yaml", "schemas/*.yml"];
/** The configuration, unless another is named. */
export const defaultConfig = "envcheck.yaml";

export function loadInputs(request: Request, files: Files): Inputs {
  const policy = policyOf(request, files);
  if ("message" in policy) return { ...undeclared, problems: [policy] };
  const wrong: Problem[] = [];
  const config = loadConfig(request, policy, wrong);
  const globs = schemaGlobs(request, config);
  const { services, sources, declared } = loadSchemas({ request, globs, files: policy }, wrong);
  const baseline = loadBaseline(request, config, policy, wrong);
  const problems = wrong.map((problem) => inRef(problem, request));
  const hostEnv = saysOfHost(request) ? loadHostEnv(request, files, problems) : undefined;
  const schemaPaths = sources.map(({ path }) => path);
  const paths = [request.config ?? defaultConfig, request.baseline ?? config.baseline ?? [], schemaPaths].flat();
  const { schemaRef: ref } = request;
  const notes = ref === undefined ? [] : gateNotes(ref, policy, files, { paths, schemas: globs });
  const asked = wanted(request, services, problems);
  const every = { everyService: services, schemaPaths, declared };
  return { config, ...every, services: asked, policy, notes, hostEnv, baseline, problems };
}

/** The same place may be in order in the files of today. */
function inRef(problem: Problem, { schemaRef }: Request): Problem {
  return schemaRef === undefined ? problem : { ...problem, message: `${problem.message} (in ${schemaRef})` };
}

function saysOfHost({ hostEnv, hostEnvFile }: Request): boolean {
  return hostEnv.size > 0 || hostEnvFile !== undefined;
}

/** What there is where nobody can tell what is declared. */
const undeclared: Omit<Inputs, "problems"> = {
  config: emptyConfig,
  everyService: [],
  schemaPaths: [],
  declared: true,
  services: [],
  policy: undefined,
  notes: [],
  hostEnv: undefined,
  baseline: undefined,
};

/** The functions of the project that read, as all its schemas and its configuration declare them: a call is spelled the same whoever looks. */
export function declaredReaders({ config, services }: Pick<Inputs, "config" | "services">): readonly Reader[] {
  return [config.readers, ...services.map(({ readers }) => readers)].flat().map(declaredReader);
}

function loadConfig(request: Request, files: Files, problems: Problem[]): Config {
  if (request.config === undefined && files.host.kindOf(defaultConfig) === "missing") return emptyConfig;
  const source = open(request.config ?? defaultConfig, files, problems);
  if (source === undefined) return emptyConfig;
  const read = readConfig(source, ruleIds());
  problems.push(...read.problems);
  return read.config;
}

function loadBaseline(request: Request, config: Config, files: Files, problems: Problem[]): Baseline | undefined {
  const path = request.baseline ?? config.baseline;
  if (path === undefined || (request.command === "baseline" && files.host.kindOf(path) === "missing")) return undefined;
  const source = open(path, files, problems);
  const read = source === undefined ? undefined : readBaseline(source);
  if (read === undefined || "entries" in read) return read;
  problems.push(read);
  return undefined;
}

/** Where the schemas of the project are. */
export function schemaGlobs({ schemas }: Request, config: Config): readonly string[] {
  return [schemas, config.schemas ?? []].find((list) => list.length > 0) ?? defaultSchemas;
}

interface Wanted {
  readonly request: Request;
  readonly globs: readonly string[];
  readonly files: Files;
}

interface Declared {
  readonly services: readonly ServiceSchema[];
  /** Every schema file, those that others extend included. */
  readonly sources: readonly Source[];
  readonly declared: boolean;
}

function loadSchemas({ request, globs, files }: Wanted, problems: Problem[]): Declared {
  const modules = request.schemaModules.flatMap((module) => servicesOf(module, files, problems));
  const paths = schemaFiles(globs, files);
  if (paths.length === 0 && globs !== defaultSchemas) problems.push({ message: `${globs.join(", ")}: no schema file is there` });
  const sources = distinct(
    paths.flatMap((path) => open(path, files, problems) ?? []),
    new Set(files.host.unlisted(globs)),
  );
  const read = readSchemas(sources, (path) => files.read(path));
  problems.push(...read.problems);
  return { services: [...read.services, ...modules], sources: read.sources, declared: paths.length + request.schemaModules.length > 0 };
}

/** A link beside the file that it leads to declares nothing more. */
function distinct(sources: readonly Source[], links: ReadonlySet<string>): readonly Source[] {
  const texts = new Set(sources.flatMap(({ path, text }) => (links.has(path) ? [] : [text])));
  return sources.filter(({ path, text }) => !links.has(path) || !texts.has(text));
}

/** Without a word on where they are, JSON counts only where it names a service: next to them may lie schemas of something else. */
function schemaFiles(globs: readonly string[], files: Files): readonly string[] {
  if (globs !== defaultSchemas) return files.named(globs);
  return files.named([...globs, "schemas/*.json"]).filter((path) => !path.endsWith(".json") || namesService(files.read(path)));
}

function namesService(source: ReturnType<Files["read"]>): boolean {
  return isSource(source) && source.text.includes('"service"') && get(yamlDocument(source).root, "service") !== undefined;
}

/** The services that a module exports; exports that are no service are its own business, as long as there is one. */
function servicesOf({ path, exports }: SchemaModule, files: Files, problems: Problem[]): readonly ServiceSchema[] {
  const source = open(path, files, problems);
  if (source === undefined) return [];
  const definitions = exports.filter(isDefinition);
  if (definitions.length === 0) problems.push({ message: `${path}: the module exports no service; export defineService({ ... })` });
  return definitions.flatMap((definition) => {
    const read = serviceFromDefinition(definition, source);
    problems.push(...read.problems);
    return read.services;
  });
}

function wanted(request: Request, services: readonly ServiceSchema[], problems: Problem[]): readonly ServiceSchema[] {
  const names = services.map(({ service }) => service);
  const stages = [...new Set(services.flatMap((service) => service.stages.map(({ name }) => name)))];
  problems.push(...unknownNames("service", request.services, names));
  if (request.targets.length === 0) problems.push(...unknownNames("stage", request.stages, stages));
  return services.filter(({ service }) => request.services.length === 0 || request.services.includes(service));
}

function unknownNames(what: string, asked: readonly string[], known: readonly string[]): Problem[] {
  return asked
    .filter((name) => !known.includes(name))
    .map((name) => {
      const hint = known.length === 0 ? "no schema declares any" : nearestOrAll(name, known);
      return { message: `--${what} ${name}: no such ${what}; ${hint}` };
    });
}
