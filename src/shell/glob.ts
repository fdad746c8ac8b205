import { normalize } from "node:path";
import type { Host } from "../host.ts";
import { parted } from "../text/parted.ts";
import { type Entry, type Finds, type ListFolder, isListable, listEntries, neverSearched } from "./list-files.ts";
import { isTame, plainGroups } from "./wildcards.ts";

/** fast-glob loads when the first pattern needs it; as an import it would load in every run. */
declare const require: (id: "fast-glob") => typeof import("fast-glob");

/** What is searched: the disk, or the tree of a commit. */
export interface Ground {
  /** An absolute path; that of a commit only stands for it. */
  readonly base: string;
  readonly kindOf: Host["kindOf"];
  /** The path is relative to the base, a folder's ends in a slash. */
  ignores(path: string): boolean;
  /** Takes an absolute path. */
  readonly list: ListFolder;
}

/** A path that stands for itself is taken as it is; what a wildcard finds is left out where git ignores it, or a pattern with `!` takes it back. */
export function glob(patterns: readonly string[], ground: Ground): string[] {
  const [literal, others] = parted(patterns, (pattern) => ground.kindOf(pattern) === "file");
  return sorted([...literal.map((path) => normalize(path)), ...found(others, ground).files]);
}

/** What `glob` does not find since no plain file is there: links, pipes, folders under the name of a file. */
export function unlisted(patterns: readonly string[], ground: Ground): string[] {
  const others = patterns.filter((pattern) => ground.kindOf(pattern) !== "file");
  const last = latest.get(ground);
  return sorted(last?.key === keyOf(others) ? last.odd : found(others, ground).odd);
}

function sorted(paths: readonly string[]): string[] {
  return [...new Set(paths)].toSorted();
}

/** What is no plain file, of the last search: who asks for the files mostly asks for these as well. */
const latest = new WeakMap<Ground, { readonly key: string; readonly odd: readonly string[] }>();

function keyOf(patterns: readonly string[]): string {
  return patterns.join("\0");
}

function found(patterns: readonly string[], ground: Ground): Finds {
  const someAreTakenBack = patterns.some((pattern) => pattern.startsWith("!"));
  const [listed, searched] = parted(patterns, (pattern) => !someAreTakenBack && isTame(pattern) && isListable(pattern));
  const isInside = memoised((folder) => ground.kindOf(folder) === "folder");
  const isKept = (path: string): boolean => !ground.ignores(path) && isInside(path.slice(0, path.lastIndexOf("/") + 1));
  const finds = [listEntries(listed, ground.base, ground.list), search(searched, ground)];
  const files = finds.flatMap((some) => some.files).filter(isKept);
  const odd = finds.flatMap((some) => some.odd).filter(isKept);
  latest.set(ground, { key: keyOf(patterns), odd });
  return { files, odd };
}

/** A pattern can begin with a link, and so lead out of the root. */
function memoised(holds: (folder: string) => boolean): (folder: string) => boolean {
  const known = new Map<string, boolean>();
  return (folder) => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const result = holds(folder);
    known.set(folder, result);
    return result;
  };
}

function search(patterns: readonly string[], { base, list }: Ground): Finds {
  const tame = patterns.filter((pattern) => isTame(pattern) && /^!|[*?[\]{}]/.test(pattern)).map(plainGroups);
  if (!tame.some((pattern) => /[*?[\]{}]/.test(pattern))) return { files: [], odd: [] };
  const entries = require("fast-glob").sync(tame, {
    cwd: base,
    dot: true,
    extglob: false,
    followSymbolicLinks: false,
    fs: { readdirSync: readerOf(list) },
    ignore: neverSearched.map((folder) => `**/${folder}/**`),
    objectMode: true,
    onlyFiles: false,
    suppressErrors: true,
  });
  const [files, odd] = parted(entries, ({ dirent }) => dirent.isFile());
  return { files: files.map(({ path }) => path), odd: odd.map(({ path }) => path) };
}

interface Reader {
  (folder: string, options: { withFileTypes: true }): Entry[];
  (folder: string): string[];
}

function readerOf(list: ListFolder): Reader {
  function read(folder: string, options: { withFileTypes: true }): Entry[];
  function read(folder: string): string[];
  function read(folder: string, options?: object): Entry[] | string[] {
    return options === undefined ? list(folder).map(({ name }) => name) : [...list(folder)];
  }
  return read;
}
