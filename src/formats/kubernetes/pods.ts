import { get, type Mapping, type Node, pairOf, textOf } from "../../text/yaml.ts";
import { readContainer } from "./container.ts";
import { reportDuplicates } from "./duplicates.ts";
import type { Gathered } from "./gathered.ts";
import type { KubernetesObject, PlacedContainer, Pod, PodPlace } from "./objects.ts";
import { podsOf } from "./pod-places.ts";

const usualLabels = ["app.kubernetes.io/name", "app", "app.kubernetes.io/component"];

/** Reads the containers of an object's pods. */
export function readPods(object: KubernetesObject, gathered: Gathered, isPatch: (path: string) => boolean): void {
  for (const place of podsOf(object)) {
    if (gathered.allowance < 0) return;
    readPod(object, place, { gathered, isPatch });
  }
}

/** What a pod is read with. */
interface Around {
  readonly gathered: Gathered;
  readonly isPatch: (path: string) => boolean;
}

function readPod(object: KubernetesObject, place: PodPlace, { gathered, isPatch }: Around): void {
  const { metadata, spec, containers, name } = place;
  for (const node of mappingsOf(object.node, place)) reportDuplicates(object.source, node, gathered.facts);
  const regular = containers.filter((container) => container.regular);
  const partial = regular.some(({ node }) => pairOf(node, "image") === undefined) && isPatch(object.source.path);
  const names = namesOf(object, metadata);
  const pod: Pod = {
    object,
    metadata,
    spec,
    names: name === undefined || names.includes(name) ? names : [name, ...names],
    main: mainOf(regular, names, metadata),
    opening: partial ? "it is part of a kustomize patch, whose base is not read with it" : place.opening,
  };
  for (const container of containers) readContainer(container, pod, gathered);
}

/** The mappings around the containers, each once: those of a bare pod are those of the object. */
function mappingsOf(node: Mapping, { metadata, spec }: PodPlace): (Node | undefined)[] {
  const around = [node, get(node, "metadata"), get(node, "spec")];
  return around.includes(spec) ? around : [...around, metadata, spec];
}

/** The first is not always the service: a patch that adds a proxy puts it in front. */
function mainOf(containers: readonly PlacedContainer[], called: readonly string[], metadata: Node | undefined): string | undefined {
  const names = containers.map(({ node, fallback }) => textOf(get(node, "name")) ?? fallback);
  const chosen = textOf(get(metadata, "annotations", "kubectl.kubernetes.io/default-container"));
  return chosen !== undefined && names.includes(chosen) ? chosen : (called.find((one) => names.includes(one)) ?? names[0]);
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
