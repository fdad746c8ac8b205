import type { Instance } from "../../../model/live.ts";
import type { Source, Unseen } from "../../../model/source.ts";
import { stringAt } from "../../../text/json-value.ts";
import type { Kubectl } from "./kubectl.ts";
import { containerState, type Json, mainContainerOf, nameOf } from "./object.ts";
import { type Found, namesOf, sharesProcesses } from "./pods.ts";
import { ownNamesIn, referencesIn } from "./references.ts";
import { changedSince, outdated } from "./stale.ts";
import { historyOf, type Surroundings, toldOf } from "./told.ts";

/** A container of a pod, or of the template of a controller that has none. */
export interface Place extends Found {
  readonly container: Json;
}

/** Whether there is a pod at all. */
function isPod({ object, controller }: Found): boolean {
  return object !== controller;
}

/** What one container is as a process that may run. */
export function instanceOf(place: Place, process: Source | Unseen, around: Surroundings): Instance {
  const { object, controller, parent, container } = place;
  const name = nameOfContainer(place);
  const references = referencesIn(container);
  const { started } = isPod(place) ? containerState(object, name) : { started: undefined };
  const isMain = mainContainerOf(object) === name;
  return {
    address: addressOf(place),
    // A sidecar does not go by the name of the service.
    names: [...new Set([...(isMain ? namesOf(place) : []), name])],
    process,
    seen: "read from /proc/1/environ through kubectl exec",
    told: toldOf(object, name, references, around),
    ...(controller !== undefined && { controller: historyOf(controller, around.namespace) }),
    own: ownNamesIn(container),
    started,
    stale: isPod(place) ? [...changedSince(started, references, around.bundles), ...outdated(object, controller, parent)] : [],
  };
}

export function addressOf(place: Place): string {
  return `${stringAt(place.object, "kind") ?? ""}/${nameOf(place.object)}/${nameOfContainer(place)}`;
}

function nameOfContainer({ container }: Place): string {
  return stringAt(container, "name") ?? "";
}

const instead = "?side=declared judges what it was told";

/** The environment block of a container's main process, or why nobody can see it. Without a cluster to ask it is not looked at. */
export async function processOf(place: Place, namespace: string, kubectl: Kubectl | undefined): Promise<Source | Unseen> {
  const path = `kube:${namespace}/${addressOf(place)}`;
  const unseen = (because: string): Unseen => ({ path, reason: "unreadable", because: `${because}; ${instead}` });
  if (!isPod(place)) return unseen("has no pod that runs");
  const { hindrance } = containerState(place.object, nameOfContainer(place));
  if (hindrance !== undefined) return unseen(hindrance);
  if (sharesProcesses(place.object)) return unseen("shares its processes with others, so that process 1 is not its own");
  if (kubectl === undefined) return unseen("was not looked into");
  const block = await kubectl.environ(nameOf(place.object), nameOfContainer(place));
  if (typeof block === "string") return unseen(block);
  if (block.length === 0) return unseen("has an empty environment block");
  const text = block.toString("utf8");
  const isCut = text.includes("=") && !text.endsWith("\0");
  return isCut ? unseen("gave only a part of its environment block") : { path, text };
}
