import { isSource } from "../../../model/source.ts";
import { readEnviron } from "../environ.ts";
import { statOf, textOf } from "../proc.ts";
import type { Hidden, Look, View } from "./view.ts";

/** The processes of a container through /proc of this machine. */
export function fromHost(id: string): View {
  return {
    look: (pid) => Promise.resolve(lookAt(id, pid)),
    firstChild: (pid) => {
      const [first] = textOf(`/proc/${String(pid)}/task/${String(pid)}/children`).split(" ");
      return Promise.resolve(first === undefined || !/^\d+$/.test(first) ? undefined : Number(first));
    },
  };
}

/**
 * Whether a process of this machine belongs to a container: an engine may be on another one, or in a virtual one, and numbers are given again. Its
 * control group names the container; where it has none of its own, the files do that every container has from its engine.
 */
export function isOf(id: string, pid: number): boolean {
  const folder = `/proc/${String(pid)}`;
  if (textOf(`${folder}/cgroup`).includes(id)) return true;
  const mounts = textOf(`${folder}/mountinfo`).split("\n");
  return mounts.some((line) => {
    const [, , , root = "", place = ""] = line.split(" ");
    return root.includes(id) && /^\/etc\/(?:hostname|hosts|resolv\.conf)$/.test(place);
  });
}

function lookAt(id: string, pid: number): Look | Hidden {
  const gone: Hidden = { because: "stopped while it was asked", isGone: true };
  if (!isOf(id, pid)) return gone;
  const block = readEnviron(pid);
  const stat = statOf(pid);
  if (stat === undefined || !isOf(id, pid)) return gone;
  return isSource(block) ? { pid, program: stat.comm, text: block.text } : { because: block.because };
}
