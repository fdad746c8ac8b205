import { field, listAt, stringAt } from "./json-value.ts";

/** Where the API keeps the spec of pods: in a pod, in a controller, in a cron job. */
export const podSpecs: readonly (readonly string[])[] = [
  ["spec"],
  ["spec", "template", "spec"],
  ["spec", "jobTemplate", "spec", "template", "spec"],
];

/** The spec of the pod that an object is, or makes. */
export function podSpecOf(object: unknown): unknown {
  return podSpecs.map((path) => field(object, ...path)).find((spec) => listAt(spec, "containers").length > 0);
}

/** The container of that name, or the only one that matters where none is named: the first. */
export function containerOf(object: unknown, name: string | undefined): unknown {
  const containers = listAt(podSpecOf(object), "containers");
  return name === undefined ? containers[0] : containers.find((container) => stringAt(container, "name") === name);
}
