import type { Source } from "../../model/source.ts";
import { basename } from "../../text/path.ts";
import { scriptsOf } from "../files/launched.ts";
import { enter } from "../lists.ts";
import { startedBy } from "./command.ts";
import type { Importer } from "./importer.ts";
import { javascript } from "./javascript.ts";
import { python } from "./python.ts";

/** The files of one program. */
export interface ProgramFiles {
  readonly paths: readonly string[];
  /** Folders, with a closing slash, that commands may start in; empty for the root. */
  readonly folders: readonly string[];
  texts(paths: readonly string[]): Iterable<Source>;
  /** Whether a package of the repository is called so. */
  isOwn(name: string): boolean;
}

/** The entrypoint of many images of others, which starts what it is given; one of the project may do more. */
const official = "docker-entrypoint.sh";

/** The files that commands run, through the scripts of package.json; undefined where one of them is not to be found for sure. */
export function entriesOf(commands: readonly string[], files: ProgramFiles): readonly string[] | undefined {
  const isOwnEntrypoint = commands.some((line) => line.includes(official)) && files.paths.some((path) => basename(path) === official);
  if (commands.length === 0 || isOwnEntrypoint) return undefined;
  const scripts = scriptsIn(files);
  const inside = new Inside(files);
  const lines = new Set(commands);
  const found = new Set<string>();
  for (const line of lines) {
    const started = startedBy(line);
    if (started === undefined) return undefined;
    const called = started.scripts.map((name) => scripts.get(name) ?? []);
    const entries = [
      ...started.files.map((path) => inside.find(compiledStems(path), javascript)),
      ...started.modules.map((path) => inside.find(moduleStems(path), python)),
    ];
    if (called.some(({ length }) => length === 0) || entries.some(({ length }) => length !== 1)) return undefined;
    for (const one of called.flat()) lines.add(one);
    const more = started.perhaps.flatMap((path) => inside.find(moduleStems(path), python));
    for (const entry of [...entries.flat(), ...more]) found.add(entry);
  }
  return [...new Set([...found].flatMap((entry) => [entry, ...inside.packagesOf(entry)]))];
}

/** The lines that each script of the one package.json stands for: itself, and what npm runs before and after it. */
function scriptsIn(files: ProgramFiles): ReadonlyMap<string, readonly string[]> {
  const wanted = new Set(files.folders.map((folder) => `${folder}package.json`));
  const [manifest, ...others] = files.texts(files.paths.filter((path) => wanted.has(path)));
  const scripts = manifest === undefined || others.length > 0 ? new Map<string, string>() : scriptsOf(manifest.text);
  return new Map([...scripts.keys()].map((name) => [name, [`pre${name}`, name, `post${name}`].flatMap((one) => scripts.get(one) ?? [])]));
}

/** The files of code by their paths from where commands may start, without their ending. */
class Inside {
  readonly #paths: ReadonlySet<string>;
  readonly #byStem = new Map<string, string[]>();

  constructor({ paths, folders }: ProgramFiles) {
    this.#paths = new Set(paths);
    const starts = [...new Set(folders)];
    for (const path of paths) {
      const stem = path.replace(/\.\w+$/, "");
      for (const folder of starts) if (path.startsWith(folder)) enter(this.#byStem, stem.slice(folder.length), path);
    }
  }

  /** The files of a language that the first of some stems stands for. */
  find(stems: readonly string[], { ending }: Importer): readonly string[] {
    for (const stem of stems) {
      const found = this.#byStem.get(stem)?.filter((path) => ending.test(path)) ?? [];
      if (found.length > 0) return [...new Set(found)];
    }
    return [];
  }

  /** What Python loads before a module: the packages around it. */
  packagesOf(path: string): readonly string[] {
    const folders = path.split("/").slice(0, -1);
    const packages = folders.map((_, at) => `${folders.slice(0, at + 1).join("/")}/__init__.py`);
    return path.endsWith(".py") ? packages.filter((one) => this.#paths.has(one)) : [];
  }
}

/** A path without its ending, and of an absolute one also without its first folders. */
function endsOf(path: string): readonly string[] {
  const parts = path.replace(/^(?:\.\/)+/, "").split("/");
  return path.startsWith("/") ? parts.slice(1).map((_, at) => parts.slice(at + 1).join("/")) : [parts.join("/")];
}

/** As it stands, or else what it was compiled from. */
function compiledStems(path: string): readonly string[] {
  const ends = endsOf(path.replace(javascript.ending, ""));
  return ends.flatMap((end) => [end, ...sourcesOf(end)]).flatMap((stem) => [stem, `${stem}/index`]);
}

/** What a file below the folder of a compiler is compiled from. */
function sourcesOf(stem: string): readonly string[] {
  const [, above = "", inner] = /^(.*\/|)(?:dist|build|out|lib)\/(.*)$/.exec(stem) ?? [];
  return inner === undefined ? [] : [above + inner, `${above}src/${inner}`];
}

function moduleStems(path: string): readonly string[] {
  return endsOf(path)
    .flatMap((end) => [end, `src/${end}`])
    .flatMap((stem) => [stem, `${stem}/__main__`, `${stem}/__init__`]);
}
