import { join } from "node:path";
import { tmpdir } from "node:os";
import { hour, median, once, pair, peakMemory, timed, type Work, untilStarted } from "./measure.ts";

/** One row of the results: what was measured, what came out, and the most it may be. */
export interface Row {
  readonly what: string;
  readonly own: string;
  readonly against: string;
  readonly other: string;
  readonly figure: number;
  /** Undefined where nothing is promised. */
  readonly most: number | undefined;
  readonly unit: "times" | "MiB" | "ms";
}

/** A work and what it is called. */
export interface Named<Of> {
  readonly name: string;
  readonly work: Of;
}

export const root = join(import.meta.dirname, "..");
/** Not below the repository, whose .gitignore would hide it from discovery. */
export const data = join(tmpdir(), "envcheck-bench");
const cache = join(data, "cache");

export const node: Named<Work> = { name: "node -e 0", work: { argv: [process.execPath, "-e", "0"], cwd: root } };

/** The built command with its code cache. */
export function envcheck(cwd: string, ...args: readonly string[]): Work {
  return { argv: [process.execPath, join(root, "bin", "envcheck.cjs"), ...args], cwd, env: { XDG_CACHE_HOME: cache } };
}

export function withoutCache(work: Work): Work {
  return { ...work, env: { ENVCHECK_NO_CODE_CACHE: "1" } };
}

/** Whole processes in turn. */
export function ratio(what: string, own: Work, other: Named<Work>, { most, runs = 15 }: { most?: number; runs?: number }): Row {
  const measured = pair(own, other.work, runs);
  return { ...times(what, measured, other.name, most), figure: measured.ratio };
}

/** What a work takes until it starts a command, beyond the start of that command alone, against a bare Node that runs to its end. */
export function untilCommand(what: string, { argv, cwd, env = {} }: Work, most: number): Row {
  const own: Work = { argv: [...argv, ...hour], cwd, env };
  const alone: Work = { argv: hour, cwd };
  const take = (): Record<"own" | "alone" | "node", number> => ({
    own: untilStarted(own),
    alone: untilStarted(alone),
    node: once(node.work),
  });
  take();
  const runs = Array.from({ length: 25 }, take);
  const added = median(runs.map((run) => run.own - run.alone));
  return times(what, { own: added, other: median(runs.map((run) => run.node)) }, node.name, most);
}

/** Milliseconds of a whole process. */
export function absolute(what: string, work: Work, most: number): Row {
  once(work);
  const figure = median(Array.from({ length: 7 }, () => once(work)));
  return { what, own: "", against: "", other: "", figure, most, unit: "ms" };
}

/** Milliseconds of a whole process beyond those of another one; something is done before each run. */
export function beyond(
  what: string,
  { work, before }: { work: Work; before: (run: number) => void },
  other: Named<Work>,
  most: number,
): Row {
  const runs = Array.from({ length: 9 }, (_, run) => {
    before(run);
    return { own: once(work), other: once(other.work) };
  });
  const [own, its] = [median(runs.map((run) => run.own)), median(runs.map((run) => run.other))];
  const figure = median(runs.map((run) => run.own - run.other));
  return { what, own: `${own.toFixed(1)} ms`, against: other.name, other: `${its.toFixed(1)} ms`, figure, most, unit: "ms" };
}

/** Functions in turn. */
export function ratioInside(what: string, own: () => unknown, other: Named<() => unknown>, most: number): Row {
  const [mine = Number.NaN, theirs = Number.NaN] = timed(9, own, other.work);
  return times(what, { own: mine, other: theirs }, other.name, most);
}

function times(what: string, { own, other }: { own: number; other: number }, against: string, most: number | undefined): Row {
  return { what, own: `${own.toFixed(1)} ms`, against, other: `${other.toFixed(1)} ms`, figure: own / other, most, unit: "times" };
}

export function memory(what: string, work: Work, most: number): Row {
  return { what: `${what}, peak memory`, own: "", against: "", other: "", figure: peakMemory(work), most, unit: "MiB" };
}

export function inside(what: string, work: () => unknown, most: number): Row {
  const [figure = Number.NaN] = timed(9, work);
  return { what, own: "", against: "", other: "", figure, most, unit: "ms" };
}
