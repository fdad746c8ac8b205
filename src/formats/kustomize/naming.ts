import type { Span } from "../../model/source.ts";
import { get, isNull, itemsOf, type Mapping, pairsOf, spanOf, textOf } from "../../text/yaml.ts";
import type { Layer } from "./patches.ts";
import type { Resource } from "./resource.ts";
import { withText } from "./tree.ts";

/** Sets the namespace of every object that belongs to one (api/filters/namespace). */
export function setNamespace({ session, resources }: Layer, namespace: string, at: Span): void {
  for (const resource of resources.list) {
    resource.remember();
    if (resource.id.namespace !== "_") resource.setMeta("namespace", namespace, at);
    else if (resource.id.kind === "Namespace") resource.setMeta("name", namespace, at);
  }
  resources.moved();
  const seen = new Set<string>();
  for (const { id, at: place } of resources.list) {
    const key = JSON.stringify(id);
    if (seen.has(key)) session.problem(place, `the namespace of the kustomization gives two ${id.kind}s the same name`);
    seen.add(key);
  }
}

const unaffixed = new Set(["CustomResourceDefinition", "APIService", "Namespace"]);

/** Adds `namePrefix` and `nameSuffix` to every name. */
export function affix({ resources }: Layer, root: Mapping): void {
  const [prefix = "", suffix = ""] = ["namePrefix", "nameSuffix"].map((field) => textOf(get(root, field)));
  for (const resource of resources.list) {
    if (unaffixed.has(resource.original.kind)) continue;
    if (prefix !== "") {
      resource.remember();
      resource.prefixes = [...resource.prefixes, prefix];
      resource.setMeta("name", prefix + resource.id.name);
    }
    if (suffix === "") continue;
    resource.remember();
    resource.suffixes = [...resource.suffixes, suffix];
    resource.setMeta("name", resource.id.name + suffix);
  }
  if (prefix + suffix !== "") resources.moved();
}

const podMetadata = new Map<string, readonly string[]>([
  ...["Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job", "ReplicationController"].map((kind): [string, string[]] => [
    kind,
    ["spec", "template"],
  ]),
  ["CronJob", ["spec", "jobTemplate", "spec", "template"]],
]);

/** Labels of objects, by which patches select and services are named, and those of their pods. */
export function label({ source, resources }: Layer, root: Mapping): void {
  const groups = itemsOf(get(root, "labels")).map((item) => ({
    pairs: get(item, "pairs"),
    templates: ["includeSelectors", "includeTemplates"].some((field) => textOf(get(item, field)) === "true"),
  }));
  for (const { pairs, templates } of [...groups, { pairs: get(root, "commonLabels"), templates: true }]) {
    for (const { key, value } of pairsOf(pairs)) {
      const [name, text] = [textOf(key) ?? "", isNull(value) ? "" : textOf(value)];
      for (const resource of resources.list) setLabel(resource, { name, text, at: spanOf(source, key), templates });
    }
  }
}

interface Label {
  readonly name: string;
  readonly text: string | undefined;
  readonly at: Span;
  readonly templates: boolean;
}

function setLabel(resource: Resource, { name, text, at, templates }: Label): void {
  const below = templates ? podMetadata.get(resource.id.kind) : undefined;
  resource.node = withText(resource.node, ["metadata", "labels", name], text, at);
  if (below !== undefined) resource.node = withText(resource.node, [...below, "metadata", "labels", name], text, at);
}
