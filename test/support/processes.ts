import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { afterAll } from "@jest/globals";
import type { Instance, LiveAnswer, Scheme } from "../../src/model/live.ts";
import { isSource } from "../../src/model/source.ts";
import { askLive } from "../../src/shell/live/live.ts";

const started: ChildProcess[] = [];

afterAll(() => {
  for (const { pid } of started) stop(pid);
});

/** Ends a process that was started here, and all that it has started. */
function stop(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** Starts a program that ends with the tests of the file; gives its number. */
export function start(program: string, args: readonly string[], options: SpawnOptions = {}): number {
  const child = spawn(program, args, { stdio: "ignore", detached: true, ...options });
  child.on("error", () => undefined);
  started.push(child);
  return child.pid ?? 0;
}

/** Looks until something is there, for as long as a busy machine may need. */
export async function eventually<Value>(look: () => Value | undefined | Promise<Value | undefined>): Promise<Value> {
  for (let turn = 0; turn < 1000; turn += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error("it never came");
}

export function ask(scheme: Scheme, name: string): Promise<LiveAnswer> {
  return askLive({ scheme, name, options: new Map() }, { readSecrets: false }, "/");
}

/** What is known of each instance: its block with line breaks for NULs, or why it cannot be seen. */
export function told(answer: LiveAnswer): string {
  if ("mistake" in answer) return `mistake: ${answer.mistake}`;
  if ("undetermined" in answer) return `undetermined: ${answer.undetermined}`;
  return answer.instances.map(({ process: block }) => (isSource(block) ? block.text.replaceAll("\0", "\n") : block.because)).join("\n\n");
}

export function instancesOf(answer: LiveAnswer): readonly Instance[] {
  return "instances" in answer ? answer.instances : [];
}
