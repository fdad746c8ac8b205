import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { writeFiles } from "../support/bin.ts";
import { block, canary, cluster, onKube } from "../support/kubernetes-asking.ts";
import { token } from "../support/kubernetes.ts";

const { ask, folder, instances, server } = cluster();

function kubectl(): string {
  const folders = (process.env["PATH"] ?? "").split(":").map((path) => join(path, "kubectl"));
  return folders.find((path) => existsSync(path)) ?? "";
}

onKube.each([
  ["pods", "cannot be asked: the cluster forbids this user to list pods (403)"],
  ["deployments", "cannot be asked: the cluster forbids this user to get deployments (403)"],
])("who may not read %s is told so", async (resource, undetermined) => {
  server().cluster.denied = new Set([resource]);
  expect(await ask("prod/Deployment/auth")).toEqual({ undetermined });
});

onKube.each([
  [
    "pods/exec",
    ["cannot be looked into, since the cluster forbids this user to create pods/exec (403); ?side=declared judges what it was told"],
    3,
  ],
  ["configmaps", [`MODE=production\0TTL=${canary}\0BYTES=\uFFFD\0`], 1],
  ["services", [`MODE=production\0TTL=${canary}\0BYTES=\uFFFD\0`], 3],
  ["replicasets", [`MODE=production\0TTL=${canary}\0BYTES=\uFFFD\0`], 3],
])("without the right to %s the rest is told", async (resource, blocks, documents) => {
  server().cluster.denied = new Set([resource]);
  const found = await instances("prod/Deployment/auth/web");
  expect(found.slice(0, 1).map(block)).toEqual(blocks);
  expect(found.map(({ told }) => told?.sources.length)).toEqual([documents, documents]);
});

onKube.each([
  ["a slow server", "slow", {}, "the cluster does not answer in time"],
  ["a server that says nothing", "silent", {}, "the cluster does not answer in time"],
  ["half an answer", "half", { patience: 10_000 }, "the connection to the cluster breaks off"],
  ["no kubectl", "none", { path: "/nowhere" }, "kubectl is not installed"],
] as const)("%s", async (_what, fault, asking, because) => {
  server().cluster.fault = fault;
  expect(await ask("prod/Deployment/auth", { patience: 1000, ...asking })).toEqual({ undetermined: `cannot be asked: ${because}` });
});

onKube.each([
  ["a wrong token", { user: { token: canary } }, "the cluster does not accept the credentials of this user (401)"],
  ["a certificate of nobody", { cluster: { "certificate-authority-data": undefined } }, "the certificate of the cluster is not trusted"],
  ["a port where nothing listens", { cluster: { server: "https://127.0.0.1:1" } }, "the cluster refuses the connection"],
  ["a server that is nowhere", { cluster: { server: "https://nowhere.invalid" } }, "the name of the cluster's server is not known here"],
  [
    "a program for credentials that fails",
    {
      user: { token: undefined, exec: { apiVersion: "client.authentication.k8s.io/v1", command: "/bin/false", interactiveMode: "Never" } },
    },
    "the program that the kubeconfig names for credentials fails",
  ],
])("%s", async (_what, change, because) => {
  const kubeconfig = server().configure("changed", change);
  expect(await ask("prod/Deployment/auth", { kubeconfig })).toEqual({ undetermined: `cannot be asked: ${because}` });
});

onKube.each([
  ["prod/Deployment/auht", {}, "namespace prod has no Deployment auht; did you mean auth"],
  ["prod/Pod/x", {}, "namespace prod has no Pod x; it has auth-aaa-1, auth-bbb-1, other-ccc-1"],
  ["prod/StatefulSet/auth", {}, "namespace prod has no StatefulSet"],
  ["Deployment/b*", {}, "the current namespace has no Deployment b*; it has auth"],
  ["prod/Deployment/auth/wbe", {}, "no container goes by the name wbe; did you mean web"],
  ["prod/Deployment/auth", { context: "tset" }, "the kubeconfig has no such context; did you mean test"],
])("%s names nothing", async (text, asking, mistake) => {
  expect(await ask(text, asking)).toEqual({ mistake });
});

onKube("a namespace that does not exist is told from a name in there", async () => {
  server().cluster.objects = [...server().cluster.objects, { apiVersion: "v1", kind: "Namespace", metadata: { name: "prod" } }];
  expect(await ask("prdo/Deployment/auth")).toEqual({ mistake: "there is no namespace prdo; did you mean prod" });
});

onKube("a pod that goes in between is a pod that cannot be seen", async () => {
  server().cluster.processes = new Map([["auth-aaa-1/web", { failure: 'pods "auth-aaa-1" not found' }]]);
  expect((await instances("prod/Pod/auth-aaa-1/web")).map(block)).toEqual(["is gone; ?side=declared judges what it was told"]);
});

onKube("no value and no credential stands in an argument, an answer or a path", async () => {
  const spy = join(folder, "bin");
  writeFiles(spy, { kubectl: `#!/bin/sh\nprintf '%s\\n' "$*" >>${folder}/arguments\nexec ${kubectl()} "$@"\n` });
  chmodSync(join(spy, "kubectl"), 0o755);
  const found = await instances("prod/Deployment/auth", { readSecrets: true, path: `${spy}:${process.env["PATH"] ?? ""}` });
  const said = found.map(({ process, told, controller: kept, ...rest }) => [
    rest,
    process.path,
    told?.selector,
    kept?.path,
    told?.sources.map(({ path }) => path),
  ]);
  const text = JSON.stringify(said) + readFileSync(join(folder, "arguments"), "utf8");
  expect(text).toContain("--show-managed-fields");
  expect(text).not.toContain(canary);
  expect(text).not.toContain(token);
});
