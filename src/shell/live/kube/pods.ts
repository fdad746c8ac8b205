import { field, stringAt } from "../../../text/json-value.ts";
import { selects } from "../../../discover/target.ts";
import { didYouMean } from "../../../text/suggest.ts";
import { Unanswered } from "./failure.ts";
import type { Kubectl } from "./kubectl.ts";
import { containersOf, isAlive, isName, isOwnedBy, isSelected, type Json, labelsOf, nameOf, ownerOf, selectorLabels } from "./object.ts";
import { isGlob, type KubePlace, resources } from "./place.ts";

/** A pod, or the template of a controller that has none. */
export interface Found {
  readonly object: Json;
  /** What keeps it, where that was asked for. */
  readonly controller: Json;
  /** What made it: the ReplicaSet of a Deployment, the Job of a CronJob. */
  readonly parent: Json;
}

/** A sentence about a place that names nothing, with the names that exist. */
export interface Mistake {
  readonly mistake: string;
}

/** Every pod that a place names: of a controller those that run, and its template where none does. Throws {@link Unanswered}. */
export async function findPods(place: KubePlace, kubectl: Kubectl): Promise<readonly Found[] | Mistake> {
  const { kind, name } = place;
  const named = await kubectl.get(resources[kind], isGlob(name) ? {} : { names: [name] });
  const wanted = named.filter((object) => isName(nameOf(object)) && selects(name, nameOf(object)));
  if (wanted.length === 0) return { mistake: await namesInstead(place, isGlob(name) ? named : undefined, kubectl) };
  if (kind === "Pod") return wanted.map((object) => ({ object, controller: undefined, parent: undefined }));
  const found = await podsOf(wanted, place, kubectl);
  return found.toSorted((one, other) => (nameOf(one.object) < nameOf(other.object) ? -1 : 1));
}

async function namesInstead({ kind, name, namespace }: KubePlace, known: readonly Json[] | undefined, kubectl: Kubectl): Promise<string> {
  const [others, namespaces] = await Promise.all([known ?? orNothing(kubectl.get(resources[kind])), orNothing(kubectl.get("namespaces"))]);
  const spaces = namespaces.map(nameOf).filter(isName);
  if (namespace !== undefined && spaces.length > 0 && !spaces.includes(namespace))
    return `there is no namespace ${namespace}; ${didYouMean(namespace, spaces) ?? `there are ${listOf(spaces)}`}`;
  const names = others.map(nameOf).filter(isName);
  const here = namespace === undefined ? "the current namespace" : `namespace ${namespace}`;
  if (names.length === 0) return `${here} has no ${kind}`;
  return `${here} has no ${kind} ${name}; ${didYouMean(name, names) ?? `it has ${listOf(names)}`}`;
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(", ");
  return names.length > 12 ? `${shown} and ${String(names.length - 12)} more` : shown;
}

/** What a mistake or a doubt can do without. */
export async function orNothing(question: Promise<readonly Json[]>): Promise<readonly Json[]> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof Unanswered) return [];
    throw error;
  }
}

/** What stands between a controller and its pods. */
const between: ReadonlyMap<string, string> = new Map([
  ["Deployment", resources.ReplicaSet],
  ["CronJob", resources.Job],
]);

async function podsOf(controllers: readonly Json[], { kind }: KubePlace, kubectl: Kubectl): Promise<readonly Found[]> {
  const [only, ...others] = controllers;
  const labels = others.length === 0 ? selectorLabels(only) : new Map<string, string>();
  const middle = between.get(kind);
  const [parents, pods] = await Promise.all([
    middle === undefined ? [] : orNothing(kubectl.get(middle, { labels })),
    kubectl.get(resources.Pod, { labels }),
  ]);
  return controllers.flatMap((controller) => {
    const makers = middle === undefined ? [controller] : parents.filter((parent) => isOwnedBy(parent, controller));
    const own = pods.filter((pod) => isAlive(pod) && isName(nameOf(pod))).flatMap((pod) => foundIn(pod, controller, makers));
    return own.length > 0 ? own : [{ object: controller, controller, parent: undefined }];
  });
}

/** A pod that nobody owns is adopted by the controller that selects it; where ReplicaSets may not be read their names tell whose they are. */
function foundIn(pod: Json, controller: Json, makers: readonly Json[]): readonly Found[] {
  const parent = makers.find((maker) => isOwnedBy(pod, maker));
  const owner = ownerOf(pod);
  const isOwn =
    parent !== undefined || (owner === undefined && isSelected(pod, controller)) || (makers.length === 0 && isNamedAfter(pod, controller));
  return isOwn ? [{ object: pod, controller, parent }] : [];
}

function isNamedAfter(pod: Json, controller: Json): boolean {
  const hash = labelsOf(pod).get("pod-template-hash");
  return hash !== undefined && ownerOf(pod)?.kind === "ReplicaSet" && ownerOf(pod)?.name === `${nameOf(controller)}-${hash}`;
}

const usualLabels = ["app.kubernetes.io/name", "app", "app.kubernetes.io/component"];

/** The names that a service may know a pod by: what keeps it, its usual labels, itself. */
export function namesOf({ object, controller }: Found): readonly string[] {
  const labels = labelsOf(object);
  const template = labelsOf(field(object, "spec", "template"));
  const kept = [
    controller === undefined ? keeperOf(object) : nameOf(controller),
    ...usualLabels.flatMap((label) => template.get(label) ?? labels.get(label) ?? []),
  ];
  return [...new Set([...kept, nameOf(object)].filter((name) => name !== ""))];
}

/** The Deployment of a pod by the name of its ReplicaSet, which ends in the hash of the template; else its owner. */
function keeperOf(pod: Json): string {
  const owner = ownerOf(pod);
  const hash = labelsOf(pod).get("pod-template-hash");
  if (owner === undefined) return "";
  return hash !== undefined && owner.name.endsWith(`-${hash}`) ? owner.name.slice(0, -hash.length - 1) : owner.name;
}

/** The containers of a pod that a place names; a sidecar is asked, and does not go by the name of the service. */
export function chosenContainers({ object }: Found, glob: string | undefined): readonly Json[] {
  return containersOf(object).filter((container) => glob === undefined || selects(glob, stringAt(container, "name") ?? ""));
}

export function containerNames(found: readonly Found[]): readonly string[] {
  return [...new Set(found.flatMap(({ object }) => containersOf(object).map((container) => stringAt(container, "name") ?? "")))];
}

/** Whether process 1 of a container is another's: its pod shares one process namespace, or the machine's. */
export function sharesProcesses(pod: Json): boolean {
  return ["shareProcessNamespace", "hostPID"].some((key) => field(pod, "spec", key) === true);
}
