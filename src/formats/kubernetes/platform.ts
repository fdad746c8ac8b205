import { get, pairsOf, textOf } from "../../text/yaml.ts";
import type { KubernetesObject } from "./objects.ts";

const google = /^(?:cloud|run)\.googleapis\.com\//;

/** What runs the pods of an object, where that is no plain Kubernetes. A Service of Knative's is one of Cloud Run's where its marks are Google's. */
export function platformOf({ apiVersion, kind, node }: KubernetesObject): string | undefined {
  if (apiVersion.startsWith("run.googleapis.com/")) return kind === "Job" ? "cloud-run-job" : undefined;
  if (!apiVersion.startsWith("serving.knative.dev/")) return undefined;
  const marks = [get(node, "metadata"), get(node, "spec", "template", "metadata")].flatMap((metadata) =>
    ["annotations", "labels"].flatMap((field) => pairsOf(get(metadata, field))),
  );
  return marks.some(({ key }) => google.test(textOf(key) ?? "")) ? "cloud-run" : "knative";
}
