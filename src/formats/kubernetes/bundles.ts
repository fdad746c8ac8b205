import type { Binding, Bundle } from "../../model/binding.ts";
import { get } from "../../text/yaml.ts";
import { reportDuplicates } from "./duplicates.ts";
import { type Gathered, refTo } from "./gathered.ts";
import type { KubernetesObject } from "./objects.ts";

/** The ConfigMap or Secret that an object is, or that something in the cluster makes of it. */
export type Defined = Pick<KubernetesObject, "source" | "node" | "at" | "namespace" | "name"> & Pick<Bundle, "opening">;

export function define(
  object: Defined,
  kind: "configmap" | "secret",
  bindings: readonly Binding[],
  { bundles, facts, piece }: Pick<Gathered, "bundles" | "facts" | "piece">,
): void {
  reportDuplicates(object.source, object.node, facts);
  const ref = refTo(kind, object.namespace, object.name);
  const others = bundles.get(ref);
  // A second definition has an address of its own, so that each container can be given the one that is nearest to it.
  const own = others === undefined ? ref : (`${ref}#${String(others.length)}` as const);
  const data = get(object.node, "data");
  const opening = object.opening ?? (data?.kind === "mapping" ? data.unseen : undefined);
  const { at } = object;
  const bundle: Bundle = opening === undefined ? { ref: own, at, bindings } : { ref: own, at, bindings, opening };
  if (others === undefined) bundles.set(ref, [bundle]);
  else others.push(bundle);
  piece.bundles.push({ ref, bundle });
}
