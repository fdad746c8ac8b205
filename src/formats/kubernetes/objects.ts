import type { Source, Span } from "../../model/source.ts";
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
  /** Of an OpenShift Template: what its objects may refer to by `${NAME}`. */
  readonly parameters: Parameters | undefined;
}

/** The parameters of an OpenShift Template, and whether each surely has a value. */
type Parameters = ReadonlyMap<string, boolean>;

/** Where an object holds a pod, or the template of one. */
export interface PodPlace {
  readonly metadata: Node | undefined;
  readonly spec: Mapping;
  readonly containers: readonly PlacedContainer[];
  /** A name that the pod has besides those of its object. */
  readonly name?: string;
  /** Why its containers may get more than is written here. */
  readonly opening?: string;
}

/** A container in its pod; init containers, sidecars and ephemeral containers are not regular. */
export interface PlacedContainer {
  readonly node: Node;
  readonly regular: boolean;
  /** What it is called where it has no name of its own. */
  readonly fallback: string;
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
  if (own !== "Template" && !own.endsWith("List")) return [describe({ source, node: root, kind: own, parameters: undefined })];
  const found: KubernetesObject[] = [];
  const seen = new Set<Node>();
  const collect = (node: Node, fallback: string, parameters: Parameters | undefined): void => {
    if (node.kind !== "mapping" || seen.has(node)) return;
    seen.add(node);
    const kind = textOf(get(node, "kind")) ?? fallback;
    // The items of a typed list (`PodList`) do not repeat their kind.
    if (kind === "Template") for (const item of itemsOf(get(node, "objects"))) collect(item, "", parametersOf(node));
    else if (kind.endsWith("List")) for (const item of itemsOf(get(node, "items"))) collect(item, kind.slice(0, -4), parameters);
    else found.push(describe({ source, node, kind, parameters }));
  };
  collect(root, "", undefined);
  return found;
}

function describe({ source, node, kind, parameters }: Pick<KubernetesObject, "source" | "node" | "kind" | "parameters">): KubernetesObject {
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
    parameters,
  };
}

/** `oc process` makes a value up where `generate` says so, and refuses to go on without one that is required. */
function parametersOf(template: Mapping): Parameters {
  const found = itemsOf(get(template, "parameters")).map((parameter): [string, boolean] => {
    const isSure = textOf(get(parameter, "required")) === "true" || textOf(get(parameter, "generate")) !== undefined;
    return [textOf(get(parameter, "name")) ?? "", isSure || (textOf(get(parameter, "value")) ?? "") !== ""];
  });
  return new Map(found);
}
