import { entriesAt, field, listAt, stringAt, timeAt } from "../../../text/json-value.ts";
import { podSpecOf } from "../../../text/pod-template.ts";

/** An object of the API as `kubectl get` gives it: text of the cluster, none of it taken for granted. */
export type Json = unknown;

/** The object that made another one, and keeps it. */
interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid: string | undefined;
}

/** Whether a text can be the name of an object or a container, so that kubectl takes it for nothing else. */
export function isName(text: string | undefined): text is string {
  return text !== undefined && /^[a-z0-9][a-z0-9.-]{0,252}$/.test(text);
}

export function nameOf(object: Json): string {
  return stringAt(object, "metadata", "name") ?? "";
}

export function labelsOf(object: Json): ReadonlyMap<string, string> {
  return new Map(
    entriesAt(object, "metadata", "labels").flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[key, value]] : [],
    ),
  );
}

export function ownerOf(object: Json): Owner | undefined {
  const owner = listAt(object, "metadata", "ownerReferences").find((reference) => field(reference, "controller") !== false);
  if (owner === undefined) return undefined;
  return { kind: stringAt(owner, "kind") ?? "", name: stringAt(owner, "name") ?? "", uid: stringAt(owner, "uid") };
}

/** Whether one object made the other; a name alone may be that of a former one. */
export function isOwnedBy(object: Json, owner: Json): boolean {
  const found = ownerOf(object);
  if (found === undefined || found.kind !== stringAt(owner, "kind") || found.name !== nameOf(owner)) return false;
  const uid = stringAt(owner, "metadata", "uid");
  return uid === undefined || found.uid === undefined || uid === found.uid;
}

const operators: ReadonlyMap<string, (value: string | undefined, values: readonly unknown[]) => boolean> = new Map([
  ["In", (value, values) => value !== undefined && values.includes(value)],
  ["NotIn", (value, values) => value === undefined || !values.includes(value)],
  ["Exists", (value) => value !== undefined],
  ["DoesNotExist", (value) => value === undefined],
]);

/** The labels that a controller's selector asks for by name and value. */
export function selectorLabels(controller: Json): ReadonlyMap<string, string> {
  return new Map(
    entriesAt(controller, "spec", "selector", "matchLabels").flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[key, value]] : [],
    ),
  );
}

/** Whether a controller's selector takes in a pod; one that asks for nothing takes in none. */
export function isSelected(pod: Json, controller: Json): boolean {
  const labels = labelsOf(pod);
  const wanted = selectorLabels(controller);
  const expressions = listAt(controller, "spec", "selector", "matchExpressions");
  if (wanted.size + expressions.length === 0) return false;
  return (
    [...wanted].every(([key, value]) => labels.get(key) === value) &&
    expressions.every((expression) => {
      const test = operators.get(stringAt(expression, "operator") ?? "");
      return test?.(labels.get(stringAt(expression, "key") ?? ""), listAt(expression, "values")) === true;
    })
  );
}

/** Whether its containers run or will run again; a pod that is being deleted makes room for another. */
export function isAlive(pod: Json): boolean {
  const phase = stringAt(pod, "status", "phase");
  return stringAt(pod, "metadata", "deletionTimestamp") === undefined && phase !== "Succeeded" && phase !== "Failed";
}

/** The containers of a pod or of a controller's template, without those that only prepare. */
export function containersOf(object: Json): readonly Json[] {
  return listAt(podSpecOf(object), "containers").filter((container) => isName(stringAt(container, "name")));
}

/** The container that kubectl would look at where none is named. */
export function mainContainerOf(object: Json): string | undefined {
  const names = containersOf(object).map((container) => stringAt(container, "name"));
  const chosen = stringAt(object, "metadata", "annotations", "kubectl.kubernetes.io/default-container");
  return names.includes(chosen) ? chosen : names[0];
}

/** How a container is, as its pod tells it. */
export interface ContainerState {
  /** Why it does not run, as a clause that follows its address. */
  readonly hindrance: string | undefined;
  /** When it started, in Unix milliseconds. */
  readonly started: number | undefined;
}

/** A word of the kubelet, such as CrashLoopBackOff; anything else is not told. */
function reasonIn(state: Json, part: string): string {
  const reason = stringAt(state, part, "reason") ?? "";
  return /^[A-Za-z]{1,60}$/.test(reason) ? ` (${reason})` : "";
}

export function containerState(pod: Json, container: string): ContainerState {
  const status = listAt(pod, "status", "containerStatuses").find((one) => stringAt(one, "name") === container);
  const state = field(status, "state");
  const started = timeAt(state, "running", "startedAt") ?? timeAt(pod, "status", "startTime");
  const hindrance = hindranceIn(state, stringAt(pod, "status", "phase"));
  return { hindrance, started: hindrance === undefined ? started : undefined };
}

function hindranceIn(state: Json, phase: string | undefined): string | undefined {
  if (field(state, "running") !== undefined) return undefined;
  if (field(state, "waiting") !== undefined) return `does not run${reasonIn(state, "waiting")}`;
  if (field(state, "terminated") !== undefined || phase === "Succeeded" || phase === "Failed")
    return `has ended${reasonIn(state, "terminated")}`;
  return phase === "Pending" ? "does not run" : undefined;
}
