import { envDump } from "../formats/env-dump.ts";
import type { Config } from "../model/config.ts";
import { Sealed } from "../model/sealed.ts";
import type { ServiceSchema } from "../model/schema.ts";
import { isSource, type Problem, type Source } from "../model/source.ts";
import { resolve } from "../resolve/resolve.ts";
import type { Request, SchemaModule } from "../request.ts";
import { rules } from "../rules/index.ts";
import { isDefinition, serviceFromDefinition } from "../schema/define-service.ts";
import { readConfig } from "../schema/read-config.ts";
import { readSchemas } from "../schema/read-schemas.ts";
import { declaredReader } from "../scan/declared-reader.ts";
import type { Reader } from "../scan/languages/language.ts";
import { didYouMean } from "../text/suggest.ts";
import { deployingShell, type HostEnv } from "./deploying-shell.ts";
import type { Files } from "./files.ts";

/** What is declared, before anything is looked for: configuration, services, the deploying shell. */
export interface Inputs {
  readonly config: Config;
  /** The services that the request asks for. */
  readonly services: readonly ServiceSchema[];
  /** Whether the project declares any service at all. */
  readonly declared: boolean;
  /** What the command line says of the deploying shell; undefined when it says nothing. */
  readonly hostEnv: HostEnv | undefined;
  readonly problems: readonly Problem[];
}

const emptyConfig: Config = { rules: new Map(), roles: new Map(), ignore: [], readers: [], dynamic: [], strict: false };
const defaultSchemas = ["schemas/*.yaml", "schemas/*.yml"];
const defaultConfig = "envcheck.yaml";

export function loadInputs(request: Request, files: Files): Inputs {
  const problems: Problem[] = [];
  const config = loadConfig(request, files, problems);
  const services = loadSchemas(request, config, files, problems);
  const hostEnv = loadHostEnv(request, files, problems);
  return { config, declared: services.length > 0, services: wanted(request, services, problems), hostEnv, problems };
}

/** The functions of the project that read, as all its schemas and its configuration declare them: a call is spelled the same whoever looks. */
export function declaredReaders({ config, services }: Pick<Inputs, "config" | "services">): readonly Reader[] {
  return [config.readers, ...services.map(({ readers }) => readers)].flat().map(declaredReader);
}

function loadConfig(request: Request, files: Files, problems: Problem[]): Config {
  if (request.config === undefined && files.host.kindOf(defaultConfig) === "missing") return emptyConfig;
  const source = open(request.config ?? defaultConfig, files, problems);
  if (source === undefined) return emptyConfig;
  const read = readConfig(
    source,
    rules.map(({ id }) => id),
  );
  problems.push(...read.problems);
  return read.config;
}

function loadSchemas(request: Request, config: Config, files: Files, problems: Problem[]): readonly ServiceSchema[] {
  const modules = request.schemaModules.flatMap((module) => servicesOf(module, files, problems));
  const globs = [request.schemas, config.schemas ?? []].find((list) => list.length > 0) ?? defaultSchemas;
  const paths = files.host.glob(globs);
  if (paths.length === 0 && globs !== defaultSchemas) problems.push({ message: `${globs.join(", ")}: no schema file is there` });
  const sources = paths.flatMap((path) => open(path, files, problems) ?? []);
  const read = readSchemas(sources, (path) => files.read(path));
  problems.push(...read.problems);
  return [...read.services, ...modules];
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

function open(path: string, files: Files, problems: Problem[]): Source | undefined {
  const source = files.read(path);
  if (isSource(source)) return source;
  problems.push({ message: `${source.path}: ${source.because}` });
  return undefined;
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
      const hint = didYouMean(name, known) ?? (known.length === 0 ? "no schema declares any" : `there are ${known.join(", ")}`);
      return { message: `--${what} ${name}: no such ${what}; ${hint}` };
    });
}

/** A name without a value takes the one that envcheck's own environment has; without that it is only promised. */
function loadHostEnv({ hostEnv, hostEnvFile }: Request, files: Files, problems: Problem[]): HostEnv | undefined {
  if (hostEnv.size === 0 && hostEnvFile === undefined) return undefined;
  const source = hostEnvFile === undefined ? undefined : open(hostEnvFile, files, problems);
  const given = new Map<string, Sealed | undefined>(source === undefined ? [] : dumpOf(source));
  for (const [name, text] of hostEnv) {
    const own = files.host.env.get(name);
    given.set(name, text ?? (own === undefined ? undefined : new Sealed(own)));
  }
  return given;
}

/** The variables of a file as `env` or `env -0` prints them. */
function dumpOf(source: Source): [string, Sealed][] {
  const spec = envDump.read({ sources: [source], options: new Map() }, { read: () => source, shell: deployingShell(undefined, true) });
  return resolve(spec).flatMap(({ entries }) =>
    [...entries].flatMap(([name, { value }]): [string, Sealed][] => (value.state === "known" ? [[name, value.text]] : [])),
  );
}
