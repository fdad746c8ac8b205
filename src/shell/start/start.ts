import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import type { Start } from "../../commands/command.ts";
import { reveal } from "../../resolve/reveal.ts";
import { sanitise } from "../../text/sanitise.ts";
import { environment } from "../environment.ts";
import { codeOf } from "../files.ts";
import { state } from "../state.ts";
import { writeAll } from "../write.ts";
import { follow } from "./child.ts";
import { findProgram, type NoProgram, type Ready } from "./find.ts";
import { tooLong } from "./room.ts";

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- the one way to tell of what newer versions of Node have
  namespace NodeJS {
    interface Process {
      /** Node 22.15 and 23.11. Ends the process with a trace where the system refuses. */
      execve?(file: string, args: readonly string[], env: Readonly<Record<string, string>>): never;
    }
  }
}

/** Finds the command; what cannot be started is told, and the result is the exit code that a shell has for it. */
export function prepare({ command, args, added }: Start): Ready | number {
  const env = new Map(environment);
  for (const [name, value] of added) env.set(name, reveal(value) ?? "");
  const cut = [...added.keys()].find((name) => env.get(name)?.includes("\0"));
  if (cut !== undefined)
    return refuse(command, { because: `cannot be started: ${cut} holds a NUL, where every variable ends`, exitCode: 126 });
  const program = process.platform === "win32" ? { file: command, argv: [command] as const } : findProgram(command, env.get("PATH"));
  if ("because" in program) return refuse(command, program);
  const long = process.platform === "linux" ? tooLong([...program.argv, ...args], env) : undefined;
  return long === undefined ? { program, args, env } : refuse(command, { because: `cannot be started: ${long}`, exitCode: 126 });
}

function refuse(command: string, { because, exitCode }: NoProgram): number {
  writeAll(2, `envcheck: ${sanitise(command)} ${sanitise(because)}\n`);
  return exitCode;
}

/** Becomes the command, or where Node cannot do that starts it and ends as it has ended. */
export async function start(wanted: Start): Promise<number> {
  const ready = prepare(wanted);
  if (typeof ready === "number") return ready;
  tellChanged(ready.env);
  state.keep?.();
  if (process.execve === undefined) return follow(ready);
  // Node ignores these two, which a program would inherit; what is caught is not inherited.
  for (const signal of ["SIGPIPE", "SIGXFSZ"] as const) process.on(signal, () => undefined);
  const { program, args, env } = ready;
  return process.execve(program.file, [...program.argv, ...args], Object.fromEntries(env));
}

/** Node knows no bytes but those of UTF-8, and hands U+FFFD on for others. */
function tellChanged(env: ReadonlyMap<string, string>): void {
  const names = [...env].flatMap(([name, text]) => (text.includes("\uFFFD") ? [sanitise(name)] : []));
  if (names.length === 0 || isWhole()) return;
  writeAll(2, `envcheck: ${names.join(", ")}: not UTF-8, which Node cannot hand on as it is; envcheck-run can\n`);
}

function isWhole(): boolean {
  try {
    return isUtf8(readFileSync("/proc/self/environ"));
  } catch (error) {
    codeOf(error);
    return true;
  }
}
