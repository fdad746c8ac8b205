import { fstatSync } from "node:fs";
import type { Outcome } from "../commands/command.ts";
import { sanitise } from "../text/sanitise.ts";
import { scriptOf, printing } from "./start/script.ts";
import { prepare, start } from "./start/start.ts";
import { removeFile, writeAll, writeFile } from "./write.ts";

const wrongUsage = 2;

/** What the codes of the system mean to somebody who wants a file. */
const reasons: ReadonlyMap<string, string> = new Map([
  ["EACCES", "that is not allowed"],
  ["EDQUOT", "the quota is used up"],
  ["EFBIG", "files may not grow so large"],
  ["EISDIR", "it is a folder"],
  ["ENOENT", "its folder does not exist"],
  ["ENOSPC", "no space is left there"],
  ["ENOTDIR", "what should be its folder is a file"],
  ["EPERM", "that is not allowed"],
  ["EROFS", "nothing can be written there"],
]);

/** Writes all that a command leaves behind, and starts what it starts. */
export async function deliver(outcome: Outcome): Promise<number> {
  const code = writeDown(outcome, outcome.stdout);
  return outcome.start === undefined ? code : start(outcome.start);
}

/** The same for a shell that waits at a pipe for what it is to do; `count` is the number of its arguments. */
export async function deliverToShell(outcome: Outcome, count: number): Promise<number> {
  if (!fstatSync(1).isFIFO()) throw new Error("no shell waits for what is to be done");
  if (outcome.start === undefined) return writeDown(outcome, printing(outcome.stdout));
  writeDown(outcome, "");
  const ready = prepare(outcome.start);
  const script = typeof ready === "number" ? ready : scriptOf(outcome.start, count);
  if (typeof script === "number") return script;
  writeAll(1, script);
  return 0;
}

function writeDown({ exitCode, stderr, files, removed = [], done = "" }: Outcome, stdout: string): number {
  const left = [
    ...files.map((file) => ({ what: `write ${sanitise(file.path)}`, code: writeFile(file) })),
    ...removed.map((path) => ({ what: `remove ${sanitise(path)}`, code: removeFile(path) })),
  ].filter(({ code }) => code !== undefined);
  const printed = writeAll(1, left.length > 0 ? stdout : stdout + done);
  const failures = printed === undefined ? left : [...left, { what: "write standard output", code: printed }];
  writeAll(2, stderr + failures.map(({ what, code = "" }) => `envcheck: cannot ${what} (${code})${reasonOf(code)}\n`).join(""));
  return failures.length > 0 ? wrongUsage : exitCode;
}

function reasonOf(code: string): string {
  const reason = reasons.get(code);
  return reason === undefined ? "" : `: ${reason}`;
}
