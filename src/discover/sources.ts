import { formats } from "../formats/index.ts";
import { kubernetes } from "../formats/kubernetes.ts";
import { kustomizationNames, kustomize } from "../formats/kustomize.ts";
import { isSource, type Problem, problemOf, type Source, type Unseen } from "../model/source.ts";
import { Charts } from "./charts.ts";
import type { Files } from "./files.ts";
import type { Refusal } from "./refusal.ts";
import type { Target } from "./target.ts";

/** The documents of a target, each read when it is asked for, until one cannot be read. */
export class Sources {
  readonly first: Source | Refusal;
  readonly #found: Iterator<Source | Refusal, undefined>;
  readonly #unseen: Problem[] = [];
  #refusal: Refusal | undefined;

  constructor(target: Target, files: Files) {
    this.#found = found(target, files, this.#unseen);
    const first = this.#next();
    this.first = first ?? this.#refusal ?? { target: target.text, message: "it names no file" };
  }

  /** Those behind the first. */
  *more(): Generator<Source> {
    for (let source = this.#next(); source !== undefined; source = this.#next()) yield source;
  }

  /** Why the target cannot be read after all; the documents that are left are read to know. */
  refusal(): Refusal | undefined {
    while (this.#next() !== undefined);
    return this.#refusal;
  }

  /** What stands in a folder and cannot be read, as far as the documents were asked for. */
  get unseen(): readonly Problem[] {
    return this.#unseen;
  }

  #next(): Source | undefined {
    if (this.#refusal !== undefined) return undefined;
    const next = this.#found.next().value;
    if (next === undefined || !("message" in next)) return next;
    this.#refusal = next;
    return undefined;
  }
}

function* found(target: Target, files: Files, unseen: Problem[]): Generator<Source | Refusal, undefined> {
  const { place, text } = target;
  if (place.kind === "self") yield toldOf(files.host.environ(), text);
  else if (place.kind === "input") yield toldOf(files.host.input(), text);
  else if (place.kind === "files") for (const path of place.paths) yield* foundAt(path, target, files, unseen);
}

function toldOf(source: Source | Unseen, target: string): Source | Refusal {
  if (isSource(source)) return source;
  const { path, because, reason } = source;
  return { target, message: `${path} ${because}`, ...(reason === "ignored" && { ignored: path }) };
}

function* foundAt(path: string, { text, format }: Target, files: Files, unseen: Problem[]): Generator<Source | Refusal, undefined> {
  const unrendered = takesManifests(format) ? new Charts(files).at(path) : undefined;
  if (unrendered !== undefined) {
    yield { target: text, message: unrendered.because };
    return;
  }
  const known = unseen.length;
  let isEmpty = true;
  for (const source of documentsAt(path, format, files)) {
    // A file of a folder could be any of its manifests: nothing can be trusted without it, and the others are read all the same.
    if (!isSource(source) && source.path !== path) unseen.push(problemOf(source));
    else {
      isEmpty = false;
      yield toldOf(source, text);
    }
  }
  if (isEmpty) yield { target: text, message: emptiness(path, files), causes: unseen.slice(known) };
}

/** Why a folder has nothing to read. */
function emptiness(path: string, files: Files): string {
  return new Charts(files).below(path)?.because ?? `${path} is a folder without manifests`;
}

/** Whether what is read may be Kubernetes manifests. */
function takesManifests(format: string | undefined): boolean {
  return format === undefined || format === kubernetes.id;
}

/** A file, or what a folder holds: its kustomization is then the document, unless the target names another format. */
function documentsAt(path: string, format: string | undefined, files: Files): Iterable<Source | Unseen> {
  if (files.host.kindOf(path) !== "folder") return [files.read(path)];
  if (format !== undefined && format !== kustomize.id) return inFolder(path, format, files);
  const folder = path === "." ? "" : `${path}/`;
  const kustomization = kustomizationNames.map((name) => files.read(folder + name)).find(isSource);
  return kustomization === undefined ? inFolder(path, format, files) : [kustomization];
}

/** Every document of a folder when the target names its format, else the manifests. Templates of charts among others are left out. */
function* inFolder(folder: string, format: string | undefined, files: Files): Generator<Source | Unseen> {
  const charts = new Charts(files);
  const globs = [`${folder === "." ? "" : `${folder}/`}**/*.{yaml,yml,json}`];
  for (const path of files.named(globs, { folders: false })) {
    const source = files.read(path);
    if (takesManifests(format) && isSource(source) && charts.ofSource(source) !== undefined) continue;
    if (format !== undefined || !isSource(source) || isManifest(source)) yield source;
  }
}

function isManifest(source: Source): boolean {
  return formats.find((candidate) => candidate.accepts(source))?.id === "kubernetes";
}
