import { dotenv } from "../formats/dotenv.ts";
import { formats } from "../formats/index.ts";
import { kubernetes } from "../formats/kubernetes.ts";
import { basename, type Document, type Format, type Taker, type World } from "../formats/format.ts";
import type { Host } from "../host.ts";
import type { Spec, Workload } from "../model/binding.ts";
import type { Environment } from "../model/environment.ts";
import type { ServiceSchema } from "../model/schema.ts";
import type { Problem, Source } from "../model/source.ts";
import type { Lookup } from "../model/value.ts";
import { resolve } from "../resolve/resolve.ts";
import type { PartJudge, ReadBy, Reading, Role } from "../model/project.ts";
import { readerNamed } from "../text/env-file/reader-comment.ts";
import { didYouMean } from "../text/suggest.ts";
import type { LiveAnswers, LivePlace } from "../model/live.ts";
import { choose, mayChoose } from "./choose.ts";
import { Files } from "./files.ts";
import { liveSpec } from "./live.ts";
import { narrow } from "./narrow.ts";
import { readersIn } from "./readers/env-file-readers.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { roleOf } from "./role.ts";
import { Sources } from "./sources.ts";
import { liveKey, parseTarget, splitSelector, type Target } from "./target.ts";
import { withoutValues } from "../text/withhold.ts";

/** One target, read, with the workloads that its selector chose. */
export interface ReadTarget {
  readonly reading: Reading;
  readonly chosen: readonly Environment[];
}

export interface ReaderOptions {
  readonly files: Files;
  readonly shell: Lookup;
  /** The roles that the configuration gives to paths. */
  readonly role: (path: string) => Role | undefined;
  /** What all that is live among the targets has answered. */
  readonly live?: LiveAnswers;
  /** Present where nothing that is yet to be read can bear on a part. */
  readonly judge?: PartJudge;
  /** All that will be read for a service, where that is known: workloads that none of it can choose need not be kept. */
  readonly asked?: readonly Asked[];
}

/** A target and the service that it is read for. */
export interface Asked {
  readonly text: string;
  readonly service: string;
}

/** Documents of one format that discovery found. */
export interface Group {
  readonly format: Format;
  readonly sources: readonly [Source, ...Source[]];
  /** Whether nothing that is read besides bears on what they say. */
  readonly isAlone: boolean;
  /** Who reads the only one, where that is an env file of which nothing else says how it is read. */
  readonly readBy?: ReadBy;
}

/** A format, and who reads an env file as that, where nothing else says how it is read. */
interface Chosen {
  readonly format: Format;
  readonly readBy?: ReadBy;
}

/** A target whose workloads are yet to be chosen. */
type Parsed = Omit<Reading, "environments">;

/** What a document is parsed with, beside itself. */
interface Parsing {
  readonly judge?: PartJudge | undefined;
  readonly wants?: World["wants"] | undefined;
  /** Where the files that it names are; those of today unless said. */
  readonly files?: Files;
}

/** The service that a target is read for. */
export type Asker = Pick<ServiceSchema, "service" | "envFileFormat">;

/** Reads targets once each, however many stages name them. */
export class TargetReader {
  readonly #options: ReaderOptions;
  readonly #known = new Map<string, Parsed | Refusal>();
  readonly #chosen = new Map<string, ReadTarget | Refusal>();
  readonly #resolved = new Map<Spec, readonly Environment[]>();
  readonly #commits = new Map<string, Files | Refusal>();

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
    const { head: document } = splitSelector(text);
    const found = remembered(this.#known, `${loader} ${document}`, () => this.#readDocument(target, schema, this.#wantedOf(document)));
    if (isRefusal(found)) return { ...found, target: told };
    const whole = (): Parsed | Refusal => remembered(this.#known, `${loader} ${document}#`, () => this.#readDocument(target, schema));
    const parsed = isEnough(found.spec, target, schema) ? found : whole();
    if (isRefusal(parsed)) return { ...parsed, target: told };
    const service = schema?.service ?? "";
    return remembered(this.#chosen, `${loader} ${service} ${text}`, () => this.#choose({ ...parsed, target: told }, target, schema));
  }

  /** Tells the workloads of a document that may be chosen from the others; undefined where all are needed. */
  #wantedOf(document: string): World["wants"] {
    const choosers = (this.#options.asked ?? [])
      .filter(({ text }) => splitSelector(text).head === document)
      .map(({ text, service }) => ({ selector: splitSelector(text).selector, service }));
    return choosers.length === 0 ? undefined : (workload) => choosers.some((chooser) => mayChoose(workload, chooser));
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
  readSources(target: string, { format, sources, isAlone, readBy }: Group): Reading {
    const { judge } = this.#options;
    const chosen = { target, format, ...(readBy && { readBy }) };
    const parsed = this.#parse(chosen, { sources, options: new Map() }, isAlone && judge !== undefined ? { judge } : {});
    return { ...parsed, environments: resolve(parsed.spec) };
  }

  /** The same env file as its other readers have it, where commands say that there are several. */
  others({ target, format, spec: { sources, workloads } }: Reading): readonly Reading[] {
    const [source, ...more] = sources;
    if (workloads.length !== 1 || workloads[0]?.address !== "" || target.startsWith("git:")) return [];
    if (source === undefined || more.length > 0 || !isEnvFile(source)) return [];
    const readers = readersIn(this.#options.files).of(source.path);
    return readers.flatMap(({ format: id, readBy }) => {
      const other = formatCalled(id);
      if (other === undefined || id === format || !readBy.sure) return [];
      return [this.readSources(`${id}:${source.path}`, { format: other, sources: [source], isAlone: false, readBy })];
    });
  }

  /** A library that refuses the file is surely not what reads it. */
  #parse(chosen: Chosen & { readonly target: string }, document: Document, parsing: Parsing): Parsed {
    const parsed = this.#parseAs(chosen, document, parsing);
    return chosen.readBy?.sure !== false || parsed.spec.problems.length === 0
      ? parsed
      : this.#parseAs({ target: chosen.target, format: dotenv }, document, parsing);
  }

  #parseAs(
    { target, format, readBy }: Chosen & { readonly target: string },
    document: Document,
    { judge, wants, files = this.#options.files }: Parsing,
  ): Parsed {
    const { path } = document.sources[0];
    const role = this.#options.role(path) ?? roleOf(path);
    const { shell } = this.#options;
    const spec = format.read(document, {
      read: (other) => files.read(other),
      list: (folder) => (files.host.kindOf(folder) === "folder" ? files.host.glob([folder === "." ? "*" : `${folder}/*`]) : []),
      shell,
      digest: (text) => files.host.digest(text),
      ...(judge && { taker: takerFor(judge, { target, format: format.id, role }, files.host) }),
      ...(wants && { wants }),
    });
    return { target, format: format.id, role, spec, ...(readBy && { readBy }) };
  }

  /** The files of today, or of the commit that the target names. */
  #filesOf({ ref, text }: Target): Files | Refusal {
    if (ref === undefined) return this.#options.files;
    return remembered(this.#commits, ref, () => {
      const host = this.#options.files.host.at(ref);
      return "because" in host ? { target: text, message: `${ref} ${host.because}` } : new Files(host);
    });
  }

  #readLive(target: Target, place: LivePlace): Parsed | Refusal {
    const answer = this.#options.live?.get(liveKey(target.text)) ?? { undetermined: "was not asked" };
    if ("mistake" in answer) return { target: target.text, message: answer.mistake };
    const { files, shell } = this.#options;
    const spec = liveSpec(target, place, answer, { read: (path) => files.read(path), shell });
    return { target: target.text, format: place.scheme, role: this.#options.role(target.text) ?? roleOf(target.text), spec };
  }

  #readDocument(target: Target, schema: Asker | undefined, wants?: World["wants"]): Parsed | Refusal {
    if (target.place.kind === "live") return this.#readLive(target, target.place.place);
    const files = this.#filesOf(target);
    if (isRefusal(files)) return files;
    const sources = new Sources(target, files);
    const { first } = sources;
    if (isRefusal(first)) return first;
    const chosen = formatOf(target, first, { schema, files });
    if (isRefusal(chosen)) return sources.refusal() ?? chosen;
    const { format } = chosen;
    const wrong = [...target.options.keys()].find((name) => !format.options.includes(name));
    if (wrong !== undefined) return sources.refusal() ?? { target: target.text, message: unknownOption(wrong, format) };
    const { text, options, selector } = target;
    const given: Document =
      format === kubernetes ? { sources: [first], more: sources.more(), options } : { sources: [first, ...sources.more()], options };
    const judge = selector === undefined && schema === undefined ? this.#options.judge : undefined;
    const parsed = this.#parse({ target: text, ...chosen }, given, { judge, wants, files });
    return sources.refusal() ?? withProblems(parsed, sources.unseen);
  }
}

function withProblems(parsed: Parsed, problems: readonly Problem[]): Parsed {
  return problems.length === 0 ? parsed : { ...parsed, spec: { ...parsed.spec, problems: [...problems, ...parsed.spec.problems] } };
}

/** Gives the parts of a target to who judges them. */
function takerFor(judge: PartJudge, { target, format, role }: Pick<Reading, "target" | "format" | "role">, host: Host): Taker {
  return {
    take: (spec) => judge.judge({ target, format, role, spec }),
    takePiece: (spec) => {
      host.partDone();
      return judge.judgePiece({ target, format, role, spec });
    },
    giveBack: (file) => judge.dropPieces(file),
  };
}

/** Whether what is left of a document has what a target asks of it. */
function isEnough({ others, workloads }: Spec, { selector }: Target, schema: Asker | undefined): boolean {
  if (others === undefined) return true;
  return schema !== undefined && workloads.some((workload) => mayChoose(workload, { selector, service: schema.service }));
}

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

/** What an env file is read with where its target does not say how. */
interface Around {
  readonly schema: Asker | undefined;
  readonly files: Files;
}

/** The format that the target names, else the one that accepts the document; an env file is read as its first comment says, else as the loader of the service, else as whoever reads it. */
function formatOf(target: Target, source: Source, { schema, files }: Around): Chosen | Refusal {
  if (target.format === undefined && isEnvFile(source)) {
    const stated = envFileReader(target, source) ?? formatCalled(schema?.envFileFormat);
    if (stated !== undefined) return isRefusal(stated) ? stated : { format: stated };
    return readerFound(target, files) ?? { format: dotenv };
  }
  const format = target.format === undefined ? formats.find((each) => each.accepts(source)) : formatCalled(target.format);
  if (format !== undefined) return { format };
  const name = basename(source.path);
  return { target: target.text, message: `the format of ${name} is not recognised; say which it is, for example dotenv:${source.path}` };
}

function isEnvFile(source: Source): boolean {
  return formats.find((format) => format.accepts(source)) === dotenv;
}

/** Who reads all the files of a target. */
function readerFound({ place }: Target, files: Files): Chosen | undefined {
  const [first, ...others] = place.kind === "files" ? place.paths.map((path) => readersIn(files).of(path)[0]) : [];
  const format = first === undefined || others.some((other) => other?.format !== first.format) ? undefined : formatCalled(first.format);
  return first === undefined || format === undefined ? undefined : { format, readBy: first.readBy };
}

/** The reader that an env file asks for by itself. */
function envFileReader(target: Target, { path, text }: Source): Format | Refusal | undefined {
  const id = readerNamed(text);
  if (id === undefined) return undefined;
  const ids = formats.map((format) => format.id);
  const message = `${path} asks for a reader that is none: ${didYouMean(id, ids) ?? "the formats are in docs/targets.md"}`;
  return formatCalled(id) ?? { target: target.text, message };
}

function formatCalled(id: string | undefined): Format | undefined {
  return formats.find((format) => format.id === id);
}

function unknownOption(option: string, format: Format): string {
  const known = format.options.length === 0 ? "it takes none" : `it takes ${format.options.join(", ")}`;
  return `${option} is no option of ${format.id}: ${didYouMean(option, format.options) ?? known}`;
}
