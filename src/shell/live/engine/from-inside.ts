import { isOverwritten } from "../../../text/environ.ts";
import { overwritten } from "../environ.ts";
import type { EngineClient } from "./client.ts";
import { execIn, noSuchProgram } from "./exec.ts";
import type { Hidden, Look, View } from "./view.ts";

/** The processes of a container by the numbers they have in there, as the `cat` of its image shows them. */
export function fromInside(client: EngineClient, container: string): View {
  return { look: (pid) => lookInside(client, container, pid), firstChild: (pid) => firstChildInside(client, container, pid) };
}

async function lookInside(client: EngineClient, container: string, pid: number): Promise<Look | Hidden> {
  const folder = `/proc/${String(pid)}`;
  const command = ["cat", `${folder}/environ`, `${folder}/comm`];
  const printed = await execIn(client, container, command);
  if ("because" in printed) return printed;
  if (noSuchProgram.includes(printed.code))
    return { because: "has no cat in its image, with which its environment could be read from inside" };
  if (printed.code === 0) return lookFrom(pid, printed.output);
  const owner = await ownerInside(client, container, folder);
  if (owner === undefined) return { because: "stopped the process while it was asked", isGone: true };
  const again = await execIn(client, container, command, owner);
  if ("because" in again) return again;
  if (again.code === 0) return lookFrom(pid, again.output);
  return { because: "runs a process that may not be looked into, not even by its own user" };
}

/** A container's root may not look into what another user runs (it has no CAP_SYS_PTRACE), so that this user is asked: `uid:gid`. */
async function ownerInside(client: EngineClient, container: string, folder: string): Promise<string | undefined> {
  const status = await execIn(client, container, ["cat", `${folder}/status`]);
  const text = "output" in status ? status.output.toString("utf8") : "";
  const [uid, gid] = ["Uid", "Gid"].map((name) => new RegExp(`^${name}:\\s+\\d+\\s+(\\d+)`, "m").exec(text)?.[1]);
  return uid === undefined || gid === undefined ? undefined : `${uid}:${gid}`;
}

/** The block ends in a NUL; what follows is the name of the program and a line break. */
function lookFrom(pid: number, output: Buffer): Look | Hidden {
  const end = output.lastIndexOf(0) + 1;
  const text = output.subarray(0, end).toString("utf8");
  if (isOverwritten(text)) return { because: overwritten };
  return { pid, program: output.subarray(end).toString("utf8").trimEnd(), text };
}

async function firstChildInside(client: EngineClient, container: string, pid: number): Promise<number | undefined> {
  const printed = await execIn(client, container, ["cat", `/proc/${String(pid)}/task/${String(pid)}/children`]);
  const first = "output" in printed && printed.code === 0 ? printed.output.toString("utf8").split(" ")[0] : undefined;
  return first === undefined || !/^\d+$/.test(first) ? undefined : Number(first);
}
