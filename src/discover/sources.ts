import { formats } from "../formats/index.ts";
import { kubernetes } from "../formats/kubernetes.ts";
import { kustomizationNames, kustomize } from "../formats/kustomize.ts";
import { isSource, type Source, type Unseen } from "../model/source.ts";
import { Charts } from "./charts.ts";
import type { Files } from "./files.ts";
import type { Refusal } from "./refusal.ts";
import type { Target } from "./target.ts";

const manifests = /\.(?:ya?ml|json)$/;

/** The documents of a target, each read when it is asked for, until one cannot be read. */
export class Sources {
  readonly first: Source | Refusal;
  readonly #found: Iterator<Source | Refusal, undefined>;
  #refusal: Refusal | undefined;

  constructor(target: Target, files: Files) {
    this.#found = found(target, files);
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

  #next(): Source | undefined {
    if (this.#refusal !== undefined) return undefined;
    const next = this.#found.next().value;
    if (next === undefined || !("message" in next)) return next;
    this.#refusal = next;
    return undefined;
  }
}

function* found({ text, place, format }: Target, files: Files): Generator<Source | Refusal, undefined> {
  const told = (source: Source | Unseen): Source | Refusal =>
    isSource(source) ? source : { target: text, message: `${source.path} ${source.because}` };
  if (place.kind === "self") yield told(files.host.environ());
  else if (place.kind === "input") yield told(files.host.input());
  else if (place.kind === "files")
    for (const path of place.paths) {
      const unrendered = takesManifests(format) ? new Charts(files).at(path) : undefined;
      if (unrendered !== undefined) {
        yield { target: text, message: unrendered.because };
        continue;
      }
      let isEmpty = true;
      for (const source of documentsAt(path, format, files)) {
        isEmpty = false;
        yield told(source);
      }
      if (isEmpty) yield { target: text, message: new Charts(files).below(path)?.because ?? `${path} is a folder without manifests` };
    }
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
  for (const path of files.host.glob([`${folder === "." ? "" : `${folder}/`}**/*.{yaml,yml,json}`])) {
    if (format === undefined && !manifests.test(path)) continue;
    const source = files.read(path);
    if (takesManifests(format) && isSource(source) && charts.ofSource(source) !== undefined) continue;
    if (format !== undefined || (isSource(source) && isManifest(source))) yield source;
  }
}

function isManifest(source: Source): boolean {
  return formats.find((candidate) => candidate.accepts(source))?.id === "kubernetes";
}
