import { kubernetes } from "../../src/formats/kubernetes.ts";
import { type Environment, valueOf } from "../../src/model/environment.ts";
import type { Spec } from "../../src/model/binding.ts";
import { unseal } from "../../src/model/sealed.ts";
import { unknown } from "../../src/model/value.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import type { Adapter, Outcome } from "./adapter.ts";

/** One manifest as an API object. */
export type Manifest = Readonly<Record<string, unknown>>;

interface Context {
  readonly namespace: string;
  readonly enableServiceLinks: boolean | null;
  readonly services:
    | readonly { readonly name: string; readonly namespace?: string; readonly clusterIP: string; readonly ports: unknown }[]
    | null;
  readonly configMaps: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pod: Readonly<Record<string, string>>;
  readonly podIPs?: readonly string[];
  readonly staticPod?: boolean;
  readonly servicesSynced?: boolean;
}

/** Reads manifests as one file of JSON documents, which is YAML too. */
export function readManifests(manifests: readonly Manifest[]): Spec {
  const text = manifests.map((manifest) => JSON.stringify(manifest, undefined, 1)).join("\n---\n");
  return kubernetes.read(
    { sources: [{ path: "case.yaml", text }], options: new Map() },
    { read: (path) => ({ path, reason: "missing", because: "it is not here" }), shell: () => unknown("nothing was said about it") },
  );
}

/** A Service as the cluster has it: an empty address is that of an ExternalName. */
export function serviceManifest({ name, namespace, clusterIP, ports }: NonNullable<Context["services"]>[number]): Manifest {
  const spec = clusterIP === "" ? { type: "ExternalName", ports } : { clusterIP, ports };
  return { apiVersion: "v1", kind: "Service", metadata: { name, namespace }, spec };
}

/** Everything that a container's environment certainly holds. */
export function textsOf(environment: Environment): Record<string, string> {
  const names = new Set([...environment.entries.keys(), ...(environment.backdrop?.names() ?? [])]);
  const pairs = [...names].flatMap((name): [string, string][] => {
    const value = valueOf(environment, name);
    return value.state === "known" ? [[name, unseal(value.text)]] : [];
  });
  return Object.fromEntries(pairs);
}

/** What is missing from these files is missing from the cluster, since a case tells all that there is. */
function lacksSomething({ workload }: Environment, { bundles, facts, problems }: Spec): boolean {
  const missing = workload.layers.some((layer) =>
    layer.kind === "bindings"
      ? layer.bindings.some(({ value }) => value.state === "opaque")
      : layer.kind === "import" && layer.optional !== true && !bundles.has(layer.ref),
  );
  const dangling = facts.some((fact) => fact.kind === "dangling" && !fact.optional);
  return missing || dangling || problems.length > 0;
}

function isContext(context: unknown): context is Context {
  return typeof context === "object" && context !== null && "namespace" in context && "services" in context;
}

/** The pod as its node sees it, whose first address family decides the order of `podIPs`. */
function podManifest(container: unknown, { namespace, enableServiceLinks, pod, podIPs = [] }: Context): Manifest {
  const ips = podIPs.toSorted((one, other) => Number(one.includes(":")) - Number(other.includes(":")));
  const { "metadata.name": name, "spec.nodeName": nodeName, "spec.serviceAccountName": serviceAccountName } = pod;
  const spec = { enableServiceLinks, nodeName, serviceAccountName, containers: [{ name: "case", ...Object(container) }] };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace },
    spec,
    status: { podIP: ips[0], podIPs: ips.map((ip) => ({ ip })) },
  };
}

/** Every object that the container takes variables from and that the case does not have, as an empty one: that is what an optional one comes to. */
function emptyManifests(container: unknown, { namespace, configMaps, secrets }: Context): Manifest[] {
  const namesIn = (key: string) => [...JSON.stringify(container).matchAll(new RegExp(`"${key}(?:Key)?Ref":\\{[^}]*"name":"([^"]+)"`, "g"))];
  const lacking = (kind: string, key: string, those: object) =>
    [...new Set(namesIn(key).map(([, name]) => String(name)))]
      .filter((name) => !Object.hasOwn(those, name))
      .map((name) => ({ apiVersion: "v1", kind, metadata: { name, namespace } }));
  return [...lacking("ConfigMap", "configMap", configMaps), ...lacking("Secret", "secret", secrets)];
}

function dataManifests({ namespace, configMaps, secrets }: Context): Manifest[] {
  return [
    ...Object.entries(configMaps).map(([name, data]) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data })),
    ...Object.entries(secrets).map(([name, stringData]) => {
      const data = Object.fromEntries(Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text).toString("base64")]));
      return { apiVersion: "v1", kind: "Secret", metadata: { name, namespace }, data };
    }),
  ];
}

/** A container with everything around it to its environment. */
export const adapter: Adapter = {
  vectors: "k8s-kubelet-env",
  run({ input, context }): Outcome {
    if (!isContext(context)) return { error: true };
    // Two refusals of a kubelet that no manifest can bring about: the API server sets the field, and services are synced in the end.
    if (context.enableServiceLinks === null || (context.servicesSynced === false && context.staticPod !== true)) return { error: true };
    const manifests = [podManifest(input, context), ...dataManifests(context), ...(context.services ?? []).map(serviceManifest)];
    const spec = readManifests(manifests);
    const [found] = resolve(spec);
    if (found === undefined || lacksSomething(found, spec)) return { error: true };
    const [environment = found] = resolve(readManifests([...manifests, ...emptyManifests(input, context)]));
    return { value: textsOf(environment) };
  },
};
