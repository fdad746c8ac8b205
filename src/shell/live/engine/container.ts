import type { Instance } from "../../../model/live.ts";
import { sanitise } from "../../../text/sanitise.ts";
import type { Listed } from "./choice.ts";
import type { EngineClient, Failure } from "./client.ts";
import type { Compose } from "./compose.ts";
import { fromHost, isOf } from "./from-host.ts";
import { fromInside } from "./from-inside.ts";
import { textAt } from "./json.ts";
import { staleness } from "./stale.ts";
import { hasInit, innerPidOf, pidOf, standstill, startOf } from "./state.ts";
import { type Hidden, type Look, mainProcess } from "./view.ts";

/** The engine that a container runs in. */
export interface Engine {
  /** The word that its targets begin with. */
  readonly scheme: string;
  readonly client: EngineClient;
  readonly compose: Compose;
}

/** One container, with what its main process really has: as this machine shows it, else as its own programs do. */
export async function instanceOf(engine: Engine, listed: Listed): Promise<Instance> {
  const { client, scheme } = engine;
  const found = await client.ask("GET", `/containers/${listed.id}/json`);
  const address = sanitise(listed.name);
  const path = `${scheme}:${address}`;
  const base = { address, names: [address, ...(listed.service === undefined ? [] : [sanitise(listed.service)])] };
  if ("failure" in found || textAt(found.json, "Id") === undefined) {
    const because = "failure" in found ? lost(found) : "could not be inspected: the engine answered with something else";
    return { ...base, process: { path, reason: "unreadable", because }, seen: "", told: undefined, started: undefined, stale: [] };
  }
  const [shown, stale] = await Promise.all([
    look(client, listed.id, found.json),
    staleness(client, engine.compose, found.json, listed.name),
  ]);
  const text = JSON.stringify([found.json], undefined, 4);
  return {
    ...base,
    process: "because" in shown ? { path, reason: "unreadable", because: shown.because } : { path, text: shown.text },
    seen: "because" in shown ? "" : shown.how,
    told: { format: "docker-inspect", sources: [{ path: `docker-inspect:${address}`, text }], selector: nameOf(found.json) },
    started: startOf(found.json),
    stale,
  };
}

/** As the format of inspection reads it. */
function nameOf(inspected: unknown): string {
  return (textAt(inspected, "Name") ?? "").replace(/^\//, "");
}

function lost({ failure, status }: Failure): string {
  return status === 404 ? "is gone: it was removed while it was asked" : `could not be inspected: ${failure}`;
}

type Shown = (Look & { readonly how: string }) | Hidden;

async function look(client: EngineClient, id: string, inspected: unknown): Promise<Shown> {
  const still = standstill(inspected);
  if (still !== undefined) return { because: still };
  const pid = pidOf(inspected);
  const isHere = pid !== undefined && isOf(id, pid);
  const here = isHere ? await mainProcess(fromHost(id), pid) : undefined;
  if (here !== undefined && "text" in here) return { ...here, how: howOf(here, pid, "read from") };
  const inner = innerPidOf(inspected);
  if (inner === undefined)
    return here ?? { because: "shares the process numbers of another container, so that its own process is not known in there" };
  const inside = await mainProcess(fromInside(client, id), inner, hasInit(inspected));
  if ("text" in inside) return { ...inside, how: howOf(inside, inner, "read inside the container from") };
  return { because: here === undefined || here.because === inside.because ? inside.because : `${here.because}; and it ${inside.because}` };
}

function howOf({ pid, program }: Look, first: number | undefined, verb: string): string {
  const place = `${verb} /proc/${String(pid)}/environ`;
  return pid === first ? place : `${place}, which is ${sanitise(program)}, started by the first process of the container`;
}
