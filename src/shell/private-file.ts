import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { refusalOf } from "./files.ts";

/** Bytes of the largest file that is read. */
const largest = 64 * 1024 * 1024;

/** The folder of what envcheck keeps, as bin/envcheck.cjs has it; undefined where none is the user's alone. No checkout can bring one along. */
export function privateFolder(env: ReadonlyMap<string, string>, ...checkouts: readonly string[]): string | undefined {
  if (process.getuid === undefined) return undefined;
  const [cache, home] = [env.get("XDG_CACHE_HOME") ?? "", env.get("HOME") ?? ""];
  const base = isAbsolute(cache) ? cache : home === "" ? "" : join(home, ".cache");
  const folder = join(base, "envcheck");
  return isAbsolute(base) && !checkouts.some((checkout) => `${folder}/`.startsWith(`${checkout}/`)) ? folder : undefined;
}

/** The text, where file and folder are the user's own and nobody else's. */
export function readPrivate(file: string): string | undefined {
  let descriptor: number | undefined;
  try {
    const folder = lstatSync(dirname(file));
    if (!folder.isDirectory() || !isPrivate(folder)) return undefined;
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const found = fstatSync(descriptor);
    return found.isFile() && isPrivate(found) && found.size <= largest ? readFileSync(descriptor, "utf8") : undefined;
  } catch (error) {
    refusalOf(error);
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Written whole or not at all; a full or read-only disk costs time, not the run. */
export function writePrivate(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const folder = lstatSync(dirname(file));
    if (!folder.isDirectory() || !isPrivate(folder)) return;
    const temporary = `${file}.${String(process.pid)}`;
    writeFileSync(temporary, text, { mode: 0o600, flag: "wx" });
    // Taking the place of a file makes some file systems wait for the disk, a second where it is busy.
    rmSync(file, { force: true });
    renameSync(temporary, file);
  } catch (error) {
    refusalOf(error);
  }
}

function isPrivate({ uid, mode }: Stats): boolean {
  return uid === process.getuid?.() && (mode & 0o077) === 0;
}
