import { entriesAt, field, listAt, parseJson, stringAt, timeAt } from "./json-value.ts";
import { containerOf, podSpecs } from "./pod-template.ts";

/** Who wrote a field of an object in a cluster last, and when that one wrote to the object last, in Unix milliseconds. */
export interface Change {
  /** The name that the client gave itself (`kubectl-edit`); text from outside. */
  readonly manager: string;
  readonly time: number;
}

/**
 * Who set each variable of a container as it is now, from `metadata.managedFields` of its pod or controller (JSON, as `kubectl get -o json
 * --show-managed-fields` prints it). Without the name of a container the first is meant. Empty where the fields are not there.
 */
export function changedBy(text: string, container?: string): ReadonlyMap<string, Change> {
  const object = parseJson(text);
  const name = stringAt(containerOf(object, container), "name");
  const found = new Map<string, Change & { readonly isValue: boolean }>();
  for (const entry of listAt(object, "metadata", "managedFields")) {
    const change = changeOf(entry);
    if (change === undefined) continue;
    for (const [variable, fields] of variablesIn(field(entry, "fieldsV1"), name)) {
      const candidate = { ...change, isValue: ["f:value", "f:valueFrom"].some((key) => field(fields, key) !== undefined) };
      const before = found.get(variable);
      if (before === undefined || isCloser(candidate, before)) found.set(variable, candidate);
    }
  }
  return new Map([...found].map(([variable, { manager, time }]) => [variable, { manager, time }]));
}

/** Who changed the data of a ConfigMap or Secret last; its creation where nothing tells more. */
export function dataChange(object: unknown): Change | undefined {
  const changes = listAt(object, "metadata", "managedFields").flatMap((entry) => {
    const change = changeOf(entry);
    const touches = ["f:data", "f:stringData", "f:binaryData"].some((part) => field(entry, "fieldsV1", part) !== undefined);
    return change !== undefined && touches ? [change] : [];
  });
  const last = changes.toSorted((one, other) => other.time - one.time)[0];
  const created = timeAt(object, "metadata", "creationTimestamp");
  return last ?? (created === undefined ? undefined : { manager: "", time: created });
}

function changeOf(entry: unknown): Change | undefined {
  const time = timeAt(entry, "time");
  return time === undefined ? undefined : { manager: stringAt(entry, "manager") ?? "", time };
}

/** Whoever owns the value itself rather than the entry around it, and the later of two. */
function isCloser(one: Change & { readonly isValue: boolean }, other: Change & { readonly isValue: boolean }): boolean {
  return one.isValue === other.isValue ? one.time > other.time : one.isValue;
}

function variablesIn(fields: unknown, container: string | undefined): (readonly [string, unknown])[] {
  return podSpecs.flatMap((path) =>
    entriesAt(fields, ...path.map((key) => `f:${key}`), "f:containers")
      .filter(([key]) => nameIn(key) === container)
      .flatMap(([, own]) => entriesAt(own, "f:env"))
      .flatMap(([key, own]): (readonly [string, unknown])[] => {
        const variable = nameIn(key);
        return variable === undefined ? [] : [[variable, own]];
      }),
  );
}

/** `k:{"name":"web"}` tells an item of a list by its name. */
function nameIn(key: string): string | undefined {
  return key.startsWith("k:") ? stringAt(parseJson(key.slice(2)), "name") : undefined;
}
