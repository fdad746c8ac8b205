import { entriesAt, listAt, parseJson, stringAt } from "./json-value.ts";
import { containerOf } from "./pod-template.ts";

/** How a variable in the cluster differs from what was applied. */
export type AppliedDrift = "added" | "removed" | "changed";

const annotation = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * The variables of a container that somebody has set, removed or changed in the cluster since `kubectl apply` wrote its object (JSON of the pod or
 * controller). Without the name of a container the first is meant. Empty where nothing was applied. The values themselves are only compared.
 */
export function driftFromLastApplied(text: string, container?: string): ReadonlyMap<string, AppliedDrift> {
  const object = parseJson(text);
  const applied = parseJson(stringAt(object, "metadata", "annotations", annotation) ?? "");
  const name = stringAt(containerOf(object, container), "name");
  const before = containerOf(applied, name);
  if (name === undefined || before === undefined) return new Map();
  const [old, current] = [variablesOf(before), variablesOf(containerOf(object, name))];
  const drift = new Map<string, AppliedDrift>();
  for (const [variable, written] of current) {
    const was = old.get(variable);
    if (was === undefined) drift.set(variable, "added");
    else if (was !== written) drift.set(variable, "changed");
  }
  for (const variable of old.keys()) if (!current.has(variable)) drift.set(variable, "removed");
  return drift;
}

function variablesOf(container: unknown): Map<string, string> {
  return new Map(
    listAt(container, "env").flatMap((item): [string, string][] => {
      const name = stringAt(item, "name");
      return name === undefined ? [] : [[name, writtenIn(item)]];
    }),
  );
}

/** What the API server fills in by itself. */
const defaults: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["apiVersion", "v1"],
  ["divisor", "0"],
  ["optional", false],
]);

/** The same text for what means the same, for comparison only. */
function writtenIn(item: unknown): string {
  const from = entriesAt(item, "valueFrom").map(([kind, reference]) => [
    kind,
    entriesAt(reference)
      .filter(([key, value]) => defaults.get(key) !== value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ]);
  return JSON.stringify([stringAt(item, "value") ?? "", from]);
}
