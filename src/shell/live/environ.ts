import type { Source, Unseen } from "../../model/source.ts";
import { isOverwritten } from "../../text/environ.ts";
import { codeOf } from "../files.ts";
import { readProcFile } from "./proc-file.ts";
import { hidesOthers, ownerOf, type Process, processOf, type Stat, statOf } from "./proc.ts";

/** Why a block that its program has written over tells nothing. */
export const overwritten = "has overwritten its environment block, as programs do that set their own title";

/** Times that a process is looked at that keeps becoming another. */
const most = 20;
/** Milliseconds in between. */
const pause = 5;

/**
 * The initial environment block of a process (proc_pid_environ(5)), and of no other that has its number by now where it is `known`. Bytes that
 * are not UTF-8 become U+FFFD. What cannot be seen, or was written over, is unseen and not an empty environment; `missing` only where there
 * surely is no such process.
 */
export function readEnviron(pid: number | "self", known?: Process): Source | Unseen {
  const path = pid === "self" ? "process:self" : `pid:${String(pid)}`;
  let before = known ?? processOf(pid);
  for (let turn = 1; ; turn += 1) {
    const found = readOnce(pid, before);
    const after = statOf(pid);
    if (known !== undefined && known.started !== after?.started) return { path, reason: "missing", because: "has just ended" };
    if (found !== undefined && isSame(before, after)) return typeof found === "string" ? { path, text: found } : { path, ...found };
    if (turn === most) return { path, reason: "unreadable", because: "was just being started, or ended, each time that it was looked at" };
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    before = processOf(pid);
  }
}

/** The block of envcheck itself. No other program can take its place meanwhile, so that one look does where there is a block. */
export function readOwnEnviron(): Source | Unseen {
  const found = readOnce("self", undefined);
  return typeof found === "string" ? { path: "process:self", text: found } : readEnviron("self");
}

/** Whether it is the same process, and has started no other program in between. */
function isSame(before: Stat | undefined, after: Stat | undefined): boolean {
  return before?.started === after?.started && before?.layout?.key === after?.layout?.key;
}

type Refusal = Omit<Unseen, "path">;

/** Undefined where the process is just being started. */
function readOnce(pid: number | "self", seen: Process | undefined): string | Refusal | undefined {
  try {
    const text = readProcFile(`/proc/${String(pid)}/environ`);
    if (text === "") return isBare(seen) ? "" : withoutBlock(seen);
    return isTitle(seen) || isOverwritten(text) ? refused(overwritten) : text;
  } catch (error) {
    return refusalOf(codeOf(error), pid, seen);
  }
}

function refused(because: string): Refusal {
  return { reason: "unreadable", because };
}

/** Whether a process was started with no environment at all. */
function isBare(stat: Stat | undefined): boolean {
  return stat?.layout?.environSize === 0 && stat.state !== "Z";
}

/** Whether its title has outgrown the arguments that it stands in: the kernel then shows more of them than there were. */
function isTitle(seen: Process | undefined): boolean {
  const room = seen?.layout?.argumentsSize ?? 0;
  return seen !== undefined && room > 0 && !seen.command.includes("\uFFFD") && Buffer.byteLength(seen.command) > room;
}

function withoutBlock(stat: Stat | undefined): Refusal | undefined {
  if (stat?.isKernelThread === true) return refused("is a kernel thread, which has no environment");
  if (stat?.state === "Z")
    return refused(`has ended and is a zombie until its parent, process ${String(stat.parent)}, takes note: its environment is gone`);
  return stat?.state === "X" ? refused("has just ended") : undefined;
}

function refusalOf(code: string, pid: number | "self", stat: Stat | undefined): Refusal | undefined {
  if (code === "ESRCH") return withoutBlock(stat);
  if (code === "ENOENT") return absent();
  if (code === "EPERM" && hidesOthers())
    return refused("belongs to another user, and /proc is mounted so that it shows nothing of those (hidepid)");
  return refused(code === "EACCES" || code === "EPERM" ? refusedTo(pid) : `has an environment that cannot be read (${code})`);
}

function absent(): Refusal {
  if (statOf("self") === undefined) return refused("cannot be read, since this system has no /proc");
  if (!hidesOthers()) return { reason: "missing", because: "does not exist" };
  return refused("does not exist, or belongs to another user: /proc is mounted so that it does not show those (hidepid)");
}

function refusedTo(pid: number | "self"): string {
  const owner = pid === "self" ? undefined : ownerOf(pid);
  const own = process.geteuid?.();
  if (own === 0 || owner === undefined || owner === own)
    return "may not be read: it has rights that envcheck lacks, or lets nobody look into it";
  return `belongs to another user (uid ${String(owner)}): only that user and root may read its environment`;
}
