import type { Role } from "../../model/read.ts";
import type { Source } from "../../model/source.ts";
import { basename, dirname } from "../../text/path.ts";
import { roleOf } from "../files/role.ts";
import { vendorsIn } from "../files/vendored.ts";
import { dependenciesIn, isManifest, packageNameOf } from "./manifest.ts";

/** Reads files of the listing, in whatever order. */
type ReadTexts = (paths: readonly string[]) => readonly Source[];

/** The packages of a repository, and what they depend on. Manifests are read when they are first asked for. */
export class Packages {
  /** One manifest of each folder that holds a package; not those of tests, examples and documentation. */
  readonly manifests: readonly string[];
  readonly #all: readonly string[];
  readonly #own: ReadonlySet<string>;
  /** Roots of workspaces of pnpm, in which a package sees only what it names. */
  readonly #strict: readonly string[];
  readonly #readTexts: ReadTexts;
  #dependencies: Dependencies | undefined;

  constructor(paths: readonly string[], readTexts: ReadTexts) {
    const vendored = vendorsIn(paths);
    this.#all = paths.filter((path) => isManifest(path) && vendored(path) === null);
    const folders = new Set(this.#all.map(folderOf));
    this.#own = new Set(this.#all.filter((path) => isOfProduct(path, folders)));
    this.manifests = firstOfEachFolder([...this.#own].filter(isOfPackage));
    this.#strict = paths.filter((path) => basename(path) === "pnpm-workspace.yaml").map(dirname);
    this.#readTexts = readTexts;
  }

  /** What the packages in these paths depend on, and those of the folders above: a workspace keeps shared dependencies there. */
  dependenciesOf(paths: Iterable<string>): ReadonlySet<string> {
    const held = new Set(paths);
    const folders = foldersAbove(held);
    const near = this.#all.filter((path) => held.has(path) || folders.has(folderOf(path)));
    const own = near.filter((path) => this.#own.has(path));
    return this.#withWorkspace(own.length > 0 ? own : near);
  }

  /**
   * The folder of a package and those of the packages of the repository that it is built with, where manifests tell them all: between the
   * projects of .NET, and in workspaces of npm. One of npm that names none may take them by paths, unless pnpm keeps it from that.
   */
  linkedTo(folder: string): readonly string[] | undefined {
    const own = this.#all.filter((path) => folderOf(path) === folder && linking.test(path));
    const named = [...this.#withWorkspace(own)].flatMap((name) => this.#known.folders.get(name) ?? []);
    // What the registry has may be called like the repository around.
    const linked = new Set(named.filter((other) => !folder.startsWith(other)));
    const isStrict = own.some((path) => !path.endsWith(".json")) || this.#strict.some((root) => folder.startsWith(root));
    return own.length === 0 || (linked.size === 0 && !isStrict) ? undefined : [folder, ...linked];
  }

  /** The folder of the only package that is called so, whoever publishes it: `@shop/api` is called api. */
  folderNamed(name: string): string | undefined {
    const found = [...this.#known.folders].filter(
      ([own]) => own.startsWith("npm:") && own.slice("npm:".length).replace(/^@[^/]*\//, "") === name,
    );
    const folder = found.length === 1 ? found[0]?.[1] : undefined;
    return folder === "" ? undefined : folder;
  }

  /** Whether a package of the repository that others can depend on by its name is called so. */
  isOwn(name: string): boolean {
    return this.#known.folders.has(`npm:${name}`);
  }

  get #known(): Dependencies {
    return (this.#dependencies ??= dependenciesOf(this.#readTexts(this.#all)));
  }

  /** What manifests name, and what is named by the packages of the repository that they depend on. */
  #withWorkspace(manifests: readonly string[]): ReadonlySet<string> {
    const { byPath, byName } = this.#known;
    const found = new Set(manifests.flatMap((path) => [...(byPath.get(path) ?? [])]));
    for (const name of found) for (const more of byName.get(name) ?? []) found.add(more);
    return found;
  }
}

/** What each manifest names, by its path and by the name of its package. */
interface Dependencies {
  readonly byPath: ReadonlyMap<string, ReadonlySet<string>>;
  readonly byName: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where the packages of the repository lie, by their names. */
  readonly folders: ReadonlyMap<string, string>;
}

function dependenciesOf(sources: readonly Source[]): Dependencies {
  const byPath = new Map<string, ReadonlySet<string>>();
  const byName = new Map<string, ReadonlySet<string>>();
  const folders = new Map<string, string>();
  for (const source of sources) {
    const names = dependenciesIn([source]);
    const own = packageNameOf(source);
    byPath.set(source.path, names);
    if (own === undefined) continue;
    byName.set(own, names);
    folders.set(own, folderOf(source.path));
  }
  return { byPath, byName, folders };
}

/** Manifests that name the packages of the repository that theirs is built with. */
const linking = /(?:^|\/)package\.json$|\.(?:cs|fs|vb)proj$/;

/** The folder of the package that a manifest is of: lists of requirements and of versions have a folder of their own. */
function folderOf(path: string): string {
  const folder = dirname(path);
  return /(?:^|\/)(?:requirements|gradle)\/$/.test(folder) ? dirname(folder.slice(0, -1)) : folder;
}

const roles: ReadonlySet<Role> = new Set(["runtime", "build"]);
const lists = /requirements[^/]*\.(?:txt|in)$|\/requirements\/[^/]+$/;

function isOfProduct(path: string, folders: ReadonlySet<string>): boolean {
  if (
    lists.test(`/${path}`) &&
    /(?:^|[-_.])(?:dev|devel|development|tests?|testing|lint|docs?|ci|local|build)(?:[-_.]|$)/i.test(basename(path))
  )
    return false;
  let above = dirname(folderOf(path).slice(0, -1));
  while (above !== "" && !folders.has(above)) above = dirname(above.slice(0, -1));
  return roles.has(roleOf(path, path.slice(above.length)));
}

/** An image is made from a package, and a catalogue of versions serves several. */
function isOfPackage(path: string): boolean {
  return !/(?:Dockerfile|Containerfile)(?:\.[^/]*)?$|\.dockerfile$|\.versions\.toml$/i.test(path);
}

function firstOfEachFolder(paths: readonly string[]): readonly string[] {
  const firsts = new Map<string, string>();
  for (const path of paths) if (!firsts.has(folderOf(path))) firsts.set(folderOf(path), path);
  return [...firsts.values()];
}

/** Every folder on the way to a path, the root among them. */
function foldersAbove(paths: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); !found.has(folder); folder = dirname(folder.slice(0, -1))) found.add(folder);
  }
  return found;
}
