import type { Source, Span } from "../../model/source.ts";
import { opaque, type Value } from "../../model/value.ts";
import { get, itemsOf, type Mapping, type Node, spanOf, startOf, textOf } from "../../text/yaml.ts";

/** One Kubernetes object, wherever it stands: in a document, in a List, in an OpenShift Template. */
export interface KubernetesObject {
  readonly source: Source;
  readonly node: Mapping;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** The name's place; the whole object starts there when it has none. */
  readonly at: Span;
  /** `default` when the object names none: both are then where `kubectl apply` puts them. */
  readonly namespace: string;
  readonly namespaced: boolean;
  /** Whether `${NAME}` in it is an OpenShift parameter. */
  readonly parametrised: boolean;
}

/** A pod, or the template that a controller makes pods from. */
export interface Pod {
  readonly object: KubernetesObject;
  readonly metadata: Node | undefined;
  readonly spec: Mapping;
  /** The names a service may know each of its containers by: the controller and its usual labels. */
  readonly names: readonly string[];
  /** The container that a selector without a container means, as `kubectl logs` would. */
  readonly main: string | undefined;
  /** Why its containers may have more variables than are written here. */
  readonly opening: string | undefined;
}

/** The objects of one document, each node once, so that aliases cannot multiply them. */
export function objectsIn(source: Source, root: Node | undefined): KubernetesObject[] {
  if (root?.kind !== "mapping") return [];
  const own = textOf(get(root, "kind")) ?? "";
  if (own !== "Template" && !own.endsWith("List")) return [describe({ source, node: root, kind: own, parametrised: false })];
  const found: KubernetesObject[] = [];
  const seen = new Set<Node>();
  const collect = (node: Node, fallback: string, parametrised: boolean): void => {
    if (node.kind !== "mapping" || seen.has(node)) return;
    seen.add(node);
    const kind = textOf(get(node, "kind")) ?? fallback;
    // The items of a typed list (`PodList`) do not repeat their kind.
    if (kind === "Template") for (const item of itemsOf(get(node, "objects"))) collect(item, "", true);
    else if (kind.endsWith("List")) for (const item of itemsOf(get(node, "items"))) collect(item, kind.slice(0, -4), parametrised);
    else found.push(describe({ source, node, kind, parametrised }));
  };
  collect(root, "", false);
  return found;
}

function describe({
  source,
  node,
  kind,
  parametrised,
}: Pick<KubernetesObject, "source" | "node" | "kind" | "parametrised">): KubernetesObject {
  const metadata = get(node, "metadata");
  const name = get(metadata, "name") ?? get(metadata, "generateName");
  const namespace = textOf(get(metadata, "namespace"));
  return {
    source,
    node,
    apiVersion: textOf(get(node, "apiVersion")) ?? "",
    kind,
    name: textOf(name) ?? "",
    at: name === undefined ? startOf(source, node) : spanOf(source, name),
    namespace: namespace ?? "default",
    namespaced: namespace !== undefined,
    parametrised,
  };
}

/** The value of a text that an OpenShift parameter, `${NAME}` or `${{NAME}}`, is part of. */
export function parameterIn(text: string, { parametrised }: KubernetesObject): Value | undefined {
  const name = parametrised ? /\$\{\{?([A-Za-z0-9_]+)\}/.exec(text)?.[1] : undefined;
  return name === undefined ? undefined : opaque(`OpenShift template parameter ${name}`);
}
