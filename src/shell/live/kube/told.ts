import type { Told } from "../../../model/live.ts";
import type { Source } from "../../../model/source.ts";
import { entriesAt, field, stringAt } from "../../../text/json-value.ts";
import { type Json, nameOf } from "./object.ts";
import { type BundleKind, keyOf, type Reference } from "./references.ts";

/** What of a namespace was read, beside the pods. */
export interface Surroundings {
  readonly namespace: string;
  /** ConfigMaps and Secrets, by {@link keyOf}. */
  readonly bundles: ReadonlyMap<string, Json>;
  /** Why a kind was not read, as a clause that follows a name. */
  readonly unread: ReadonlyMap<BundleKind, string>;
  /** Documents of its Services, whose addresses become variables. */
  readonly services: readonly Source[];
}

/** What the cluster was told of one container: its pod or controller, and what that takes variables from. */
export function toldOf(object: Json, container: string, references: readonly Reference[], around: Surroundings): Told {
  const { namespace, bundles, unread, services } = around;
  const found = references.flatMap((reference) => bundleDocument(reference, around) ?? []);
  const reasons = references.flatMap(({ kind, name, optional }): [string, string][] => {
    if (bundles.has(keyOf({ kind, name }))) return [];
    const because = unread.get(kind) ?? (optional ? undefined : "does not exist in the cluster");
    return because === undefined ? [] : [[`${kind}:${namespace}/${name}`, `${kind} ${name} ${because}`]];
  });
  return {
    format: "kubernetes",
    sources: [documentOf(object, namespace), ...found, ...services],
    selector: `${stringAt(object, "kind") ?? ""}/${nameOf(object)}/${container}`,
    unread: new Map(reasons),
  };
}

/** What is surely not there and need not be gives nothing: an empty document of its name says so. */
function bundleDocument({ kind, name, optional }: Reference, { namespace, bundles, unread }: Surroundings): Source | undefined {
  const bundle = bundles.get(keyOf({ kind, name }));
  if (bundle !== undefined) return documentOf(bundle, namespace);
  if (!optional || unread.has(kind)) return undefined;
  return documentOf({ apiVersion: "v1", kind: kind === "secret" ? "Secret" : "ConfigMap", metadata: { name } }, namespace);
}

const documents = new WeakMap<object, Source>();

/** An object as a document, without what the cluster notes about it: an annotation repeats all that was applied. */
export function documentOf(object: Json, namespace: string): Source {
  const known = typeof object === "object" && object !== null ? documents.get(object) : undefined;
  if (known !== undefined) return known;
  const kind = stringAt(object, "kind") ?? "";
  const annotations = entriesAt(object, "metadata", "annotations").filter(([key]) => !key.endsWith("/last-applied-configuration"));
  const metadata = {
    name: nameOf(object),
    namespace,
    uid: field(object, "metadata", "uid"),
    labels: field(object, "metadata", "labels"),
    annotations: annotations.length > 0 ? Object.fromEntries(annotations) : undefined,
  };
  const parts = ["spec", "data"].map((part): [string, unknown] => [part, field(object, part)]);
  const status = Object.fromEntries(["hostIP", "hostIPs", "podIP", "podIPs"].map((part) => [part, field(object, "status", part)]));
  const document = {
    apiVersion: field(object, "apiVersion"),
    kind,
    metadata,
    ...Object.fromEntries(parts),
    ...(kind === "Pod" && { status }),
  };
  const made = { path: `kube:${namespace}/${kind}/${nameOf(object)}`, text: jsonOf(document) };
  if (typeof object === "object" && object !== null) documents.set(object, made);
  return made;
}

/** An object as it is, with what tells who changed it. */
export function historyOf(object: Json, namespace: string): Source {
  return { path: `kube:${namespace}/${stringAt(object, "kind") ?? ""}/${nameOf(object)}`, text: jsonOf(object) };
}

/** JSON that is YAML too, whose readers refuse some characters. */
function jsonOf(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
