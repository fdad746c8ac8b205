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
function lacksSomething({ workload, entries }: Environment, { bundles, facts, problems }: Spec): boolean {
  const missing = workload.layers.some((layer) => layer.kind === "import" && layer.optional !== true && !bundles.has(layer.ref));
  const dangling = facts.some((fact) => fact.kind === "dangling" && !fact.optional);
  return missing || dangling || problems.length > 0 || [...entries.values()].some(({ value }) => value.state === "opaque");
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
    const spec = readManifests([podManifest(input, context), ...dataManifests(context), ...(context.services ?? []).map(serviceManifest)]);
    const [environment] = resolve(spec);
    if (environment === undefined || lacksSomething(environment, spec)) return { error: true };
    return { value: textsOf(environment) };
  },
};
