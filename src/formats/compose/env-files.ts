import type { Binding, Layer } from "../../model/binding.ts";
import { unseal } from "../../model/sealed.ts";
import { isSource, type Source } from "../../model/source.ts";
import { type Lookup, unknown, type Value } from "../../model/value.ts";
import { bindStatements, outsideFirst, readStatements } from "../../text/env-file/compose-bind.ts";
import { readDockerEnvFile } from "../../text/env-file/docker.ts";
import { joinPath } from "../../text/path.ts";
import type { Log } from "./log.ts";
import type { Session } from "./session.ts";
import { type Entry, entryOf, get, isText, type Leaf, textOf, type Tree } from "./tree.ts";

/** One item of `env_file`. */
interface Request {
  readonly path: Leaf;
  /** Whether compose stops without it; a text counts once its variables are filled in. */
  readonly required: Entry | undefined;
  readonly format: Leaf | undefined;
}

/** Of two items with one path the later one counts, at the place of the earlier (override/uncity.go). */
export function envFilesOf(tree: Tree | undefined): Request[] {
  const requests = new Map<string | Leaf, Request>();
  for (const item of tree?.kind === "list" ? tree.items : [tree]) {
    const path = isText(item) ? item : get(item, "path");
    const format = get(item, "format");
    if (!isText(path)) continue;
    const text = textOf(path);
    const key = text === undefined ? path : `${path.origin.folder}\0${text}`;
    requests.set(key, { path, required: entryOf(item, "required"), format: isText(format) ? format : undefined });
  }
  return [...requests.values()];
}

const trueOrFalse = /^(?:true|yes|y|on|(false|no|n|off))$/i;

/** The groups of the pattern; undefined for what is not known, null for what is neither true nor false. */
function truthOf(tree: Tree | undefined): RegExpExecArray | null | undefined {
  return tree?.kind === "scalar" && tree.value.state === "known" ? trueOrFalse.exec(unseal(tree.value.text)) : undefined;
}

function isOptional({ required }: Request): boolean {
  return truthOf(required?.value)?.[1] !== undefined;
}

/** Refuses what compose cannot decode, in services too that no profile activates. */
export function judgeEnvFiles(requests: readonly Request[], log: Log): void {
  for (const { required } of requests) {
    if (required === undefined || truthOf(required.value) !== null) continue;
    log.problem(required.key, "required of an env_file must be true or false once its variables are filled in");
  }
}

/**
 * Reads the env files of one service. A name inside is looked up in the root project's environment, then in the service's own `environment`,
 * then among earlier lines and files (types/project.go WithServicesEnvironmentResolved).
 */
export class EnvFileReader {
  readonly #session: Session;
  readonly #log: Log;
  readonly #outside: Lookup;
  readonly #earlier = new Map<string, Value>();
  #unseen: string | undefined;

  /** The log is given apart, since nobody wants to hear about the files of an inactive service. */
  constructor(session: Session, log: Log, project: Lookup, own: ReadonlyMap<string, Value>) {
    this.#session = session;
    this.#log = log;
    this.#outside = (name) => {
      const value = outsideFirst(name, project, own);
      return value.state === "absent" && this.#unseen !== undefined && !this.#earlier.has(name) ? unknown(this.#unseen) : value;
    };
  }

  layer(request: Request): Layer {
    const { path } = request;
    if (path.value.state !== "known")
      return this.#opening(path, path.value.state === "absent" ? "its path is not set" : path.value.because);
    const text = unseal(path.value.text);
    const found = this.#session.read(joinPath(path.origin.folder, text));
    if (isSource(found)) return this.#read(found, request);
    return this.#opening(path, this.#session.missing(found, path.place, isOptional(request), this.#log).because);
  }

  #opening({ place }: Leaf, because: string): Layer {
    this.#unseen ??= because;
    return { kind: "opening", at: place, because };
  }

  #read(source: Source, { format, path }: Request): Layer {
    const name = textOf(format) ?? "";
    if (name !== "" && name !== "raw") this.#log.problem(format?.place ?? path.place, "format of an env_file must be raw or left out");
    return { kind: "bindings", bindings: name === "raw" ? this.#raw(source) : this.#interpolated(source) };
  }

  /** What is notable in a file is told for the first service that reads it. */
  #interpolated(source: Source): readonly Binding[] {
    const file = this.#session.envFile(source);
    if (this.#log.isTold(source)) return bindStatements(file, this.#outside, this.#earlier);
    const read = readStatements(file, this.#outside, this.#earlier);
    this.#log.addAll(read);
    return read.bindings;
  }

  #raw(source: Source): readonly Binding[] {
    const file = readDockerEnvFile(source, this.#outside);
    this.#log.addAll(file);
    for (const { name, value } of file.bindings) if (value.state !== "template") this.#earlier.set(name, value);
    return file.bindings;
  }
}
