import type { Adapter } from "./adapter.ts";
import { readManifests } from "./k8s-kubelet-env.ts";

/** One name to whether the API server takes it; the strict rule is the one before 1.32. */
export const adapter: Adapter = {
  vectors: "k8s-env-var-names",
  run({ input, context }) {
    const containers = [{ name: "case", env: [{ name: input, value: "x" }] }];
    const { facts, problems } = readManifests([{ apiVersion: "v1", kind: "Pod", metadata: { name: "case" }, spec: { containers } }]);
    const refusals = facts.filter(
      (fact) => fact.kind === "invalid-name" && (context["rule"] === "strict" || !fact.because.includes("before 1.32")),
    );
    return { value: { valid: refusals.length === 0 && problems.length === 0 } };
  },
};
