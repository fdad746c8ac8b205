import type { Instance } from "../../model/live.ts";
import { isSource } from "../../model/source.ts";
import { overwritten, readEnviron } from "./environ.ts";
import { type Process, processOf, programOf, startOf } from "./proc.ts";

/** What is told of an instance beside what its process shows. */
type Told = Pick<Instance, "address" | "names"> & Partial<Pick<Instance, "stale">>;

/** Variables that systemd gives each process a value of its own for (systemd.exec(5), "Environment variables set or propagated"). */
const ownNames: ReadonlySet<string> = new Set([
  "CREDENTIALS_DIRECTORY",
  "INVOCATION_ID",
  "JOURNAL_STREAM",
  "LISTEN_FDNAMES",
  "LISTEN_FDS",
  "LISTEN_PID",
  "MAINPID",
  "MEMORY_PRESSURE_WATCH",
  "NOTIFY_SOCKET",
  "SYSTEMD_EXEC_PID",
  "WATCHDOG_PID",
]);

/** Finds a process by its number, again or for the first time. */
type Find = (pid: number) => Process | undefined;

/** A process of this machine as an instance, with what its program has overwritten from where it was forked. */
export function instanceOf(process: Process, { address, names, stale = [] }: Told, find: Find = processOf): Instance {
  const first = firstOf(process, find);
  const rest = { address, names: [...new Set(names)], told: undefined, own: ownNames, started: startOf(first), stale };
  const block = readEnviron(process.pid, process);
  const seen = `read from /proc/${String(process.pid)}/environ`;
  if (isSource(block) || block.because !== overwritten || first === process) return { ...rest, process: block, seen };
  const older = readEnviron(first.pid, first);
  if (!isSource(older)) return { ...rest, process: block, seen };
  const how = `read from /proc/${String(first.pid)}/environ, of the process that it was forked from, since it has overwritten its own`;
  return { ...rest, process: { ...older, path: block.path }, seen: how };
}

/** Whether a process was gone before it could be read. */
export function hasEnded({ process }: Instance): boolean {
  return !isSource(process) && process.reason === "missing";
}

/** The process that was started, where this one was only forked: a fork has the environment of its parent, and an exec would have moved it. */
function firstOf(process: Process, find: Find): Process {
  const parent = find(process.parent);
  if (parent?.layout === undefined || parent.layout.key !== process.layout?.key) return process;
  return programOf(parent.pid) === programOf(process.pid) ? firstOf(parent, find) : process;
}
