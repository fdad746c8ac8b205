import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A command as it is run: the program, its arguments, where. */
export interface Work {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Milliseconds of wall time; the middle of the runs, and the ratio of the middle pair. */
export interface Paired {
  readonly own: number;
  readonly other: number;
  readonly ratio: number;
}

/** Node reads the certificates of this variable at every start, which would falsify every ratio. */
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** Runs two works in turn, one warm-up of each first. */
export function pair(own: Work, other: Work, runs: number): Paired {
  once(own);
  once(other);
  const pairs = Array.from({ length: runs }, () => ({ own: once(own), other: once(other) }));
  return {
    own: median(pairs.map((each) => each.own)),
    other: median(pairs.map((each) => each.other)),
    ratio: median(pairs.map((each) => each.own / each.other)),
  };
}

export function once({ argv: [program, ...args], cwd, env = {} }: Work): number {
  const started = process.hrtime.bigint();
  const { error, status } = spawnSync(program, args, { cwd, env: { ...environment, ...env }, stdio: ["ignore", "ignore", "ignore"] });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${String(status)}`);
  return milliseconds;
}

/** The words that print the hour at which they are started, in nanoseconds (GNU date). */
export const hour = ["date", "+%s%N"] as const;

/** Milliseconds until a work has started the words that print the hour. */
export function untilStarted({ argv: [program, ...args], cwd, env = {} }: Work): number {
  const started = performance.timeOrigin + performance.now();
  const { stdout, status } = spawnSync(program, args, {
    cwd,
    env: { ...environment, ...env },
    stdio: ["ignore", "pipe", "ignore"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${String(status)}`);
  return Number(stdout) / 1e6 - started;
}

/** The largest resident size of a Node program, in MiB. */
export function peakMemory({ argv: [program, ...args], cwd, env = {} }: Work): number {
  const hook = join(import.meta.dirname, "peak.cjs");
  const { stderr } = spawnSync(program, ["--require", hook, ...args], {
    cwd,
    env: { ...environment, ...env },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const kibibytes = Number(/peak (\d+)/.exec(stderr)?.[1]);
  return kibibytes / 1024;
}

/** Milliseconds of functions that take turns, the middle of their rounds. */
export function timed(rounds: number, ...works: readonly (() => unknown)[]): number[] {
  for (const work of works) work();
  const turns = Array.from({ length: rounds }, () => works.map(clock));
  return works.map((_work, index) => median(turns.map((turn) => turn[index] ?? Number.NaN)));
}

function clock(work: () => unknown): number {
  const started = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - started) / 1e6;
}
