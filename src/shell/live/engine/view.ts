/** A process of a container, as it was looked at. */
export interface Look {
  readonly pid: number;
  /** `comm`: at most 15 bytes, which the program may choose. */
  readonly program: string;
  /** The environment block. */
  readonly text: string;
}

/** Why a process cannot be seen: a clause that follows its container. */
export interface Hidden {
  readonly because: string;
  /** Whether the process has only just ended, so that another may be there now. */
  readonly isGone?: boolean;
}

/** A way to look at the processes of one container. */
export interface View {
  look(pid: number): Promise<Look | Hidden>;
  /** The oldest process that a process has started, if it has one. */
  firstChild(pid: number): Promise<number | undefined>;
}

/** Programs that start another one and wait for it: what an entrypoint exports shows only in that one. */
const starters = new Set(["docker-init", "podman-init", "catatonit", "tini", "tini-static", "dumb-init", "sh", "ash", "dash", "bash"]);

/** Starters in a row, and times that one has another child when it is looked at again. */
const most = 6;

/**
 * The program of a container: its first process, or what the init or shell that is its first process has started. An engine that knows the first
 * for its own init saves a look at it.
 */
export async function mainProcess(view: View, first: number, isInit = false): Promise<Look | Hidden> {
  let found = (isInit ? await startedBy(view, first) : undefined) ?? (await view.look(first));
  for (let turn = 0; turn < most && "program" in found && starters.has(found.program); turn += 1) {
    const child = await view.firstChild(found.pid);
    const next = child === undefined ? undefined : await view.look(child);
    if (next === undefined) return found;
    if ("text" in next || next.isGone !== true) found = next;
  }
  return found;
}

async function startedBy(view: View, init: number): Promise<Look | undefined> {
  const child = await view.firstChild(init);
  const found = child === undefined ? undefined : await view.look(child);
  return found !== undefined && "text" in found ? found : undefined;
}
