import { dotenv } from "../formats/dotenv.ts";
import { formats } from "../formats/index.ts";
import { basename, type Document, type Format, type World } from "../formats/format.ts";
import type { Host } from "../host.ts";
import type { Spec, Workload } from "../model/binding.ts";
import type { Environment } from "../model/environment.ts";
import type { ServiceSchema } from "../model/schema.ts";
import { isSource, type Problem, type Source, type Span, type Unseen } from "../model/source.ts";
import type { Lookup } from "../model/value.ts";
import { resolve } from "../resolve/resolve.ts";
import type { Reading, Role } from "../model/project.ts";
import { didYouMean } from "../text/suggest.ts";
import { choose } from "./choose.ts";
import { narrow } from "./narrow.ts";
import { roleOf } from "./role.ts";
import { parseTarget, type Target } from "./target.ts";
import { withoutValues } from "../text/withhold.ts";

/** One target, read, with the workloads that its selector chose. */
export interface ReadTarget {
  readonly reading: Reading;
  readonly chosen: readonly Environment[];
}

/** Why a target could not be read; `at` is in the schema file or in the document when there is such a place. */
export interface Refusal {
  readonly target: string;
  readonly message: string;
  readonly at?: Span;
  /** What is wrong with the document itself, where that is why nothing in it can be chosen. */
  readonly causes?: readonly Problem[];
}

/** What there is to tell: the causes, else the refusal at the place that asked. */
export function problemsOf({ causes = [], ...refusal }: Refusal, at?: Span): readonly Problem[] {
  if (causes.length > 0) return causes;
  return [{ ...(at === undefined ? {} : { at }), message: sentenceOf(refusal) }];
}

/** The target, and what is wrong with it. */
export function sentenceOf({ target, message }: Pick<Refusal, "target" | "message">): string {
  return target === "" || message.startsWith(`${target} `) ? message : `${target}: ${message}`;
}

export function isRefusal(result: object): result is Refusal {
  return "message" in result;
}

/** Reads every file once, whoever asks. */
export class Files {
  readonly host: Host;
  readonly #known = new Map<string, Source | Unseen>();

  constructor(host: Host) {
    this.host = host;
  }

  read(path: string): Source | Unseen {
    const found = this.#known.get(path) ?? this.host.read(path);
    this.#known.set(path, found);
    return found;
  }

  /** The number of files that could be read so far. */
  get count(): number {
    return [...this.#known.values()].filter(isSource).length;
  }
}

export interface ReaderOptions {
  readonly files: Files;
  readonly shell: Lookup;
  /** The roles that the configuration gives to paths. */
  readonly role: (path: string) => Role | undefined;
}

/** A target whose workloads are yet to be chosen. */
type Parsed = Omit<Reading, "environments">;

/** The service that a target is read for. */
export type Asker = Pick<ServiceSchema, "service" | "envFileFormat">;

const manifests = /\.(?:ya?ml|json)$/;

/** Reads targets once each, however many stages name them. */
export class TargetReader {
  readonly #options: ReaderOptions;
  readonly #known = new Map<string, Parsed | Refusal>();
  readonly #chosen = new Map<string, ReadTarget | Refusal>();
  readonly #resolved = new Map<Spec, readonly Environment[]>();

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** Reads a target and chooses its workloads: by selector, else by the name of the service, else all. */
  read(text: string, schema?: Asker): ReadTarget | Refusal {
    const target = parseTarget(
      text,
      formats.map(({ id }) => id),
    );
    const told = withoutValues(text);
    if ("mistake" in target) return { target: told, message: target.mistake };
    const loader = schema?.envFileFormat ?? "";
    const found = remembered(this.#known, `${loader} ${text.split("#", 1).join("")}`, () => this.#readDocument(target, schema));
    if (isRefusal(found)) return { ...found, target: told };
    const service = schema?.service ?? "";
    return remembered(this.#chosen, `${loader} ${service} ${text}`, () => this.#choose({ ...found, target: told }, target, schema));
  }

  /** Only what concerns the chosen workloads is resolved and judged. */
  #choose(parsed: Parsed, { selector }: Target, schema: Asker | undefined): ReadTarget | Refusal {
    const choice = choose(parsed.spec.workloads, selector, schema?.service);
    if ("message" in choice) return { target: parsed.target, message: choice.message, causes: parsed.spec.problems };
    const spec = narrow(parsed.spec, choice);
    const environments = this.#resolved.get(spec) ?? resolve(spec);
    this.#resolved.set(spec, environments);
    const wanted = new Set<Workload>(choice);
    return { reading: { ...parsed, spec, environments }, chosen: environments.filter(({ workload }) => wanted.has(workload)) };
  }

  /** Reads documents that discovery found, as one target. */
  readSources(target: string, format: Format, sources: readonly [Source, ...Source[]]): Reading {
    const role = this.#options.role(sources[0].path) ?? roleOf(sources[0].path);
    const document: Document = { sources, options: new Map() };
    const spec = format.read(document, this.#world());
    return { target, format: format.id, role, spec, environments: resolve(spec) };
  }

  #world(): World {
    return { read: (path) => this.#options.files.read(path), shell: this.#options.shell };
  }

  #readDocument(target: Target, schema: Asker | undefined): Parsed | Refusal {
    const sources = this.#sources(target);
    if (isRefusal(sources)) return sources;
    const format = formatOf(target, sources[0], schema);
    if (isRefusal(format)) return format;
    const wrong = [...target.options.keys()].find((name) => !format.options.includes(name));
    if (wrong !== undefined) return { target: target.text, message: unknownOption(wrong, format) };
    const path = sources[0].path;
    const role = this.#options.role(path) ?? roleOf(path);
    const spec = format.read({ sources, options: target.options }, this.#world());
    return { target: target.text, format: format.id, role, spec };
  }

  #sources({ text, place, format }: Target): readonly [Source, ...Source[]] | Refusal {
    const { host } = this.#options.files;
    if (place.kind === "process") return one(text, host.environ(place.pid));
    if (place.kind === "input") return one(text, host.input());
    const found: Source[] = [];
    for (const path of place.paths) {
      const paths = host.kindOf(path) === "folder" ? this.#manifestsIn(path, format) : [path];
      if (paths.length === 0) return { target: text, message: `${path} is a folder without manifests` };
      for (const each of paths) {
        const source = this.#options.files.read(each);
        if (!isSource(source)) return { target: text, message: `${source.path} ${source.because}` };
        found.push(source);
      }
    }
    const [first, ...more] = found;
    return first === undefined ? { target: text, message: "it names no file" } : [first, ...more];
  }

  #manifestsIn(folder: string, format: string | undefined): readonly string[] {
    const inside = this.#options.files.host.glob([`${folder === "." ? "" : `${folder}/`}**/*.{yaml,yml,json}`]);
    if (format !== undefined) return inside;
    return inside.filter((path) => {
      const source = manifests.test(path) ? this.#options.files.read(path) : undefined;
      return source !== undefined && isSource(source) && formats.find((candidate) => candidate.accepts(source))?.id === "kubernetes";
    });
  }
}

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

function one(target: string, found: Source | Unseen): readonly [Source] | Refusal {
  return isSource(found) ? [found] : { target, message: `${found.path} ${found.because}` };
}

/** The format that the target names, else the one that accepts the document; an env file is read as the loader of the service reads it. */
function formatOf(target: Target, source: Source, schema: Asker | undefined): Format | Refusal {
  const found = target.format === undefined ? formats.find((format) => format.accepts(source)) : formatCalled(target.format);
  if (target.format === undefined && found === dotenv) return formatCalled(schema?.envFileFormat) ?? dotenv;
  if (found !== undefined) return found;
  const name = basename(source.path);
  return { target: target.text, message: `the format of ${name} is not recognised; say which it is, for example dotenv:${source.path}` };
}

function formatCalled(id: string | undefined): Format | undefined {
  return formats.find((format) => format.id === id);
}

function unknownOption(option: string, format: Format): string {
  const known = format.options.length === 0 ? "it takes none" : `it takes ${format.options.join(", ")}`;
  return `${option} is no option of ${format.id}: ${didYouMean(option, format.options) ?? known}`;
}
