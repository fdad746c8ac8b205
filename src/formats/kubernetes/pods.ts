import { get, itemsOf, type Mapping, type Node, pairOf, textOf } from "../../text/yaml.ts";
import { readContainer } from "./container.ts";
import { reportDuplicates } from "./duplicates.ts";
import type { Gathered } from "./gathered.ts";
import type { KubernetesObject, Pod } from "./objects.ts";

const lists = ["containers", "initContainers", "ephemeralContainers"];
const usualLabels = ["app.kubernetes.io/name", "app", "app.kubernetes.io/component"];

/** Reads the containers of any object that is a pod or holds a pod template where the built-in controllers hold theirs. */
export function readPod(object: KubernetesObject, gathered: Gathered, isPatch: (path: string) => boolean): void {
  const found = podIn(object);
  if (found === undefined) return;
  const { metadata, spec } = found;
  for (const node of mappingsOf(object.node, found)) reportDuplicates(object.source, node, gathered.facts);
  const containers = itemsOf(get(spec, "containers"));
  const partial = containers.some((container) => pairOf(container, "image") === undefined) && isPatch(object.source.path);
  const pod: Pod = {
    object,
    metadata,
    spec,
    names: namesOf(object, metadata),
    main: mainOf(containers, metadata),
    opening: partial ? "it is part of a kustomize patch, whose base is not read with it" : undefined,
  };
  for (const list of lists) {
    for (const container of itemsOf(get(spec, list))) readContainer({ container, pod, regular: list === "containers" }, gathered);
  }
}

/** Where the pod stands: in the object itself, in its template, in the template of a cron job's jobs. */
function podIn({ kind, node }: KubernetesObject): { metadata: Node | undefined; spec: Mapping } | undefined {
  const places =
    kind === "Pod" ? [node] : [get(node, "spec", "template"), get(node, "spec", "jobTemplate", "spec", "template"), get(node, "template")];
  for (const place of places) {
    const spec = get(place, "spec");
    if (spec?.kind === "mapping" && lists.some((list) => pairOf(spec, list) !== undefined))
      return { metadata: get(place, "metadata"), spec };
  }
  return undefined;
}

/** The mappings around the containers, each once: those of a bare pod are those of the object. */
function mappingsOf(node: Mapping, { metadata, spec }: { metadata: Node | undefined; spec: Mapping }): (Node | undefined)[] {
  const around = [node, get(node, "metadata"), get(node, "spec")];
  return around.includes(spec) ? around : [...around, metadata, spec];
}

function mainOf(containers: readonly Node[], metadata: Node | undefined): string | undefined {
  const names = containers.map((container) => textOf(get(container, "name")));
  const chosen = textOf(get(metadata, "annotations", "kubectl.kubernetes.io/default-container"));
  return names.includes(chosen) ? chosen : names[0];
}

function namesOf({ name, node }: KubernetesObject, metadata: Node | undefined): string[] {
  const names = [name];
  for (const labels of [get(metadata, "labels"), get(node, "metadata", "labels")]) {
    for (const label of usualLabels) {
      const text = textOf(get(labels, label)) ?? "";
      if (text !== "" && !names.includes(text)) names.push(text);
    }
  }
  return names;
}
