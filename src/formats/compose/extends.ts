import type { Span } from "../../model/source.ts";
import type { Lookup } from "../../model/value.ts";
import { dirname, joinPath } from "../../text/path.ts";
import { readDocuments } from "./document.ts";
import { type Marks, marksUnder, withoutMarked } from "./marks.ts";
import { mergeProject, mergeService } from "./merge.ts";
import type { Session } from "./session.ts";
import {
  emptyMapping,
  type Entry,
  entryOf,
  type Gap,
  get,
  isNull,
  isText,
  type Leaf,
  type Mapping,
  mapServices,
  textOf,
  type Tree,
  withEntries,
} from "./tree.ts";

/** The file in which a service is looked up. */
interface Scope {
  readonly path: string;
  readonly marks: Marks;
  readonly lookup: Lookup;
}

/** The document with every service merged over the one it extends (loader/extends.go). */
export function extendServices(root: Mapping, scope: Scope, session: Session): Mapping {
  const file = new ExtendableFile(root, scope, session, new Map());
  return mapServices(root, (service, name) => file.extended(name, []) ?? service);
}

const longestChain = 100;

/** A compose file whose services are extended, each once. */
class ExtendableFile {
  readonly #services: Tree | undefined;
  readonly #scope: Scope;
  readonly #session: Session;
  readonly #files: Map<string, ExtendableFile | Gap>;
  readonly #done = new Map<string, Mapping>();

  constructor(root: Mapping, scope: Scope, session: Session, files: Map<string, ExtendableFile | Gap>) {
    this.#services = get(root, "services");
    this.#scope = scope;
    this.#session = session;
    this.#files = files;
  }

  /** `chain` names the services that extend this one. */
  extended(name: string, chain: readonly string[]): Mapping | undefined {
    const service = get(this.#services, name);
    const entry = entryOf(service, "extends");
    if (service?.kind !== "mapping" || entry === undefined) return service?.kind === "mapping" ? service : undefined;
    const known = this.#done.get(name);
    if (known !== undefined) return known;
    const result = this.#extend(name, service, entry, chain);
    this.#done.set(name, result);
    return result;
  }

  #extend(name: string, service: Mapping, { key, value }: Entry, chain: readonly string[]): Mapping {
    const own = withEntries(service, [["extends", undefined]]);
    const link = `${this.#scope.path} ${name}`;
    if (chain.includes(link)) return this.#refuse(own, key, `service ${name} must not extend itself, directly or through others`);
    if (chain.length > longestChain)
      return this.#refuse(own, key, `service ${name} extends a chain of more than ${String(longestChain)} services`);
    const target = isText(value) ? value : get(value, "service");
    if (!isText(target)) return this.#refuse(own, key, `extends of service ${name} must name a service`);
    const file = this.#fileOf(get(value, "file"));
    if (!(file instanceof ExtendableFile)) return { ...own, gaps: [...own.gaps, ...(file === undefined ? [] : [file])] };
    const base = this.#base(file, target, [...chain, link]);
    if (base === undefined) return this.#lacksBase(name, own, target, file);
    return mergeService(withoutMarked(base, marksUnder(this.#scope.marks, "services", name)), own);
  }

  #base(file: ExtendableFile, target: Leaf, chain: readonly string[]): Mapping | undefined {
    const name = textOf(target);
    return name === undefined ? undefined : file.extended(name, chain);
  }

  #lacksBase(name: string, own: Mapping, target: Leaf, file: ExtendableFile): Mapping {
    const { value } = target;
    if (value.state === "unknown") return { ...own, gaps: [...own.gaps, { at: target.place, because: value.because }] };
    if (isNull(get(file.#services, textOf(target) ?? ""))) return own;
    return this.#refuse(own, target.place, `service ${name} must extend a service of ${file.#scope.path}, which has none of this name`);
  }

  #refuse(own: Mapping, at: Span, message: string): Mapping {
    this.#session.log.problem(at, message);
    return own;
  }

  #fileOf(leaf: Tree | undefined): ExtendableFile | Gap | undefined {
    if (leaf === undefined || isNull(leaf)) return this;
    if (!isText(leaf)) return undefined;
    const name = textOf(leaf);
    if (name === undefined) return leaf.value.state === "unknown" ? { at: leaf.place, because: leaf.value.because } : undefined;
    const path = joinPath(leaf.origin.folder, name);
    const file = this.#files.get(path) ?? this.#open(path, leaf);
    this.#files.set(path, file);
    return file;
  }

  /** Relative paths in an extended file start from its own folder, its variables come from the extending project. */
  #open(path: string, leaf: Leaf): ExtendableFile | Gap {
    const source = this.#session.require(path, leaf.place);
    if (!("text" in source)) return source;
    const { lookup } = this.#scope;
    const documents = readDocuments({ source, folder: dirname(path), lookup }, this.#session.log);
    const mappings = documents.flatMap(({ root }) => (root.kind === "mapping" ? [root] : []));
    const root = mappings.reduce(mergeProject, emptyMapping({ source, start: 0, end: 0 }));
    return new ExtendableFile(root, { path, marks: documents.at(-1)?.marks ?? new Map(), lookup }, this.#session, this.#files);
  }
}
