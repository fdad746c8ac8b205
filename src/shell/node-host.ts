import { realpathSync } from "node:fs";
import { normalize } from "node:path";
import type { Host } from "../host.ts";
import type { Source, Unseen } from "../model/source.ts";
import { readEnviron } from "./environ.ts";
import { decode, Jail, readDescriptor, readRealPath, type Refusal, refusalOf } from "./files.ts";
import { GitIgnore } from "./git-ignore.ts";
import { isListable, listFiles, neverSearched } from "./list-files.ts";
import { type Content, Shelf } from "./shelf.ts";
import { isTame, plainGroups } from "./wildcards.ts";

/** fast-glob loads when the first pattern needs it; as an import it would load in every run. */
declare const require: (id: "fast-glob") => typeof import("fast-glob");

/** What is known of the root. */
interface Ground {
  readonly base: string;
  readonly jail: Jail;
  readonly git: GitIgnore;
  readonly shelf: Shelf;
}

/** The machine's own files and processes, seen from an existing folder. */
export function nodeHost(root: string, { allowOutsideRoot }: { readonly allowOutsideRoot: boolean }): Host {
  const base = realpathSync.native(root);
  const jail = new Jail(base, allowOutsideRoot);
  const ground: Ground = { base, jail, git: new GitIgnore(base), shelf: new Shelf((path) => contentAgain(path, jail)) };
  let input: Source | Unseen | undefined;
  return {
    env: new Map(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    glob: (patterns) => glob(patterns, ground),
    read: (path) => read(path, ground),
    kindOf: (path) => kindOf(path, jail),
    input: () => (input ??= readInput()),
    environ: readEnviron,
    now: () => Number(process.hrtime.bigint() / 1000n) / 1000,
  };
}

function read(path: string, { jail, git, shelf }: Ground): Source | Unseen {
  try {
    const found = contentOf(path, jail);
    return "text" in found ? shelf.put(path, found) : { path, ...found };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.reason !== "missing" || !git.ignores(path)) return { path, ...refusal };
    return { path, reason: "ignored", because: "does not exist here, and git ignores it" };
  }
}

/** Throws system errors. */
function contentOf(path: string, jail: Jail): Content | Refusal {
  const found = jail.find(path);
  const content = "real" in found ? readRealPath(found) : found;
  if (!("bytes" in content)) return content;
  const decoded = decode(content.bytes);
  return "text" in decoded ? { text: decoded.text, mark: content.mark } : decoded;
}

function contentAgain(path: string, jail: Jail): Content | undefined {
  try {
    const found = contentOf(path, jail);
    return "text" in found ? found : undefined;
  } catch (error) {
    refusalOf(error);
    return undefined;
  }
}

function readInput(): Source | Unseen {
  const path = "-";
  try {
    const bytes = readDescriptor(0, 0);
    return { path, ...(Buffer.isBuffer(bytes) ? decode(bytes) : bytes) };
  } catch (error) {
    return { path, ...refusalOf(error) };
  }
}

function kindOf(path: string, jail: Jail): ReturnType<Host["kindOf"]> {
  try {
    const found = jail.find(path);
    if (!("stats" in found)) return "other";
    if (found.stats.isFile()) return "file";
    return found.stats.isDirectory() ? "folder" : "other";
  } catch (error) {
    return refusalOf(error).reason === "missing" ? "missing" : "other";
  }
}

/** A path that stands for itself is taken as it is; what a wildcard finds is left out where git ignores it, or a pattern with `!` takes it back. */
function glob(patterns: readonly string[], { base, jail, git }: Ground): string[] {
  const [literal, others] = partition(patterns, (pattern) => kindOf(pattern, jail) === "file");
  const someAreTakenBack = patterns.some((pattern) => pattern.startsWith("!"));
  const [listed, searched] = partition(others, (pattern) => !someAreTakenBack && isTame(pattern) && isListable(pattern));
  const isInside = memoised((folder) => kindOf(folder, jail) === "folder");
  const found = [...listFiles(listed, base), ...search(searched, base)];
  const kept = found.filter((path) => !git.ignores(path) && isInside(path.slice(0, path.lastIndexOf("/") + 1)));
  return [...new Set([...literal.map((path) => normalize(path)), ...kept])].toSorted();
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

function partition(patterns: readonly string[], holds: (pattern: string) => boolean): [string[], string[]] {
  return [patterns.filter(holds), patterns.filter((pattern) => !holds(pattern))];
}

function search(patterns: readonly string[], base: string): string[] {
  const tame = patterns.filter(isTame).map(plainGroups);
  if (!tame.some((pattern) => /[*?[\]{}]/.test(pattern))) return [];
  return require("fast-glob").sync(tame, {
    cwd: base,
    dot: true,
    extglob: false,
    followSymbolicLinks: false,
    ignore: neverSearched.map((folder) => `**/${folder}/**`),
    suppressErrors: true,
  });
}
