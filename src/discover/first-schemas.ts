import { packagesApart } from "../draft/apart.ts";
import { collect, type Collected } from "../draft/collect.ts";
import type { Example } from "../draft/evidence.ts";
import { examplesIn } from "../draft/examples.ts";
import { schemaText } from "../draft/file.ts";
import { type ServiceDraft, servicesIn } from "../draft/services.ts";
import type { Host } from "../host.ts";
import type { Commands, Workload } from "../model/binding.ts";
import type { Environment } from "../model/environment.ts";
import type { Reading } from "../model/project.ts";
import type { ServiceSchema } from "../model/schema.ts";
import type { Request } from "../request.ts";
import { readSchemas } from "../schema/read-schemas.ts";
import { basename, dirname } from "../text/path.ts";
import { ServiceCodes } from "./closures.ts";
import { overlays } from "./deployments.ts";
import { deployingShell } from "./deploying-shell.ts";
import { gather } from "./gather.ts";
import { declaredReaders, type Inputs } from "./inputs.ts";
import { type Files } from "./files.ts";
import { TargetReader } from "./reader.ts";
import { isRefusal } from "./refusal.ts";
import { configuredRoles } from "./role.ts";

/** A schema file that is not written yet. */
export interface FirstSchema {
  readonly path: string;
  readonly text: string;
  readonly service: string;
  readonly stages: readonly string[];
  readonly names: readonly string[];
  readonly required: number;
}

export interface FirstSchemas {
  readonly schemas: readonly FirstSchema[];
  /** Services for which there is nothing to declare. */
  readonly bare: readonly string[];
}

interface Ground {
  /** Of all code. */
  readonly paths: readonly string[];
  readonly reader: TargetReader;
  readonly codes: ServiceCodes;
  readonly examples: ReadonlyMap<string, Example>;
}

/** A first schema for each service that the code, the env files and the deploy specs of a project show. */
export async function firstSchemas(request: Request, inputs: Inputs, files: Files): Promise<FirstSchemas> {
  const { host } = files;
  const { config, hostEnv } = inputs;
  const all = { ...request, targets: [], services: [], stages: [] };
  const { readings, fragments } = gather({ request: all, files, config, services: [], policy: files, hostEnv, live: new Map() });
  const reader = new TargetReader({ files, shell: deployingShell(hostEnv, false), role: configuredRoles(config, host) });
  const merged = readings.map((reading) =>
    fragments.includes(reading.target) || isOverride(reading) ? withBase(reading, readings, reader) : reading,
  );
  const code = await (await import("../code.ts")).readCode(host, declaredReaders(inputs));
  const codes = new ServiceCodes(code, files, config.dynamic);
  const drafts = servicesIn(merged, nameOf(request.root), codes);
  const wanted = drafts.filter(({ service }) => request.services.length === 0 || request.services.includes(service));
  const examples = examplesIn(readings.filter(({ role, target }) => role === "example" && basename(target).includes("env")));
  const ground: Ground = { paths: code.files, reader, codes, examples };
  const found = wanted.map((draft) => ({ draft, schema: schemaOf(draft, drafts.length === 1, ground) }));
  return {
    schemas: found.flatMap(({ schema }) => schema ?? []),
    bare: found.filter(({ schema }) => schema === undefined).map(({ draft }) => draft.service),
  };
}

/** Whether a file can be made there: nothing stands there, and its folder is no link out of the root. */
export function isFree({ kindOf }: Pick<Host, "kindOf">, path: string): boolean {
  const folder = kindOf(dirname(path).slice(0, -1));
  return kindOf(path) === "missing" && (folder === "missing" || folder === "folder");
}

/** The folder's name, as far as a service may be called so. */
function nameOf(root: string): string {
  const name = basename(root)
    .replaceAll(/[^\w.-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "");
  return name === "" ? "app" : name;
}

/** Without an image, or without a single variable, a compose file only changes another one. */
function isOverride({ format, spec: { workloads } }: Reading): boolean {
  const lacksImage = workloads.some(({ built, image }) => built === undefined && image === undefined);
  return format === "compose" && workloads.length > 0 && (lacksImage || workloads.every(isBare));
}

function isBare({ list, layers }: Workload): boolean {
  return list === undefined && layers.every(({ kind }) => kind !== "import");
}

/** A compose file that cannot stand alone, over the one beside it that can. */
function withBase(reading: Reading, readings: readonly Reading[], reader: TargetReader): Reading {
  const base = readings.find(
    ({ target, format }) =>
      format === "compose" && dirname(target) === dirname(reading.target) && /^(?:docker-)?compose[.]ya?ml$/.test(basename(target)),
  );
  const found = base === undefined || base === reading ? undefined : reader.read(`${base.target}+${reading.target}`);
  return found === undefined || isRefusal(found) ? reading : { ...found.reading, role: reading.role };
}

/** What any of some environments starts; undefined where one does not tell. */
function commandsAmong(environments: readonly Environment[]): Commands | undefined {
  const found = environments.flatMap(({ workload }) => workload.commands ?? []);
  const [first] = found;
  if (first === undefined || found.length < environments.length) return undefined;
  return { ...first, starts: found.flatMap(({ starts = [] }) => starts) };
}

/** Undefined where there is nothing to declare. */
function schemaOf(draft: ServiceDraft, alone: boolean, ground: Ground): FirstSchema | undefined {
  const { codes, reader, paths, examples } = ground;
  const path = `schemas/${draft.service}.yaml`;
  const empty: Collected = { evidence: [], inVain: [] };
  const skeletonOf = (code: readonly string[]): ServiceSchema | undefined => parsed(path, schemaText({ ...draft, code }, empty));
  const all = draft.code.filter((glob) => holdsCode(glob, paths));
  const skeleton = skeletonOf(all);
  if (skeleton === undefined) return undefined;
  const stages = draft.stages.map((stage) => ({ stage, environments: environmentsOf(stage.targets, skeleton, reader) }));
  const readable = stages.filter(({ environments }) => environments !== undefined);
  const environments = readable.flatMap((stage) => stage.environments ?? []);
  const commands = commandsAmong(environments);
  const apart = packagesApart({ code: codes.ofSchema(skeleton, commands), environments, examples }, (read) => codes.packageAround(read));
  const globs = [...all, ...apart.map((folder) => `${folder}**`).flatMap((glob) => (all.includes(glob) ? [] : `!${glob}`))];
  const known = {
    code: codes.ofSchema(skeletonOf(globs) ?? skeleton, commands),
    isCertain: draft.isCertain,
    environments,
    examples,
    isOwnExample: ({ at }: Example) =>
      alone || draft.code.some((glob) => glob.endsWith("/**") && at.source.path.startsWith(glob.slice(0, -"**".length))),
  };
  const collected = collect(known);
  if (collected.evidence.length === 0) return undefined;
  const hasCode = collected.evidence.some(({ need }) => need !== undefined);
  const final = { ...draft, code: hasCode ? globs : [], stages: readable.map(({ stage }) => stage) };
  const text = schemaText(final, collected);
  const schema = parsed(path, text);
  if (schema === undefined) throw new Error(`the draft of ${path} is no schema`);
  return {
    path,
    text,
    service: draft.service,
    stages: final.stages.map(({ name }) => name),
    names: [...schema.variables.keys()],
    required: [...schema.variables.values()].filter(({ required }) => required === true).length,
  };
}

/** What an image is built from may hold lists of packages and reports, too. */
function holdsCode(glob: string, paths: readonly string[]): boolean {
  if (glob.startsWith("!") || glob === "**") return true;
  const folder = glob.endsWith("/**") ? glob.slice(0, -"**".length) : undefined;
  return paths.some((path) => (folder === undefined ? path === glob : path.startsWith(folder)));
}

function parsed(path: string, text: string): ServiceSchema | undefined {
  const { services, problems } = readSchemas([{ path, text }], (other) => ({ path: other, reason: "missing", because: "is not there" }));
  return problems.length > 0 ? undefined : services[0];
}

/** What a stage of these targets gives; undefined where one of them cannot be read. */
function environmentsOf(targets: readonly string[], schema: ServiceSchema, reader: TargetReader): readonly Environment[] | undefined {
  const found = targets.map((target) => reader.read(target, schema));
  const chosen = found.flatMap((one) => (isRefusal(one) || one.reading.spec.problems.length > 0 ? [] : [one.chosen]));
  return chosen.length < found.length ? undefined : overlays(chosen);
}
