import { isUtf8 } from "node:buffer";
import { closeSync, constants, openSync } from "node:fs";
import type { Source, Unseen } from "../../model/source.ts";
import { codeOf, readDescriptor } from "../files.ts";

const reasons: ReadonlyMap<string, string> = new Map([
  ["EACCES", "belongs to another user or has more rights than envcheck, so that its environment may not be read"],
  ["EPERM", "belongs to another user, so that its environment may not be read"],
  ["ENOENT", "does not exist, or is hidden from this user"],
  ["ESRCH", "has ended, or is a kernel thread, which has no environment"],
]);

/** The initial environment block of a process, from /proc (proc(5)); an empty or overwritten block is unseen, not an empty environment. */
export function readEnviron(pid: number | "self"): Source | Unseen {
  const path = pid === "self" ? "process:self" : `pid:${String(pid)}`;
  const unseen = (because: string): Unseen => ({ path, reason: "unreadable", because });
  try {
    const bytes = readBlock(`/proc/${String(pid)}/environ`);
    if (!Buffer.isBuffer(bytes)) return { path, ...bytes };
    if (bytes.length === 0) return unseen("has an empty environment block: it is a kernel thread, has ended, or was started without any");
    if (!bytes.includes("=")) return unseen("has overwritten its environment block, as programs do that set their own title");
    return { path, text: isUtf8(bytes) ? bytes.toString("utf8") : bytes.toString("latin1") };
  } catch (error) {
    const code = codeOf(error);
    return unseen(reasons.get(code) ?? `has an environment that cannot be read (${code})`);
  }
}

function readBlock(path: string): ReturnType<typeof readDescriptor> {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return readDescriptor(descriptor, 0);
  } finally {
    closeSync(descriptor);
  }
}
