import { type Source, type Span, textAt } from "../../model/source.ts";
import { dirname, folderOf, joinPath } from "../../text/path.ts";
import { type EnvFileRequest, projectEnvironment } from "./environment.ts";
import { type Marks, withoutMarked } from "./marks.ts";
import { mergeService } from "./merge.ts";
import type { Project, Session } from "./session.ts";
import {
  emptyMapping,
  type Entry,
  entryOf,
  type Gap,
  get,
  isNull,
  isText,
  itemsOf,
  kindOf,
  type Leaf,
  type Mapping,
  placeOf,
  pointAt,
  textOf,
  type Tree,
  withEntries,
} from "./tree.ts";

type Load = (project: Project, session: Session) => Mapping;

/** A document that may include projects. */
interface Including {
  readonly root: Mapping;
  readonly marks: Marks;
}

/**
 * The document with the services of the projects it includes. What both have is merged: the including file wins, and of two projects the first
 * (compose-go 2.10, loader/include.go; docker compose 2 has an earlier one, which refuses a service that both have).
 */
export function includeProjects({ root, marks }: Including, project: Project, session: Session, load: Load): Mapping {
  const include = entryOf(root, "include");
  if (include === undefined) return root;
  const own = withEntries(root, [["include", undefined]]);
  if (include.value.kind !== "list" && !isNull(include.value)) {
    session.log.problem(include.key, `include must be a list, not ${kindOf(include.value)}`);
    return own;
  }
  const includer = new Includer(project, session);
  const inner = itemsOf(include.value).flatMap((item) => includer.open(item) ?? []);
  const gaps = inner.flatMap((each) => ("because" in each ? [each] : []));
  const projects = inner.flatMap((each) => ("because" in each ? [] : [each]));
  const start: Mapping = { ...own, gaps: [...own.gaps, ...gaps] };
  return projects.reduce((whole, each) => addServices(whole, withoutMarked(load(each, session), marks), session), start);
}

/** More included files are a sign of includes that multiply. */
const mostIncludes = 500;

/** Opens the projects that one document includes; their paths start from its project's folder. */
class Includer {
  readonly #project: Project;
  readonly #session: Session;

  constructor(project: Project, session: Session) {
    this.#project = project;
    this.#session = session;
  }

  /** Of the files of `path` the first is the main one, the others override it. Nothing comes back where a problem says why. */
  open(item: Tree): Project | Gap | undefined {
    const [main, ...others] = textsOf(get(item, "path") ?? item);
    if (main === undefined) return this.#refuse(pointAt(placeOf(item)), "an item of include must be a path or a mapping with the key path");
    const path = this.#pathOf(main);
    if (path === undefined) return main.value.state === "unknown" ? { at: main.place, because: main.value.because } : undefined;
    if (this.#project.through.includes(path))
      return this.#refuse(main.place, `${path} must not include itself, directly or through others`);
    if (this.#session.includes() > mostIncludes)
      return this.#refuse(main.place, `a project must not include more than ${String(mostIncludes)} files`);
    const source = this.#session.require(path, main.place);
    if (!("text" in source)) return source;
    const folder = this.#folderOf(item) ?? dirname(path);
    const lookup = projectEnvironment(this.#session, this.#project.lookup, this.#environmentFiles(item, folder));
    return { sources: [source, ...others.flatMap((leaf) => this.#sourceAt(leaf))], folder, lookup, through: this.#project.through };
  }

  #folderOf(item: Tree): string | undefined {
    const directory = textOf(get(item, "project_directory"));
    return directory === undefined || directory === "" ? undefined : folderOf(joinPath(this.#project.folder, directory));
  }

  #environmentFiles(item: Tree, folder: string): EnvFileRequest[] {
    const named = textsOf(get(item, "env_file"));
    if (named.length === 0) return [{ path: `${folder}.env`, at: pointAt(placeOf(item)), required: false }];
    return named.flatMap((leaf) => {
      const path = this.#pathOf(leaf);
      return path === undefined ? [] : [{ path, at: leaf.place, required: true }];
    });
  }

  #sourceAt(leaf: Leaf): Source[] {
    const path = this.#pathOf(leaf);
    const found = path === undefined ? undefined : this.#session.require(path, leaf.place);
    return found !== undefined && "text" in found ? [found] : [];
  }

  #pathOf(leaf: Leaf): string | undefined {
    const path = textOf(leaf);
    return path === undefined ? undefined : joinPath(this.#project.folder, path);
  }

  #refuse(at: Span, message: string): undefined {
    this.#session.log.problem(at, message);
  }
}

/** One text or a list of texts. */
function textsOf(tree: Tree | undefined): Leaf[] {
  return (tree?.kind === "list" ? tree.items : [tree]).filter(isText);
}

function addServices(whole: Mapping, included: Mapping, session: Session): Mapping {
  const services = entryOf(whole, "services") ?? { key: pointAt(whole.place), value: emptyMapping(whole.place) };
  const others = get(included, "services");
  if (services.value.kind !== "mapping" || others?.kind !== "mapping") return whole;
  const own = services.value.entries;
  const added = [...others.entries].map(([name, entry]) => [name, combine(own.get(name), entry, session)] as const);
  return withEntries(whole, [["services", { ...services, value: withEntries(services.value, added) }]]);
}

/** Both may have got it from the same file. */
function combine(own: Entry | undefined, included: Entry, { major, log }: Session): Entry {
  if (own === undefined || isSamePlace(own.key, included.key)) return included;
  if (major === "2")
    log.problem(own.key, `service ${textAt(own.key)} must not be in an included file too, or docker compose 2 refuses both`);
  const { value } = own;
  return { ...own, value: value.kind === "mapping" && included.value.kind === "mapping" ? mergeService(included.value, value) : value };
}

function isSamePlace(one: Span, other: Span): boolean {
  return one.source === other.source && one.start === other.start;
}
