import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { uptime } from "node:os";
import { codeOf } from "../files.ts";
import { readProcFile } from "./proc-file.ts";

/** What everybody may know of a process: proc_pid_stat(5). */
export interface Stat {
  readonly pid: number;
  /** At most 15 bytes, which the program may choose. */
  readonly comm: string;
  readonly state: string;
  readonly parent: number;
  readonly isKernelThread: boolean;
  /** Ticks of the clock since the machine was started; with its number it makes a process unique. */
  readonly started: number;
  /** Where the kernel put its stack, arguments and environment, chosen at random by each exec and kept by a fork; undefined for who may not know. */
  readonly layout: Layout | undefined;
}

export interface Layout {
  readonly key: string;
  /** Bytes. */
  readonly argumentsSize: number;
  readonly environSize: number;
}

/** USER_HZ, the same on every architecture that Node runs on. */
const ticks = 100;
/** PF_KTHREAD, linux/sched.h. */
const kernelThread = 0x20_00_00;

/** Empty where the process is gone or hidden. */
export function textOf(path: string): string {
  return tried(() => readFileSync(path, "utf8")) ?? "";
}

/** Empty where the process is gone or hidden. */
function fileOf(pid: number | "self", name: "stat" | "cmdline"): string {
  try {
    return readProcFile(`/proc/${String(pid)}/${name}`);
  } catch (error) {
    codeOf(error);
    return "";
  }
}

/** Undefined for every system error. */
export function tried<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    codeOf(error);
    return undefined;
  }
}

/** A process as everybody may see it. */
export interface Process extends Stat {
  /** Its arguments, or the title that it gave itself; each ends in a NUL. */
  readonly command: string;
}

/** Undefined where the process is gone or hidden. */
export function processOf(pid: number | "self"): Process | undefined {
  const stat = statOf(pid);
  return stat && Object.assign(stat, { command: fileOf(pid, "cmdline") });
}

/** Undefined where the process is gone or hidden. */
export function statOf(pid: number | "self"): Stat | undefined {
  const text = fileOf(pid, "stat");
  const open = text.indexOf("(");
  const close = text.lastIndexOf(")");
  if (open < 0 || close < open) return undefined;
  const [state = "", parent, flags, started, stack = "0", ...layout] = fieldsOf(text, close + 2);
  return {
    pid: Number(text.slice(0, open)),
    comm: text.slice(open + 1, close),
    state,
    parent: Number(parent ?? 0),
    isKernelThread: (Number(flags ?? 0) & kernelThread) !== 0,
    started: Number(started ?? 0),
    layout: layoutOf(stack, layout),
  };
}

/** The fields that count: state, ppid, flags, starttime, startstack, and arg_start to env_end. */
const wanted = [3, 4, 9, 22, 28, 48, 49, 50, 51];

/** The wanted ones of what stands behind the name, which ends before `start`; quicker than to part them all. */
function fieldsOf(text: string, start: number): string[] {
  const found: string[] = [];
  let at = start;
  for (let field = 3; found.length < wanted.length && at <= text.length; field += 1) {
    const space = text.indexOf(" ", at);
    const end = space < 0 ? text.length : space;
    if (field === wanted[found.length]) found.push(text.slice(at, end));
    at = end + 1;
  }
  return found;
}

function layoutOf(stack: string, [from = "0", to = "0", environ = "0", end = "0"]: readonly string[]): Layout | undefined {
  if (environ === "0") return undefined;
  return { key: `${stack} ${from} ${environ}`, argumentsSize: Number(to) - Number(from), environSize: Number(end) - Number(environ) };
}

let boot: number | undefined;

/** Unix milliseconds. */
export function startOf({ started }: Stat): number {
  boot ??= bootTime();
  return Math.round(boot + (started * 1000) / ticks);
}

/** What /proc/stat tells in whole seconds, exactly where the uptime agrees with it (in some containers it is that of the container). */
function bootTime(): number {
  const told = Number(/^btime (\d+)/m.exec(textOf("/proc/stat"))?.[1] ?? 0) * 1000;
  const exact = Date.now() - uptime() * 1000;
  return Math.abs(exact - told) < 2000 ? exact : told;
}

/** All processes that this user can see but envcheck itself, by their number. */
export function processes(): ReadonlyMap<number, Process> {
  const all = new Map<number, Process>();
  const own = statOf("self")?.pid;
  for (const entry of tried(() => readdirSync("/proc")) ?? []) {
    const pid = Number(entry);
    const found = Number.isInteger(pid) && pid !== own ? processOf(pid) : undefined;
    if (found !== undefined) all.set(pid, found);
  }
  return all;
}

/** The user that a process runs as. */
export function ownerOf(pid: number): number | undefined {
  return tried(() => statSync(`/proc/${String(pid)}`).uid);
}

/** The path of the program; undefined for who may not know. */
export function programOf(pid: number): string | undefined {
  return tried(() => readlinkSync(`/proc/${String(pid)}/exe`))?.replace(/ \(deleted\)$/, "");
}

/** Whether /proc keeps from this user what belongs to others (hidepid, proc(5)): their content, or even that they are there. */
export function hidesOthers(): boolean {
  const mounts = textOf("/proc/self/mountinfo").split("\n");
  const options =
    mounts
      .findLast((line) => line.split(" ")[4] === "/proc")
      ?.split(" ")
      .at(-1)
      ?.split(",") ?? [];
  const valueOf = (name: string): string | undefined => options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1);
  const isExempt = process.geteuid?.() === 0 || process.getgroups?.().includes(Number(valueOf("gid") ?? Number.NaN)) === true;
  return !isExempt && !["off", "0", undefined].includes(valueOf("hidepid"));
}
