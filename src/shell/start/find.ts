import { accessSync, closeSync, constants, openSync, readSync, statSync } from "node:fs";
import { codeOf } from "../files.ts";

/** A program as execve(2) takes it: a script without a first line that names its interpreter is one of the shell (execvp(3)). */
export interface Program {
  readonly file: string;
  /** What stands before the arguments of the command, its own name first. */
  readonly argv: readonly [string, ...string[]];
}

/** What is started, and with what. */
export interface Ready {
  readonly program: Program;
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
}

/** Why a command cannot be started, as a clause, and the exit code that shells have for it. */
export interface NoProgram {
  readonly because: string;
  readonly exitCode: 126 | 127;
}

const notFound: NoProgram = { because: "is not found", exitCode: 127 };
const notExecutable: NoProgram = { because: "may not be executed", exitCode: 126 };

/** Where a system without PATH looks (confstr(_CS_PATH)). */
const standardPath = "/bin:/usr/bin";

/** Finds a command in the folders of PATH; a name with a slash is a path. */
export function findProgram(command: string, path: string | undefined): Program | NoProgram {
  const folders = command.includes("/") ? [""] : (path ?? standardPath).split(":").map((folder) => (folder === "" ? "./" : `${folder}/`));
  let refusal = notFound;
  for (const folder of command === "" ? [] : folders) {
    const found = lookAt(folder + command);
    if (found === "executable") return interpreted(folder + command, command);
    if (found === "refused") refusal = notExecutable;
  }
  return refusal;
}

function lookAt(file: string): "executable" | "refused" | "missing" {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) return "missing";
    if (!stats.isFile()) return "refused";
    accessSync(file, constants.X_OK);
    return "executable";
  } catch (error) {
    return codeOf(error) === "EACCES" ? "refused" : "missing";
  }
}

/** Node cannot go on after an execve(2) that fails, so that what it would refuse is seen before. */
function interpreted(file: string, name: string): Program | NoProgram {
  const head = headOf(file);
  const [, interpreter] = /^#![ \t]*([^ \t\n]+)/.exec(head) ?? [];
  if (interpreter !== undefined && lookAt(interpreter) !== "executable")
    return { because: "names an interpreter in its first line that is not there", exitCode: 127 };
  const isText = head !== "" && !head.includes("\0");
  return interpreter === undefined && isText ? { file: "/bin/sh", argv: ["sh", file] } : { file, argv: [name] };
}

/** What cannot be read can be executed all the same. */
function headOf(file: string): string {
  try {
    const descriptor = openSync(file, "r");
    const head = Buffer.alloc(256);
    const length = readSync(descriptor, head, 0, head.length, 0);
    closeSync(descriptor);
    return head.toString("latin1", 0, length);
  } catch (error) {
    codeOf(error);
    return "";
  }
}
