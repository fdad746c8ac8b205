import { textOf, get, type Node } from "../../text/yaml.ts";
import { didYouMean } from "../../text/suggest.ts";

/** What the API server lets a variable take from its pod and container (Kubernetes, pkg/apis/core/validation, validateEnvVarValueFrom). */
const fields: readonly string[] = [
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
];
const resources: readonly string[] = ["limits", "requests"].flatMap((side) =>
  ["cpu", "memory", "ephemeral-storage"].map((resource) => `${side}.${resource}`),
);

/** Why the API server refuses a source of `valueFrom`, as a clause that follows the name of the variable; a template may come to anything. */
export function refusalOf(source: string, node: Node): string | undefined {
  if (source === "fieldRef") return refused("fieldPath", node, fields, /^metadata\.(?:labels|annotations)\['.+'\]$/);
  return source === "resourceFieldRef" ? refused("resource", node, resources, /^(?:limits|requests)\.hugepages-.+$/) : undefined;
}

function refused(key: string, node: Node, known: readonly string[], others: RegExp): string | undefined {
  const text = textOf(get(node, key));
  if (text === undefined) return node.kind === "mapping" ? `must have a ${key}` : undefined;
  if (known.includes(text) || others.test(text) || /[{$]/.test(text)) return undefined;
  return `must have a ${key} that Kubernetes gives to variables: ${didYouMean(text, known) ?? `it gives ${known.join(", ")}`}`;
}
