import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, beforeEach, test } from "@jest/globals";
import { liveSpec } from "../../src/discover/live.ts";
import { parseTarget } from "../../src/discover/target.ts";
import type { Environment } from "../../src/model/environment.ts";
import type { Instance, LiveAnswer } from "../../src/model/live.ts";
import { isSource } from "../../src/model/source.ts";
import { absent } from "../../src/model/value.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { askCluster } from "../../src/shell/live/kube.ts";
import { Kubectl } from "../../src/shell/live/kube/kubectl.ts";
import { parseKubePlace } from "../../src/shell/live/kube/place.ts";
import { temporaryFolder } from "./bin.ts";
import { configMap, controller, managed, podOf, replicaSet, secret } from "./kubernetes-objects.ts";
import { type Server, startCluster } from "./kubernetes.ts";
import { leaveOut } from "./left-out.ts";

export const canary = "CANARY-7f3a9c";

const web = {
  name: "web",
  image: "auth:1",
  env: [
    { name: "MODE", value: "production" },
    { name: "TTL", valueFrom: { configMapKeyRef: { name: "auth", key: "ttl" } } },
    { name: "KEY", valueFrom: { secretKeyRef: { name: "auth", key: "key" } } },
    { name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
  ],
  envFrom: [{ secretRef: { name: "auth-db" } }, { configMapRef: { name: "extra", optional: true } }],
};

/** A pod's containers: the service and its sidecar. */
export const containers = [web, { name: "proxy", image: "proxy:1" }];

/** A Deployment in the middle of a rollout, beside another one. */
export const deployment = controller("Deployment", "auth", containers, { annotations: { "deployment.kubernetes.io/revision": "2" } });
const objects = [
  deployment,
  replicaSet("auth", "aaa", "1"),
  replicaSet("auth", "bbb", "2"),
  podOf("auth", "aaa", { containers, started: "2026-11-01T08:00:00Z" }),
  podOf("auth", "bbb", { containers, started: "2026-11-03T08:00:00Z" }),
  podOf("other", "ccc", { containers, started: "2026-11-03T08:00:00Z" }),
  configMap("auth", { ttl: canary }, { managedFields: [managed("kubectl-edit", "2026-11-02T10:00:00Z", { "f:data": { "f:ttl": {} } })] }),
  secret("auth", { key: canary }),
  secret("auth-db", { DATABASE_URL: canary }),
];

interface Asking {
  readonly readSecrets?: boolean;
  readonly looksInside?: boolean;
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Milliseconds for one question. */
  readonly patience?: number;
  /** Where kubectl is looked for. */
  readonly path?: string;
}

/** A cluster that is asked as a target asks it. */
export interface Asked {
  readonly folder: string;
  readonly server: () => Server;
  readonly ask: (text: string, asking?: Asking) => Promise<LiveAnswer>;
  readonly instances: (text: string, asking?: Asking) => Promise<readonly Instance[]>;
  readonly environments: (text: string, asking?: Asking) => Promise<readonly Environment[]>;
}

const lacking = ["kubectl", "openssl"].find((program) => spawnSync(program, ["version"]).error !== undefined);

/** A test where there is a kubectl, and nothing where there is none. */
export const onKube = lacking === undefined ? test : test.skip;

/** Starts a server for the tests of a file, which each find it as if nothing had happened before. */
export function cluster(): Asked {
  if (lacking !== undefined) leaveOut(`kube targets: ${lacking} is not installed`);
  const folder = temporaryFolder();
  let started: Server | undefined;
  const server = (): Server => {
    if (started === undefined) throw new Error("the server is not started");
    return started;
  };
  beforeAll(async () => {
    if (lacking === undefined) started = await startCluster(folder);
  });
  afterAll(() => started?.close());
  beforeEach(() => {
    if (started === undefined) return;
    const processes = new Map([
      ["auth-aaa-1/web", { stdout: `MODE=production\0TTL=${canary}\0BYTES=\xff\0` }],
      ["auth-bbb-1/web", { stdout: "MODE=production\0" }],
      ["auth-aaa-1/proxy", { failure: 'exec: "cat": executable file not found in $PATH: unknown' }],
    ]);
    Object.assign(started.cluster, { objects, processes, denied: new Set(), fault: "none" });
    started.cluster.asked.length = 0;
  });
  const ask: Asked["ask"] = (text, { readSecrets = false, looksInside = true, context, patience = 10_000, ...given } = {}) => {
    const place = parseKubePlace(text);
    if ("mistake" in place) return Promise.resolve(place);
    const path = given.path ?? process.env["PATH"] ?? "";
    const environment = { PATH: path, HOME: folder, KUBECONFIG: given.kubeconfig ?? server().kubeconfig };
    const kubectl = new Kubectl({ environment, context, namespace: place.namespace, patience });
    return askCluster(place, kubectl, { readSecrets, looksInside, context });
  };
  return { folder, server, ask, ...derived(ask) };
}

function derived(ask: Asked["ask"]): Pick<Asked, "instances" | "environments"> {
  return {
    instances: async (text, asking) => {
      const answer = await ask(text, asking);
      return "instances" in answer ? answer.instances : [];
    },
    environments: async (text, asking) => {
      const target = parseTarget(text, []);
      if ("mistake" in target || target.place.kind !== "live") return [];
      const answer = await ask(target.place.place.name, asking);
      const world = { read: (path: string) => ({ path, text: "" }), shell: () => absent };
      return "mistake" in answer ? [] : resolve(liveSpec(target, target.place.place, answer, world));
    },
  };
}

/** What stands in the block of a process, or why nobody can see it. */
export const block = ({ process: seen }: Instance): string => (isSource(seen) ? seen.text : seen.because);
