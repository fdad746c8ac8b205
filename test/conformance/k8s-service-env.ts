import { resolve } from "../../src/resolve/resolve.ts";
import type { Adapter } from "./adapter.ts";
import { readManifests, serviceManifest, textsOf } from "./k8s-kubelet-env.ts";

function isServices(services: unknown): services is Parameters<typeof serviceManifest>[0][] {
  return Array.isArray(services);
}

/** The services of a namespace to the variables of a pod in it. */
export const adapter: Adapter = {
  vectors: "k8s-service-env",
  run({ context }) {
    const { services } = context;
    if (!isServices(services)) return { error: true };
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "case" }, spec: { containers: [{ name: "case" }] } };
    const [environment] = resolve(readManifests([pod, ...services.map(serviceManifest)]));
    return environment === undefined ? { error: true } : { value: textsOf(environment) };
  },
};
