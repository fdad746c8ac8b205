import { dataChange } from "../../../text/managed-fields.ts";
import { field, stringAt } from "../../../text/json-value.ts";
import { sanitise } from "../../../text/sanitise.ts";
import { withhold } from "../../../text/withhold.ts";
import { type Json, labelsOf } from "./object.ts";
import { keyOf, type Reference } from "./references.ts";

const revision = "deployment.kubernetes.io/revision";

/** What a container takes variables from and was changed after it started; the API tells whole seconds. */
export function changedSince(
  started: number | undefined,
  references: readonly Reference[],
  bundles: ReadonlyMap<string, Json>,
): readonly string[] {
  if (started === undefined) return [];
  return references.flatMap((reference) => {
    const change = dataChange(bundles.get(keyOf(reference)));
    if (change === undefined || change.time <= started) return [];
    const by = change.manager === "" ? "" : ` by ${sanitise(withhold(change.manager)).slice(0, 100)}`;
    const at = new Date(change.time).toISOString().replace(".000Z", "Z");
    return [`${reference.kind} ${reference.name} was changed at ${at}${by}, after the container was started`];
  });
}

/** Whether a pod was made from a former template of its controller; `parent` is what made the pod. */
export function outdated(pod: Json, controller: Json, parent: Json): readonly string[] {
  const kind = stringAt(controller, "kind")?.toLowerCase() ?? "";
  const [now, then] = revisionsOf(pod, controller, parent);
  if (now !== undefined && then !== undefined && now !== then) return [`runs an older revision than the ${kind} has`];
  const [wanted, observed] = [field(controller, "metadata", "generation"), field(controller, "status", "observedGeneration")];
  const isBehind = typeof wanted === "number" && typeof observed === "number" && observed < wanted;
  return isBehind ? [`the ${kind} was changed, and the cluster has not acted on that yet`] : [];
}

function revisionsOf(pod: Json, controller: Json, parent: Json): readonly (string | undefined)[] {
  switch (stringAt(controller, "kind")) {
    case "Deployment":
      return [controller, parent].map((object) => stringAt(object, "metadata", "annotations", revision));
    case "StatefulSet":
      return [stringAt(controller, "status", "updateRevision"), labelsOf(pod).get("controller-revision-hash")];
    case "DaemonSet": {
      const generation = field(controller, "metadata", "annotations", "deprecated.daemonset.template.generation");
      return [typeof generation === "string" ? generation : undefined, labelsOf(pod).get("pod-template-generation")];
    }
    default:
      return [];
  }
}
