import type { LivePermissions } from "../../../model/live.ts";
import { field, listAt, stringAt } from "../../../text/json-value.ts";
import { Unanswered } from "./failure.ts";
import type { Kubectl } from "./kubectl.ts";
import { type Json, nameOf } from "./object.ts";
import { orNothing } from "./pods.ts";
import { type BundleKind, keyOf, type Reference } from "./references.ts";
import { documentOf, type Surroundings } from "./told.ts";

const resources: Readonly<Record<BundleKind, string>> = { configmap: "configmaps", secret: "secrets" };

/** Reads what containers refer to, and the Services of their namespace; of Secrets nothing unless that is permitted. */
export async function readSurroundings(
  {
    namespace,
    references,
    serviceLinks,
  }: { readonly namespace: string; readonly references: readonly Reference[]; readonly serviceLinks: boolean },
  kubectl: Kubectl,
  { readSecrets }: LivePermissions,
): Promise<Surroundings> {
  const namesOf = (kind: BundleKind): string[] => [
    ...new Set(references.filter((reference) => reference.kind === kind).map(({ name }) => name)),
  ];
  const [configMaps, secrets, services] = await Promise.all([
    readBundles("configmap", namesOf("configmap"), kubectl),
    readSecrets ? readBundles("secret", namesOf("secret"), kubectl) : "was not read; --read-secrets reads it",
    serviceLinks ? orNothing(kubectl.get("services")) : [],
  ]);
  const bundles = new Map<string, Json>();
  const unread = new Map<BundleKind, string>();
  for (const [kind, found] of [
    ["configmap", configMaps],
    ["secret", secrets],
  ] as const) {
    if (typeof found === "string") unread.set(kind, found);
    else for (const object of found) bundles.set(keyOf({ kind, name: nameOf(object) }), object);
  }
  return { namespace, bundles, unread, services: services.map((service) => documentOf(addressOf(service), namespace)) };
}

/** Why they were not read, as a clause that follows a name, where the cluster did not give them. */
async function readBundles(kind: BundleKind, names: readonly string[], kubectl: Kubectl): Promise<readonly Json[] | string> {
  if (names.length === 0) return [];
  try {
    return await kubectl.get(resources[kind], { names });
  } catch (error) {
    if (error instanceof Unanswered) return `was not read, since ${error.message}`;
    throw error;
  }
}

/** What of a Service becomes variables. */
function addressOf(service: Json): Json {
  const spec = {
    type: field(service, "spec", "type"),
    clusterIP: field(service, "spec", "clusterIP"),
    ports: listAt(service, "spec", "ports"),
  };
  return { apiVersion: "v1", kind: "Service", metadata: { name: stringAt(service, "metadata", "name") }, spec };
}
