/** What the API's schema says of a field, as far as an environment hangs on it: by which keys a list is merged, and what is below. */
export interface Shape {
  readonly keys?: readonly string[];
  readonly fields?: ReadonlyMap<string, Shape>;
}

const named = (fields?: Shape["fields"]): Shape => ({ keys: ["name"], ...(fields && { fields }) });
const under = (path: readonly string[], shape: Shape): Shape =>
  path.reduceRight<Shape>((below, name) => ({ fields: new Map([[name, below]]) }), shape);

const container = named(new Map([["env", named()]]));
const podSpec: Shape = { fields: new Map(["containers", "initContainers", "ephemeralContainers"].map((list) => [list, container])) };

const controllers = ["apps/v1/Deployment", "apps/v1/StatefulSet", "apps/v1/DaemonSet", "apps/v1/ReplicaSet", "v1/ReplicationController"];
const shapes = new Map<string, Shape>([
  ["v1/Pod", under(["spec"], podSpec)],
  ["v1/PodTemplate", under(["template", "spec"], podSpec)],
  ...[...controllers, "batch/v1/Job"].map((kind) => [kind, under(["spec", "template", "spec"], podSpec)] as const),
  ...["batch/v1/CronJob", "batch/v1beta1/CronJob"].map(
    (kind) => [kind, under(["spec", "jobTemplate", "spec", "template", "spec"], podSpec)] as const,
  ),
  ["v1/Service", under(["spec", "ports"], { keys: ["port", "protocol"] })],
]);

/** The shape of a kind; a kind that kustomize does not know has none, and its lists are replaced as a whole. */
export function shapeOf(apiVersion: string, kind: string): Shape | undefined {
  return shapes.get(`${apiVersion}/${kind}`);
}

const clusterWide = new Set([
  ...["Namespace", "Node", "PersistentVolume", "ComponentStatus"].map((kind) => `/${kind}`),
  ...["ClusterRole", "ClusterRoleBinding"].map((kind) => `rbac.authorization.k8s.io/${kind}`),
  "apiextensions.k8s.io/CustomResourceDefinition",
  "apiregistration.k8s.io/APIService",
  ...[
    "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
  ].map((kind) => `admissionregistration.k8s.io/${kind}`),
  ...["StorageClass", "CSIDriver", "CSINode", "VolumeAttachment"].map((kind) => `storage.k8s.io/${kind}`),
  "scheduling.k8s.io/PriorityClass",
  "networking.k8s.io/IngressClass",
  "node.k8s.io/RuntimeClass",
  "policy/PodSecurityPolicy",
  "certificates.k8s.io/CertificateSigningRequest",
  ...["FlowSchema", "PriorityLevelConfiguration"].map((kind) => `flowcontrol.apiserver.k8s.io/${kind}`),
]);

export function isClusterWide(group: string, kind: string): boolean {
  return clusterWide.has(`${group}/${kind}`);
}
