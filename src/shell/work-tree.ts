import { closeSync, constants, fstatSync, lstatSync, openSync, realpathSync, type Stats, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { CodeFile, CodeListing, LeftOut } from "../model/code.ts";
import type { Source, Unseen } from "../model/source.ts";
import { decodeCode, largestCode, tooLarge } from "./code-text.ts";
import { readDescriptor, refusalOf } from "./files.ts";
import { git } from "./git.ts";
import type { GitIgnore } from "./git-ignore.ts";
import { entriesOf, neverSearched } from "./list-files.ts";

/** A file of the index, or one that git neither knows nor ignores. */
interface Entry {
  readonly path: string;
  readonly mode: string;
  /** Null unless the index knows the content. */
  readonly blob: string | null;
  readonly sparse: boolean;
  /** What the file looked like when git last read it; null where this git does not say so. */
  readonly seen: Seen | null;
}

/** Milliseconds, and bytes. */
interface Seen {
  readonly ctime: number;
  readonly mtime: number;
  readonly size: number;
}

/** A found entry becomes a file or is left out, whatever the index says: the disk may have changed. */
type Judgement = CodeFile | LeftOut;

/** The files of the working tree below a real folder. */
export function listWorkTree(root: string, ignore: GitIgnore): CodeListing {
  const answer = git(root, ["ls-files", "-z", "-t", "-s", "--debug", "--cached", "--others", "--exclude-standard", "-x", "node_modules/"]);
  if ("failure" in answer) return walk(root, ignore, `git ${answer.failure}`);
  const isInside = folders(root);
  const indexed = indexTime(root);
  const entries = parseIndex(answer.output.toString("utf8"));
  return listing(
    [...entries.values()].map((entry) => judge(entry, root, { isInside, indexed })),
    null,
  );
}

function listing(judged: readonly Judgement[], withoutGit: string | null): CodeListing {
  const sorted = judged.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return {
    files: sorted.filter((each) => "executable" in each),
    leftOut: sorted.filter((each) => "because" in each),
    withoutGit,
  };
}

const record = /^(?:\? ([^]*)|([A-Z]) (\d{6}) ([\da-f]{40,64}) ([0-3])\t([^]*))$/;
const stats = /^ {2}ctime: (\d+):(\d+)\n {2}mtime: (\d+):(\d+)\n {2}dev: .*\n {2}uid: .*\n {2}size: (\d+)\t.*\n/;

/** Records end in NUL; what `--debug` says of one follows it, so that it stands before the next. A path in conflict comes several times. */
function parseIndex(output: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const pieces = output.split("\0");
  const details = pieces.map((piece) => stats.exec(piece));
  pieces.forEach((piece, i) => {
    const entry = parseRecord(piece.slice(details[i]?.[0].length ?? 0), seenIn(details[i + 1] ?? null));
    if (entry !== undefined && !entry.path.startsWith("../")) entries.set(entry.path, entry);
  });
  return entries;
}

function parseRecord(text: string, seen: Seen | null): Entry | undefined {
  const [found, untracked, tag, mode = "", blob = "", stage, path = ""] = record.exec(text) ?? [];
  if (found === undefined) return undefined;
  if (untracked !== undefined) return { path: untracked, mode: "", blob: null, sparse: false, seen: null };
  return { path, mode, blob: stage === "0" ? blob : null, sparse: tag === "S", seen };
}

function seenIn(found: RegExpExecArray | null): Seen | null {
  if (found === null) return null;
  const [ctime = 0, ctimeRest = 0, mtime = 0, mtimeRest = 0, size = 0] = found.slice(1).map(Number);
  return { ctime: ctime * 1000 + ctimeRest / 1e6, mtime: mtime * 1000 + mtimeRest / 1e6, size };
}

interface Disk {
  readonly isInside: (folder: string) => boolean;
  /** When the index was written, in milliseconds: what changed since is seen, what changed with it may not be. */
  readonly indexed: number;
}

function judge(entry: Entry, root: string, { isInside, indexed }: Disk): Judgement {
  const { path, mode, blob, seen } = entry;
  if (mode === "160000") return { path, because: "is a submodule" };
  if (path.endsWith("/")) return { path, because: "is a repository of its own" };
  const found = statsOf(join(root, path));
  if (found === undefined) return { path, because: entry.sparse ? "is not checked out here" : "is deleted" };
  if (!isInside(path.slice(0, path.lastIndexOf("/") + 1))) return { path, because: "lies behind a link" };
  if (!found.isFile()) return { path, because: found.isSymbolicLink() ? "is a link" : "is not a file" };
  return { path, blob: isUnchanged(found, seen, indexed) ? blob : null, executable: (found.mode & 0o100) !== 0 };
}

function isUnchanged(found: Stats, seen: Seen | null, indexed: number): boolean {
  if (seen === null || found.size !== seen.size || seen.mtime >= indexed) return false;
  // Less than a microsecond is lost in the fraction of a number this large.
  return Math.abs(found.mtimeMs - seen.mtime) < 0.001 && Math.abs(found.ctimeMs - seen.ctime) < 0.001;
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    refusalOf(error);
    return undefined;
  }
}

function indexTime(root: string): number {
  const answer = git(root, ["rev-parse", "--path-format=absolute", "--git-path", "index"]);
  if ("failure" in answer) return 0;
  try {
    return statSync(answer.output.toString("utf8").replace(/\n$/, "")).mtimeMs;
  } catch (error) {
    refusalOf(error);
    return 0;
  }
}

/** Whether a folder is where its path says, and not behind a link that was put there since. */
function folders(root: string): (folder: string) => boolean {
  const known = new Map<string, boolean>();
  return (folder) => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const path = join(root, folder, ".");
    const result = !relative(root, path).startsWith("..") && realPath(path) === path;
    known.set(folder, result);
    return result;
  };
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch (error) {
    refusalOf(error);
    return undefined;
  }
}

/** Reads files of a listing; what changed its nature since is refused, and never followed. */
export function* readWorkTree(root: string, paths: readonly string[]): Iterable<Source | Unseen> {
  const isInside = folders(root);
  for (const path of paths) {
    if (isInside(path.slice(0, path.lastIndexOf("/") + 1))) yield readCode(root, path);
    else yield { path, reason: "outside", because: "lies behind a link" };
  }
}

function readCode(root: string, path: string): Source | Unseen {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(join(root, path), constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    const found = fstatSync(descriptor);
    if (!found.isFile()) return { path, reason: "not-a-file", because: "is not a file" };
    if (found.size > largestCode) return tooLarge(path);
    const bytes = readDescriptor(descriptor, found.size);
    return Buffer.isBuffer(bytes) ? decodeCode(bytes, path) : { path, ...bytes };
  } catch (error) {
    return { path, ...refusalOf(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Where git cannot be asked. */
function walk(root: string, ignore: GitIgnore, withoutGit: string): CodeListing {
  const judged: Judgement[] = [];
  const left = [""];
  for (const folder of left) {
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder + entry.name;
      if (neverSearched.includes(entry.name) || ignore.ignores(entry.isDirectory() ? `${path}/` : path)) continue;
      if (entry.isDirectory()) left.push(`${path}/`);
      else judged.push(walked(path, entry.isSymbolicLink(), statsOf(join(root, path))));
    }
  }
  return listing(judged, withoutGit);
}

function walked(path: string, isLink: boolean, found: Stats | undefined): Judgement {
  if (isLink) return { path, because: "is a link" };
  if (found?.isFile() !== true) return { path, because: "is not a file" };
  return { path, blob: null, executable: (found.mode & 0o100) !== 0 };
}
