import type { Source } from "../../model/source.ts";
import { scriptsOf } from "../files/launched.ts";
import { enter } from "../lists.ts";
import { startedBy } from "./command.ts";

/** The files of one program. */
export interface Files {
  readonly paths: readonly string[];
  /** Folders, with a closing slash, that commands may start in; empty for the root. */
  readonly folders: readonly string[];
  texts(paths: readonly string[]): Iterable<Source>;
  /** Whether a package of the repository is called so. */
  isOwn(name: string): boolean;
}

const ending = /\.[cm]?[jt]sx?$/;

/** Whether a path is of a file of JavaScript or TypeScript. */
export function isLoadable(path: string): boolean {
  return ending.test(path);
}

export function withoutEnding(path: string): string {
  return path.replace(ending, "");
}

/** The files that commands run, through the scripts of package.json; undefined where one of them is not to be found for sure. */
export function entriesOf(commands: readonly string[], files: Files): readonly string[] | undefined {
  const scripts = scriptsIn(files);
  const lines = new Set(commands);
  const found = new Set<string>();
  for (const line of lines) {
    const started = startedBy(line);
    const called = started?.scripts.map((name) => scripts.get(name) ?? []) ?? [];
    const entries = started?.files.map((path) => entryOf(path, files)) ?? [];
    if (started === undefined || called.some(({ length }) => length === 0) || entries.some(({ length }) => length !== 1)) return undefined;
    for (const one of called.flat()) lines.add(one);
    for (const entry of entries.flat()) found.add(entry);
  }
  return [...found];
}

/** The lines that each script of the one package.json stands for: itself, and what npm runs before and after it. */
function scriptsIn(files: Files): ReadonlyMap<string, readonly string[]> {
  const wanted = new Set(files.folders.map((folder) => `${folder}package.json`));
  const [manifest, ...others] = files.texts(files.paths.filter((path) => wanted.has(path)));
  const scripts = manifest === undefined || others.length > 0 ? new Map<string, string>() : scriptsOf(manifest.text);
  return new Map([...scripts.keys()].map((name) => [name, [`pre${name}`, name, `post${name}`].flatMap((one) => scripts.get(one) ?? [])]));
}

/** The files that a path in the image may be: as it stands, or else what it was compiled from. */
function entryOf(path: string, { paths, folders }: Files): readonly string[] {
  const inside = new Map<string, string[]>();
  for (const one of paths) {
    if (!isLoadable(one) || one.endsWith(".d.ts")) continue;
    for (const folder of new Set(folders)) if (one.startsWith(folder)) enter(inside, withoutEnding(one.slice(folder.length)), one);
  }
  const found = stemsOf(path).find((stem) => inside.has(stem));
  return [...new Set(found === undefined ? [] : inside.get(found))];
}

/** Without its ending, and of an absolute path also without its first folders. */
function stemsOf(path: string): readonly string[] {
  const parts = withoutEnding(path.replace(/^(?:\.\/)+/, "")).split("/");
  const ends = path.startsWith("/") ? parts.slice(1).map((_, at) => parts.slice(at + 1).join("/")) : [parts.join("/")];
  return ends.flatMap((end) => [end, ...sourcesOf(end)]).flatMap((stem) => [stem, `${stem}/index`]);
}

/** What a file below the folder of a compiler is compiled from. */
function sourcesOf(stem: string): readonly string[] {
  const [, above = "", inner] = /^(.*\/|)(?:dist|build|out|lib)\/(.*)$/.exec(stem) ?? [];
  return inner === undefined ? [] : [above + inner, `${above}src/${inner}`];
}
