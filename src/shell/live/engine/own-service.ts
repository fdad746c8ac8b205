import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tried } from "../proc.ts";

/** Seconds without a question after which the service ends by itself, should nobody be left to stop it. */
const idle = 5;

/** A service of podman that nobody else can reach, for as long as some work takes; undefined where podman cannot be started. */
export async function withOwnService<Result>(work: (path: string) => Promise<Result>, patience: number): Promise<Result | undefined> {
  const folder = tried(() => mkdtempSync(join(tmpdir(), "envcheck-podman-")));
  if (folder === undefined) return undefined;
  const path = join(folder, "podman.sock");
  const args = ["system", "service", `--time=${String(idle)}`, `unix://${path}`];
  const service = spawn("podman", args, { cwd: "/", env: process.env, stdio: "ignore" });
  const ended = once(service, "exit").catch(() => []);
  try {
    return (await isReady(service, path, patience)) ? await work(path) : undefined;
  } finally {
    if (isRunning(service)) {
      service.kill();
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function isReady(service: ChildProcess, path: string, patience: number): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end;) {
    if (await listens(path)) return true;
    if (!isRunning(service)) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

function isRunning(service: ChildProcess): boolean {
  return service.pid !== undefined && service.exitCode === null && service.signalCode === null;
}

function listens(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
