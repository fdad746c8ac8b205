import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync, type Stats, statSync } from "node:fs";
import { resolve, sep } from "node:path";
import type { Unseen } from "../model/source.ts";
import type { Content, Mark } from "./shelf.ts";

/** Bytes of the largest document that is read. */
export const largest = 32 * 1024 * 1024;

/** Why a path cannot be read: a clause that follows the path. */
export type Refusal = Omit<Unseen, "path">;

const missing: Refusal = { reason: "missing", because: "does not exist" };

const refusals: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ["ENOENT", missing],
  ["ENOTDIR", missing],
  ["EACCES", { reason: "unreadable", because: "may not be read by this user" }],
  ["EPERM", { reason: "unreadable", because: "may not be read by this user" }],
  ["ELOOP", { reason: "unreadable", because: "is a link that leads to itself" }],
  ["ENAMETOOLONG", { reason: "missing", because: "is longer than a path can be" }],
  ["ENXIO", { reason: "not-a-file", because: "is a socket, not a file" }],
]);

/** The code of a system error (`ENOENT`); every other error is a bug and goes on. */
export function codeOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "code" in error && typeof error.code === "string") return error.code;
  throw error;
}

export function refusalOf(error: unknown): Refusal {
  const code = codeOf(error);
  return refusals.get(code) ?? { reason: "unreadable", because: `cannot be read (${code})` };
}

/** A real path, and what stands there. */
export interface Found {
  readonly real: string;
  readonly stats: Stats;
}

/** Finds the real path below the root; links and `..` that leave it are refused unless the jail is open. */
export class Jail {
  readonly #root: string;
  readonly #open: boolean;
  /** The real paths of folders, which many files share. */
  readonly #folders = new Map<string, string>();

  constructor(root: string, open: boolean) {
    this.#root = realpathSync.native(root);
    this.#open = open;
  }

  /** Throws system errors. A NUL in a path is a file that cannot exist. */
  find(path: string): Found | Refusal {
    if (path.includes("\0")) return missing;
    const wanted = resolve(this.#root, path);
    if (!this.#holds(wanted)) return { reason: "outside", because: "lies outside the root; --allow-outside-root lets it in" };
    const found = this.#follow(wanted);
    if (found === undefined) return missing;
    if ("reason" in found) return found;
    return this.#holds(found.real) ? found : { reason: "outside", because: "is a link out of the root; --allow-outside-root follows it" };
  }

  /** The real path of what a listing has shown to be a file, in a folder that was found before; undefined where `find` has to look. */
  listed(path: string): string | undefined {
    const slash = path.lastIndexOf("/") + 1;
    const folder = odd.test(path) ? undefined : this.#folders.get(withSeparator(this.#root) + path.slice(0, slash));
    return folder !== undefined && this.#holds(folder) ? folder + path.slice(slash) : undefined;
  }

  /** Undefined where nothing is in a folder that is there: most of what is asked for is not, and an error for each would be felt. */
  #follow(wanted: string): Found | Refusal | undefined {
    const slash = wanted.lastIndexOf(sep);
    const folder = wanted.slice(0, slash + 1);
    const known = this.#folders.get(folder) ?? withSeparator(realpathSync.native(folder));
    this.#folders.set(folder, known);
    const path = known + wanted.slice(slash + 1);
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (!stats.isSymbolicLink()) return { real: path, stats };
    return followed(path);
  }

  #holds(path: string): boolean {
    return this.#open || path === this.#root || path.startsWith(withSeparator(this.#root));
  }
}

function followed(link: string): Found | Refusal {
  try {
    const real = realpathSync.native(link);
    return { real, stats: statSync(real) };
  } catch (error) {
    return codeOf(error) === "ENOENT" ? { reason: "missing", because: "is a link to what does not exist" } : refusalOf(error);
  }
}

/** Parts of a path that stand for another one. */
const odd = /(?:^|\/)(?:\/|\.{1,2}(?:\/|$))|[\\\0]/;

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

/** Bytes, until the next read, and the mark of the content that they are. */
export interface Bytes {
  readonly bytes: Buffer;
  readonly mark: Mark;
}

/** Reads a real path; never opens what is not a plain file, never waits, never follows a link put there meanwhile. */
export function readRealPath({ real, stats }: Found): Bytes | Refusal {
  return refusalOfKind(stats) ?? readFile(real);
}

/** Reads what was a plain file a moment ago, or refuses what it is by now; throws ELOOP for a link. */
export function readFile(real: string): Bytes | Refusal {
  const descriptor = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const stats = fstatSync(descriptor);
    const read = refusalOfKind(stats) ?? readDescriptor(descriptor, stats.size);
    return Buffer.isBuffer(read) ? { bytes: read, mark: { node: stats.ino, size: stats.size, changed: stats.ctimeMs } } : read;
  } finally {
    closeSync(descriptor);
  }
}

function refusalOfKind(stats: Stats): Refusal | undefined {
  if (stats.isFile()) return undefined;
  const [, what] = [
    [stats.isDirectory(), "folder"],
    [stats.isFIFO(), "pipe"],
    [stats.isSocket(), "socket"],
  ].find(([is]) => is === true) ?? [true, "device"];
  return { reason: "not-a-file", because: `is a ${String(what)}, not a file` };
}

/** Most files fit; a buffer for each would be memory that is freed long after the file is decoded. */
const shared = Buffer.allocUnsafeSlow(64 * 1024);

/** Everything up to the end, or a refusal beyond the limit; the size is a guess, right for plain files. What comes holds until the next read. */
export function readDescriptor(descriptor: number, size: number): Buffer | Refusal {
  const tooLarge: Refusal = { reason: "too-large", because: "is larger than 32 MiB, which no environment needs" };
  if (size > largest) return tooLarge;
  let buffer = size < shared.length ? shared : Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const read = readSome(descriptor, buffer, length);
    length += read;
    if (read === 0 || length === size) return buffer.subarray(0, length);
    if (length > largest) return tooLarge;
    if (length === buffer.length) buffer = Buffer.concat([buffer], length * 2);
  }
}

/** A pipe that another process made non-blocking has nothing now and something later. */
function readSome(descriptor: number, buffer: Buffer, at: number): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer, at, buffer.length - at, null);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Strict UTF-8; a byte order mark stays in the text, since the readers of the formats differ about it. */
export function decode(bytes: Buffer): Pick<Content, "text"> | Refusal {
  if (isUtf8(bytes)) return { text: bytes.toString("utf8") };
  const [first, second] = bytes;
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const because = utf16 ? "is UTF-16; it must be UTF-8" : `is not UTF-8 (line ${String(wrongLine(bytes))})`;
  return { reason: "not-utf-8", because };
}

/** A line break is never part of a longer sequence, so that every line can be judged by itself. */
function wrongLine(bytes: Buffer): number {
  let [line, start] = [1, 0];
  for (;;) {
    const end = bytes.indexOf(10, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    [line, start] = [line + 1, end + 1];
  }
}
