import { field, listAt, stringAt } from "../../../text/json-value.ts";
import { isName, type Json } from "./object.ts";

export type BundleKind = "configmap" | "secret";

/** A ConfigMap or Secret that a container takes variables from. */
export interface Reference {
  readonly kind: BundleKind;
  readonly name: string;
  /** Whether the container starts without it. */
  readonly optional: boolean;
}

const places: readonly (readonly [BundleKind, string, string])[] = [
  ["configmap", "configMapRef", "configMapKeyRef"],
  ["secret", "secretRef", "secretKeyRef"],
];

/** Every ConfigMap and Secret that a container's environment is made of, each once; required where one of the references is. */
export function referencesIn(container: Json): readonly Reference[] {
  const found = new Map<string, Reference>();
  for (const [kind, whole, key] of places) {
    const nodes = [
      ...listAt(container, "envFrom").map((item) => field(item, whole)),
      ...listAt(container, "env").map((item) => field(item, "valueFrom", key)),
    ];
    for (const node of nodes) {
      const name = stringAt(node, "name");
      if (!isName(name)) continue;
      const before = found.get(keyOf({ kind, name }));
      const optional = field(node, "optional") === true && before?.optional !== false;
      found.set(keyOf({ kind, name }), { kind, name, optional });
    }
  }
  return [...found.values()];
}

export function keyOf({ kind, name }: Pick<Reference, "kind" | "name">): string {
  return `${kind}:${name}`;
}

/** Fields that all pods of a controller have in common. */
const common = new Set(["metadata.namespace", "spec.serviceAccountName"]);

/** Variables that each pod has its own value of, filled in from fields of the pod. */
export function ownNamesIn(container: Json): ReadonlySet<string> {
  const own = listAt(container, "env").filter((item) => {
    const path = stringAt(item, "valueFrom", "fieldRef", "fieldPath");
    return path !== undefined && !common.has(path);
  });
  return new Set(own.map((item) => stringAt(item, "name") ?? ""));
}
