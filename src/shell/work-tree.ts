import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats } from "node:fs";
import { join } from "node:path";
import type { CodeFile, CodeListing, CodeText, LeftOut } from "../model/code.ts";
import type { Unseen } from "../model/source.ts";
import { decodeCode, largestCode, tooLarge } from "./code-text.ts";
import { readDescriptor, refusalOf } from "./files.ts";
import { gitMeanwhile } from "./git.ts";
import type { GitIgnore } from "./git-ignore.ts";
import { entriesOf, neverSearched } from "./list-files.ts";

/** A file of the index, or one that git neither knows nor ignores. */
interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly sparse: boolean;
}

/** A found entry becomes a file or is left out, whatever the index says: the disk may have changed. */
type Judgement = CodeFile | LeftOut;

/** Milliseconds within which a file may be written twice and look the same: two ticks of the slowest kernel, and the coarsest clock of a file system. */
const ticks = { fine: 20, coarse: 2000 } as const;

/** The files of the working tree below a real folder. */
export async function listWorkTree(root: string, ignore: GitIgnore): Promise<CodeListing> {
  const answer = await gitMeanwhile(root, [
    "ls-files",
    "-z",
    "-t",
    "-s",
    "--cached",
    "--others",
    "--exclude-standard",
    "-x",
    "node_modules/",
  ]);
  const now = Date.now();
  if ("failure" in answer) return walk(root, { ignore, now }, `git ${answer.failure}`);
  const isInside = folders(root);
  const entries = parseIndex(answer.output.toString("utf8"));
  return listing(
    [...entries.values()].map((entry) => judge(entry, root, { isInside, now })),
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

/** Records end in NUL. A path in conflict comes several times. */
function parseIndex(output: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const record of output.split("\0")) {
    const entry = entryOf(record);
    if (entry.path !== "" && !entry.path.startsWith("../")) entries.set(entry.path, entry);
  }
  return entries;
}

/** `? PATH`, or `TAG MODE BLOB STAGE` and, behind a tab, the path. */
function entryOf(record: string): Entry {
  if (record.startsWith("? ")) return { path: record.slice(2), mode: "", sparse: false };
  const tab = record.indexOf("\t");
  return { path: tab < 0 ? "" : record.slice(tab + 1), mode: record.slice(2, 8), sparse: record.startsWith("S ") };
}

interface Disk {
  readonly isInside: (folder: string) => boolean;
  /** In milliseconds; what was written well before has its mark for good. */
  readonly now: number;
}

function judge({ path, mode, sparse }: Entry, root: string, { isInside, now }: Disk): Judgement {
  if (mode === "160000") return { path, because: "is a submodule" };
  if (path.endsWith("/")) return { path, because: "is a repository of its own" };
  const found = statsOf(`${root}/${path}`);
  if (found === undefined) return { path, because: sparse ? "is not checked out here" : "is deleted" };
  if (!isInside(path.slice(0, path.lastIndexOf("/") + 1))) return { path, because: "lies behind a link" };
  if (!found.isFile()) return { path, because: found.isSymbolicLink() ? "is a link" : "is not a file" };
  return fileOf(path, found, now);
}

function fileOf(path: string, found: Stats, now: number): CodeFile {
  const isSettled = isPast(found.ctimeMs, now) && isPast(found.mtimeMs, now);
  return { path, mark: isSettled ? markOf(found) : null, executable: (found.mode & 0o100) !== 0 };
}

/** Whether what happens from now on gets another time; one in whole seconds may come from a coarse clock. */
function isPast(time: number, now: number): boolean {
  return time < now - (time % 1000 === 0 ? ticks.coarse : ticks.fine);
}

/** The kernel alone sets the time of the last change, and never back. */
function markOf({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${String(size)} ${String(mtimeMs)} ${String(ctimeMs)} ${String(ino)}`;
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    refusalOf(error);
    return undefined;
  }
}

/** Whether a folder is where its path says, and not behind a link that was put there since. */
function folders(root: string): (folder: string) => boolean {
  const known = new Map<string, boolean>([["", true]]);
  const isInside = (folder: string): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const above = folder.lastIndexOf("/", folder.length - 2) + 1;
    const name = folder.slice(above, -1);
    const result =
      !/^\.{0,2}$/.test(name) && isInside(folder.slice(0, above)) && statsOf(join(root, folder.slice(0, -1)))?.isDirectory() === true;
    known.set(folder, result);
    return result;
  };
  return isInside;
}

/** Reads files of a listing; what changed its nature since is refused, and never followed. */
export function* readWorkTree(root: string, paths: readonly string[]): Iterable<CodeText | Unseen> {
  const isInside = folders(root);
  for (const path of paths) {
    if (isInside(path.slice(0, path.lastIndexOf("/") + 1))) yield readCode(root, path);
    else yield { path, reason: "outside", because: "lies behind a link" };
  }
}

function readCode(root: string, path: string): CodeText | Unseen {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(join(root, path), constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    const found = fstatSync(descriptor);
    if (!found.isFile()) return { path, reason: "not-a-file", because: "is not a file" };
    if (found.size > largestCode) return tooLarge(path);
    const bytes = readDescriptor(descriptor, found.size);
    return Buffer.isBuffer(bytes) ? decodeCode(bytes, path, markOf(found)) : { path, ...bytes };
  } catch (error) {
    return { path, ...refusalOf(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Where git cannot be asked. */
function walk(root: string, { ignore, now }: { readonly ignore: GitIgnore; readonly now: number }, withoutGit: string): CodeListing {
  const judged: Judgement[] = [];
  const left = [""];
  for (const folder of left) {
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder + entry.name;
      if (neverSearched.includes(entry.name) || ignore.ignores(entry.isDirectory() ? `${path}/` : path)) continue;
      if (entry.isDirectory()) left.push(`${path}/`);
      else judged.push(entry.isSymbolicLink() ? { path, because: "is a link" } : walked(path, statsOf(join(root, path)), now));
    }
  }
  return listing(judged, withoutGit);
}

function walked(path: string, found: Stats | undefined, now: number): Judgement {
  return found?.isFile() === true ? fileOf(path, found, now) : { path, because: "is not a file" };
}
