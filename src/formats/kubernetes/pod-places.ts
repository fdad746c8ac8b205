import { get, itemsOf, type Mapping, mappingsIn, type Node, pairOf, pairsOf, textOf } from "../../text/yaml.ts";
import type { KubernetesObject, PlacedContainer, PodPlace } from "./objects.ts";
import { argoPods, isArgoWorkflow } from "./workflows.ts";

const lists = ["containers", "initContainers", "ephemeralContainers"] as const;

/** Where the built-in controllers hold their template, and many others theirs: the last is that of Cloud Run's jobs and Agones' fleets. */
const usual = ["spec.template", "spec.jobTemplate.spec.template", "template", "spec.template.spec.template"].map((path) => path.split("."));

/** Custom resources with templates elsewhere; `*` is every item of a list or every value of a map. */
const elsewhere = new Map<string, readonly string[]>([
  ["ScaledJob", ["spec.jobTargetRef.template"]],
  ["JobSet", ["spec.replicatedJobs.*.template.spec.template"]],
  ["Job", ["spec.tasks.*.template"]],
  ["LeaderWorkerSet", ["spec.leaderWorkerTemplate.leaderTemplate", "spec.leaderWorkerTemplate.workerTemplate"]],
  ...["PyTorchJob", "TFJob", "MPIJob", "XGBoostJob", "PaddleJob", "JAXJob"].map(
    (kind) => [kind, ["pytorch", "tf", "mpi", "xgb", "paddle", "jax"].map((name) => `spec.${name}ReplicaSpecs.*.template`)] as const,
  ),
  ["RayCluster", ["spec.headGroupSpec.template", "spec.workerGroupSpecs.*.template"]],
  [
    "RayJob",
    ["spec.rayClusterSpec.headGroupSpec.template", "spec.rayClusterSpec.workerGroupSpecs.*.template", "spec.submitterPodTemplate"],
  ],
  ["RayService", ["spec.rayClusterConfig.headGroupSpec.template", "spec.rayClusterConfig.workerGroupSpecs.*.template"]],
]);

/** Kinds whose controller adds variables of its own to every container. */
const adding = /^(?:PyTorch|TF|MPI|XGBoost|Paddle|JAX)Job$|^Ray(?:Cluster|Job|Service)$/;

/** Kinds that only speak of pods: what they hold is a pattern, or the values of a chart. */
const speaking = new Set([
  "HelmRelease",
  "HelmChart",
  "Application",
  "ApplicationSet",
  "Policy",
  "ClusterPolicy",
  "CustomResourceDefinition",
]);

/** Every pod of an object: where its kind holds them, else wherever something has the shape of one. */
export function podsOf(object: KubernetesObject): Iterable<PodPlace> {
  if (isArgoWorkflow(object)) return argoPods(object);
  const { kind, node } = object;
  if (isBare(object)) return podAt(node, object) ?? [];
  for (const path of usual) {
    const pods = podAt(get(node, ...path), object);
    if (pods !== undefined) return pods;
  }
  const templates = (elsewhere.get(kind) ?? []).flatMap((path) => nodesAt(node, path.split(".")));
  const pods = templates.flatMap((template) => podAt(template, object) ?? []);
  return pods.length > 0 || speaking.has(kind) ? pods : podsByShape(object);
}

function isBare({ kind, apiVersion }: KubernetesObject): boolean {
  return kind === "Pod" || (kind === "Revision" && apiVersion.startsWith("serving.knative.dev/"));
}

function podAt(place: Node | undefined, object: KubernetesObject): [PodPlace] | undefined {
  const spec = get(place, "spec");
  if (spec?.kind !== "mapping" || lists.every((list) => pairOf(spec, list) === undefined)) return undefined;
  const opening = adding.test(object.kind) ? `the controller of a ${object.kind} adds variables of its own` : undefined;
  const pod = { metadata: get(place, "metadata"), spec, containers: containersIn(spec, object) };
  return [opening === undefined ? pod : { ...pod, opening }];
}

function containersIn(spec: Mapping, object: KubernetesObject): readonly PlacedContainer[] {
  const only = itemsOf(get(spec, "containers")).length === 1;
  // Knative's default for a container-name-template, which applies to the only container.
  const fallback = only && object.apiVersion.startsWith("serving.knative.dev/") ? "user-container" : "";
  const found: PlacedContainer[] = [];
  for (const list of lists) for (const node of itemsOf(get(spec, list))) found.push({ node, regular: list === "containers", fallback });
  return found;
}

function nodesAt(node: Node | undefined, [step, ...rest]: readonly string[]): readonly Node[] {
  if (node === undefined) return [];
  if (step === undefined) return [node];
  if (step !== "*") return nodesAt(get(node, step), rest);
  const inner = node.kind === "sequence" ? node.items : pairsOf(node).map(({ value }) => value);
  return inner.flatMap((one) => nodesAt(one, rest));
}

/** Whatever has `containers` with names and images is a pod that somebody makes; what else they give it cannot be known. Aliases give each list once. */
function* podsByShape(object: KubernetesObject): Generator<PodPlace> {
  const opening = `what makes pods of a ${object.kind} may add variables of its own`;
  const found = new Map<Mapping, Node | undefined>();
  const seen = new Set<Node>();
  for (const around of mappingsIn(object.node)) {
    for (const { key, value } of around.pairs) {
      const list = get(value, "containers");
      if (value.kind !== "mapping" || list === undefined || seen.has(list)) continue;
      seen.add(list);
      if (itemsOf(list).some(isContainer)) found.set(value, textOf(key) === "spec" ? get(around, "metadata") : undefined);
    }
  }
  for (const [spec, metadata] of [...found].toSorted(([one], [other]) => one.start - other.start)) {
    yield { metadata, spec, containers: containersIn(spec, object), opening };
  }
}

function isContainer(node: Node): boolean {
  return textOf(get(node, "name")) !== undefined && textOf(get(node, "image")) !== undefined;
}
