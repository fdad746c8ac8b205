import { getSystemErrorName } from "node:util";
import { codeOf } from "../files.ts";
import { writeAll } from "../write.ts";
import type { Ready } from "./find.ts";
import { endBy, numberOf, passSignals } from "./signals.ts";

/** How a child has ended, or the code of the system's error where it never began. */
type Ended = { readonly code: number; readonly signal: NodeJS.Signals | undefined } | { readonly failure: string };

/** A child that runs. */
interface Child {
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Starts a program in front of which this process stays: passes signals on, leaves its streams alone, and ends as it has ended. */
export async function follow(ready: Ready): Promise<number> {
  const Handle = handles();
  let child: Child | undefined;
  const done = passSignals((signal) => child?.kill(signal));
  const ended = await new Promise<Ended>((resolve) => {
    child = Handle === undefined ? spawned(ready, resolve) : started(ready, new Handle(), resolve);
  });
  done();
  if ("failure" in ended) {
    writeAll(2, `envcheck: the command cannot be started (${ended.failure})\n`);
    return 126;
  }
  return ended.signal === undefined ? ended.code : endBy(ended.signal);
}

/** A child as Node itself knows it (src/process_wrap.cc). */
interface Handle {
  onexit: (code: number, signal: NodeJS.Signals | "") => void;
  /** The result is 0, or an error of libuv. */
  spawn(options: {
    readonly file: string;
    readonly args: readonly string[];
    readonly envPairs: readonly string[];
    readonly stdio: readonly { readonly type: "inherit"; readonly fd: number }[];
  }): number;
  kill(signal: number): number;
  close(): void;
}

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- the one way to tell of what the types of Node leave out
  namespace NodeJS {
    interface Process {
      /** Throws under the permission model (`--experimental-permission`). */
      binding(name: "process_wrap"): { readonly Process: new () => Handle };
    }
  }
}

/**
 * What node:child_process is built on, without the sockets and streams that it loads besides: they take 5 of 40 ms. Only versions of Node that cannot
 * become another program come here, and what they are made of changes no more.
 */
function handles(): (new () => Handle) | undefined {
  try {
    return process.platform === "win32" ? undefined : process.binding("process_wrap").Process;
  } catch {
    return undefined;
  }
}

function started({ program: { file, argv }, args, env }: Ready, handle: Handle, end: (ended: Ended) => void): Child {
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it is no EventTarget
  handle.onexit = (code, signal) => {
    handle.close();
    end({ code, signal: signal === "" ? undefined : signal });
  };
  const failed = handle.spawn({
    file,
    args: [...argv, ...args],
    envPairs: [...env].map(([name, value]) => `${name}=${value}`),
    stdio: [0, 1, 2].map((fd) => ({ type: "inherit", fd })),
  });
  if (failed !== 0) end({ failure: getSystemErrorName(failed) });
  return { kill: (signal) => handle.kill(numberOf(signal)) };
}

function spawned({ program: { file, argv }, args, env }: Ready, end: (ended: Ended) => void): Child {
  const { spawn } = process.getBuiltinModule("node:child_process");
  const [name, ...first] = argv;
  const child = spawn(file, [...first, ...args], { argv0: name, env: Object.fromEntries(env), stdio: "inherit" });
  child.on("error", (error) => end({ failure: codeOf(error) }));
  child.on("exit", (code, signal) => end({ code: code ?? 126, signal: signal ?? undefined }));
  return child;
}
