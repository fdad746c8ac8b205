/** A field's owner and the time of its last change, as `metadata.managedFields` has them. */
export function managed(manager: string, time: string, fieldsV1: object): object {
  return { manager, operation: "Update", apiVersion: "v1", time, fieldsType: "FieldsV1", fieldsV1 };
}

interface Parts {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly owner?: { readonly kind: string; readonly name: string };
  readonly managedFields?: readonly object[];
}

/** The metadata of an object of the namespace `prod`; its uid follows from its name. */
function metadata(kind: string, name: string, { labels, annotations, owner, managedFields }: Parts): object {
  const ownerReferences = owner && [{ apiVersion: "v1", ...owner, uid: `uid-${owner.kind}-${owner.name}`, controller: true }];
  const created = "2026-11-01T00:00:00Z";
  return {
    name,
    namespace: "prod",
    uid: `uid-${kind}-${name}`,
    creationTimestamp: created,
    labels,
    annotations,
    ownerReferences,
    managedFields,
  };
}

export function configMap(name: string, data: Readonly<Record<string, string>>, parts: Parts = {}): object {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: metadata("ConfigMap", name, parts), data };
}

export function secret(name: string, data: Readonly<Record<string, string>>, parts: Parts = {}): object {
  const encoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString("base64")] as const);
  return { apiVersion: "v1", kind: "Secret", metadata: metadata("Secret", name, parts), data: Object.fromEntries<string>(encoded) };
}

/** A controller of the apps group whose pods carry `app: name`. */
export function controller(kind: string, name: string, containers: readonly object[], parts: Parts = {}): object {
  const labels = { app: name };
  const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } };
  return { apiVersion: "apps/v1", kind, metadata: metadata(kind, name, parts), spec };
}

/** A pod of `Deployment/app` through its ReplicaSet `app-hash`, whose containers started at a time. */
export function podOf(
  app: string,
  hash: string,
  {
    name = `${app}-${hash}-1`,
    containers,
    started,
    state,
    spec = {},
  }: { name?: string; containers: readonly { name: string }[]; started: string; state?: object; spec?: object },
): object {
  const labels = { app, "pod-template-hash": hash };
  const owner = { kind: "ReplicaSet", name: `${app}-${hash}` };
  const containerStatuses = containers.map((container) => ({ name: container.name, state: state ?? { running: { startedAt: started } } }));
  const status = { phase: "Running", podIP: "10.0.0.7", hostIP: "10.0.0.1", startTime: started, containerStatuses };
  return { apiVersion: "v1", kind: "Pod", metadata: metadata("Pod", name, { labels, owner }), spec: { containers, ...spec }, status };
}

/** A pod that another object keeps, or nobody. */
export function ownedPod(
  name: string,
  owner: { readonly kind: string; readonly name: string } | undefined,
  labels: Readonly<Record<string, string>>,
): object {
  const parts = { labels, ...(owner && { owner }) };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: metadata("Pod", name, parts),
    spec: { containers: [{ name: "web" }] },
    status: { phase: "Running" },
  };
}

/** A CronJob, and a Job of it. */
export function cronJob(name: string, job: string): readonly object[] {
  const template = { spec: { containers: [{ name: "web" }] } };
  const owner = { kind: "CronJob", name };
  return [
    { apiVersion: "batch/v1", kind: "CronJob", metadata: metadata("CronJob", name, {}), spec: { jobTemplate: { spec: { template } } } },
    { apiVersion: "batch/v1", kind: "Job", metadata: metadata("Job", job, { owner }), spec: { template } },
  ];
}

export function replicaSet(app: string, hash: string, revision: string): object {
  const parts = {
    labels: { app },
    owner: { kind: "Deployment", name: app },
    annotations: { "deployment.kubernetes.io/revision": revision },
  };
  return { apiVersion: "apps/v1", kind: "ReplicaSet", metadata: metadata("ReplicaSet", `${app}-${hash}`, parts) };
}
