import { known, opaque, type Value } from "../../model/value.ts";
import { get, textOf } from "../../text/yaml.ts";
import { filledIn } from "./filled-in.ts";
import type { Pod } from "./objects.ts";

/** A `fieldRef`: known where the manifest holds the field and nothing changes it later, otherwise set once the pod is there. */
export function fieldValue(path: string, pod: Pod): Value {
  const text = textIn(path, pod);
  return text === undefined ? opaque(`${path} of the pod, known once it runs`) : (filledIn(text, pod.object) ?? known(text));
}

/** The fields of a bare pod; the template of a controller has none of them. */
const podFields = new Set([
  "metadata.name",
  "metadata.uid",
  "spec.nodeName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
]);

function textIn(path: string, { object, metadata, spec }: Pod): string | undefined {
  const [, map, key] = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(path) ?? [];
  if (map !== undefined && key !== undefined) return textOf(get(metadata, map, key));
  if (path === "metadata.namespace") return object.namespaced ? object.namespace : undefined;
  if (path === "spec.serviceAccountName") return textOf(get(spec, "serviceAccountName"));
  if (object.kind !== "Pod" || !podFields.has(path)) return undefined;
  const field = get(object.node, ...path.split("."));
  if (field?.kind !== "sequence") return textOf(field);
  return field.items.map((item) => textOf(get(item, "ip")) ?? "").join(",");
}
