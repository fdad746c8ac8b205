import type { ChildProcess } from "node:child_process";
import { codeOf } from "../files.ts";
import { writeAll } from "../write.ts";
import type { Ready } from "./find.ts";
import { endBy, passSignals } from "./signals.ts";

/** Starts a program in front of which this process stays: passes signals on, leaves its streams alone, and ends as it has ended. */
export function follow({ program: { file, argv }, args, env }: Ready): Promise<number> {
  const { spawn } = process.getBuiltinModule("node:child_process");
  const [name, ...first] = argv;
  let child: ChildProcess | undefined;
  const done = passSignals((signal) => child?.kill(signal));
  child = spawn(file, [...first, ...args], { argv0: name, env: Object.fromEntries(env), stdio: "inherit" });
  const started = child;
  return new Promise((resolve) => {
    started.on("error", (error) => {
      done();
      writeAll(2, `envcheck: the command cannot be started (${codeOf(error)})\n`);
      resolve(126);
    });
    started.on("exit", (code, signal) => {
      done();
      resolve(signal === null ? (code ?? 126) : endBy(signal));
    });
  });
}
