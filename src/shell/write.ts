import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { OutputFile } from "../commands/command.ts";
import { codeOf } from "./files.ts";

/** Writes all of it before it returns, and says what went wrong; a reader that has gone away (`| head`) is no error. */
export function writeAll(descriptor: number, text: string): string | undefined {
  let bytes = Buffer.from(text, "utf8");
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      const code = codeOf(error);
      if (code === "EPIPE") return undefined;
      if (code !== "EAGAIN") return code;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return undefined;
}

/** Writes a file whole or not at all, through a temporary one beside it; devices and pipes are written as they are. Says what went wrong. */
export function writeFile({ path, text, append, create, folder, executable }: OutputFile): string | undefined {
  try {
    if (folder === true) mkdirSync(dirname(path), { recursive: true });
    if (create === true) createFile(path, text);
    else if (append) addTo(path, text);
    else if (isPlace(path)) replaceFile(realPathOf(path), text);
    else writeFileSync(path, text);
    if (executable === true) chmodSync(path, 0o755);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** Says what went wrong. */
export function removeFile(path: string): string | undefined {
  try {
    rmSync(path, { force: true });
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

function createFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: "wx" });
}

/** What could be added only in part is taken away again. */
function addTo(path: string, text: string): void {
  const before = statSync(path, { throwIfNoEntry: false });
  try {
    appendFileSync(path, text);
  } catch (error) {
    if (before?.isFile() === true) truncateSync(path, before.size);
    throw error;
  }
}

function isPlace(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

function realPathOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync.native(path);
}

function replaceFile(path: string, text: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${String(process.pid)}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: "wx", mode: statSync(path, { throwIfNoEntry: false })?.mode ?? 0o666 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
