import { opaque, type Value } from "../../model/value.ts";
import { get, itemsOf, type Mapping, type Node, textOf } from "../../text/yaml.ts";
import type { KubernetesObject, PlacedContainer, PodPlace } from "./objects.ts";

const kinds = new Set(["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"]);

/** Whether Argo Workflows makes pods of it: each of its templates that has a container is one. */
export function isArgoWorkflow({ kind, apiVersion }: Pick<KubernetesObject, "kind" | "apiVersion">): boolean {
  return kinds.has(kind) && apiVersion.startsWith("argoproj.io/");
}

/** The pods of a workflow; the container of a template is called like it, since Argo names each `main`. */
export function argoPods({ kind, node }: KubernetesObject): readonly PodPlace[] {
  const spec = kind === "CronWorkflow" ? get(node, "spec", "workflowSpec") : get(node, "spec");
  const defaults = get(spec, "templateDefaults") === undefined ? undefined : "templateDefaults may add to each of its containers";
  return itemsOf(get(spec, "templates")).flatMap((template) => {
    const containers = template.kind === "mapping" ? containersOf(template) : [];
    if (template.kind !== "mapping" || containers.length === 0) return [];
    const patched = get(template, "podSpecPatch") === undefined ? undefined : "a podSpecPatch may add to its containers";
    const opening = defaults ?? patched;
    const name = textOf(get(template, "name")) ?? "";
    return [{ metadata: get(template, "metadata"), spec: template, containers, name, ...(opening !== undefined && { opening }) }];
  });
}

function containersOf(template: Mapping): readonly PlacedContainer[] {
  const fallback = textOf(get(template, "name")) ?? "";
  const main = [get(template, "container"), get(template, "script")].filter((node): node is Node => node !== undefined);
  return [
    ...[...main, ...itemsOf(get(template, "containerSet", "containers"))].map((node) => ({ node, regular: true, fallback })),
    ...["initContainers", "sidecars"].flatMap((list) => itemsOf(get(template, list)).map((node) => ({ node, regular: false, fallback }))),
  ];
}

/** The value of a text that Argo Workflows fills in. */
export function tagIn(text: string, object: Pick<KubernetesObject, "kind" | "apiVersion">): Value | undefined {
  return text.includes("{{") && isArgoWorkflow(object) ? opaque("filled in by Argo Workflows") : undefined;
}
