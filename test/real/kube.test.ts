import { expect } from "@jest/globals";
import { configMap, controller, cronJob, ownedPod, podOf } from "../support/kubernetes-objects.ts";
import { block, canary, cluster, containers, deployment, onKube } from "../support/kubernetes-asking.ts";

const { environments, instances, server } = cluster();

onKube("every container of every pod that runs is an instance, and no other pod's", async () => {
  const found = await instances("prod/Deployment/auth");
  expect(found.map(({ address, names, started }) => ({ address, names, started }))).toEqual([
    { address: "Pod/auth-aaa-1/web", names: ["auth", "auth-aaa-1", "web"], started: Date.UTC(2026, 10, 1, 8) },
    { address: "Pod/auth-aaa-1/proxy", names: ["proxy"], started: Date.UTC(2026, 10, 1, 8) },
    { address: "Pod/auth-bbb-1/web", names: ["auth", "auth-bbb-1", "web"], started: Date.UTC(2026, 10, 3, 8) },
    { address: "Pod/auth-bbb-1/proxy", names: ["proxy"], started: Date.UTC(2026, 10, 3, 8) },
  ]);
});

onKube("the block of the main process is read, byte for byte, where the image has a cat", async () => {
  expect((await instances("prod/deploy/auth")).map(block)).toEqual([
    `MODE=production\0TTL=${canary}\0BYTES=\uFFFD\0`,
    "has no cat in its image; ?side=declared judges what it was told",
    "MODE=production\0",
    "cannot be looked into, since the cluster does not offer it; ?side=declared judges what it was told",
  ]);
});

const toldBy = async (readSecrets: boolean): Promise<string> => {
  const [instance] = await instances("prod/Pod/auth-aaa-1/web", { readSecrets });
  return (instance?.told?.sources ?? []).map(({ path }) => path).join(" ");
};

onKube("no Secret is asked for unless that is permitted", async () => {
  const others = "kube:prod/Pod/auth-aaa-1 kube:prod/ConfigMap/extra kube:prod/ConfigMap/auth";
  expect(await toldBy(false)).toBe(others);
  expect(server().cluster.asked.filter((request) => request.includes("secrets"))).toEqual([]);
  expect(await toldBy(true)).toBe(`${others} kube:prod/Secret/auth-db kube:prod/Secret/auth`);
});

onKube("what was told says of what was not read why, and of what is surely not there that it gives nothing", async () => {
  const [instance] = await instances("prod/Pod/auth-aaa-1/web");
  expect(instance?.told?.unread).toEqual(
    new Map([
      ["secret:prod/auth", "secret auth was not read; --read-secrets reads it"],
      ["secret:prod/auth-db", "secret auth-db was not read; --read-secrets reads it"],
    ]),
  );
  const [declared] = await environments("kube:prod/Pod/auth-aaa-1/web?side=declared", { looksInside: false });
  expect([...(declared?.entries ?? [])].map(([name, { value }]) => [name, value.state])).toEqual([
    ["MODE", "known"],
    ["TTL", "known"],
    ["KEY", "opaque"],
    ["POD_IP", "known"],
  ]);
  expect(declared?.openings.map(({ because }) => because)).toEqual(["secret auth-db was not read; --read-secrets reads it"]);
});

onKube("with the Secrets nothing is left open", async () => {
  const [declared] = await environments("kube:prod/Pod/auth-aaa-1/web?side=declared", { looksInside: false, readSecrets: true });
  expect(declared?.openings).toEqual([]);
  expect(declared?.entries.get("DATABASE_URL")?.value.state).toBe("known");
});

onKube("where the process cannot be seen what it was told stands under an opening", async () => {
  server().cluster.processes = new Map();
  const [environment] = await environments("kube:prod/Pod/auth-aaa-1/web", { readSecrets: true });
  expect(environment?.entries.get("MODE")?.value.state).toBe("known");
  expect(environment?.openings.map(({ because }) => because)).toEqual([
    "Pod/auth-aaa-1/web cannot be looked into, since the cluster does not offer it; ?side=declared judges what it was told",
  ]);
});

onKube("it is told what has changed since a container started, and which pods are of a former revision", async () => {
  const found = await instances("prod/Deployment/auth/web");
  expect(found.map(({ stale }) => stale)).toEqual([
    [
      "configmap auth was changed at 2026-11-02T10:00:00Z by kubectl-edit, after the container was started",
      "runs an older revision than the deployment has",
    ],
    [],
  ]);
  expect(found.map(({ own }) => [...(own ?? [])])).toEqual([["POD_IP"], ["POD_IP"]]);
});

onKube.each([
  ["a container that crashes", { state: { waiting: { reason: "CrashLoopBackOff", message: canary } } }, "does not run (CrashLoopBackOff)"],
  ["a container that has ended", { state: { terminated: { reason: "OOMKilled" } } }, "has ended (OOMKilled)"],
  ["a reason that is no word", { state: { waiting: { reason: `${canary}: x` } } }, "does not run"],
  [
    "a pod with one process namespace",
    { spec: { shareProcessNamespace: true } },
    "shares its processes with others, so that process 1 is not its own",
  ],
  [
    "a pod in the namespace of its machine",
    { spec: { hostPID: true } },
    "shares its processes with others, so that process 1 is not its own",
  ],
])("%s is not looked into", async (_what, parts, because) => {
  server().cluster.objects = [podOf("auth", "aaa", { containers: containers.slice(0, 1), started: "2026-11-01T08:00:00Z", ...parts })];
  expect((await instances("prod/Pod/auth-aaa-1")).map(block)).toEqual([`${because}; ?side=declared judges what it was told`]);
  expect(server().cluster.asked.filter((request) => request.startsWith("EXEC"))).toEqual([]);
});

onKube.each([
  [
    "a file that may not be read",
    { stderr: "cat: /proc/1/environ: Permission denied" },
    "does not let anybody but its own user see the environment of its main process",
  ],
  ["an empty block", { stdout: "" }, "has an empty environment block"],
  ["half a block", { stdout: "A=1\0B=" }, "gave only a part of its environment block"],
  [
    "a failure that holds anything",
    { failure: canary },
    "cannot be looked into, since kubectl fails, and does not say why in a way that envcheck knows",
  ],
])("%s", async (_what, answer, because) => {
  server().cluster.processes = new Map([["auth-aaa-1/web", answer]]);
  expect((await instances("prod/Pod/auth-aaa-1/web")).map(block)).toEqual([`${because}; ?side=declared judges what it was told`]);
});

onKube("a large block arrives whole", async () => {
  const stdout = `BIG=${"x".repeat(130_000)}\0`.repeat(15);
  server().cluster.processes = new Map([["auth-aaa-1/web", { stdout }]]);
  expect((await instances("prod/Pod/auth-aaa-1/web")).map(block)).toEqual([stdout]);
});

onKube.each([
  ["prod/StatefulSet/db", ["Pod/db-0/web", "Pod/db-1/web"]],
  ["prod/ds/agent", ["Pod/agent-x/web"]],
  ["prod/CronJob/nightly", ["Pod/nightly-1-x/web"]],
  ["prod/Job/nightly-1", ["Pod/nightly-1-x/web"]],
  ["prod/cj/weekly", ["CronJob/weekly/web"]],
  ["prod/sts/*", ["Pod/db-0/web", "Pod/db-1/web"]],
  ["po/db-*/w*", ["Pod/db-0/web", "Pod/db-1/web", "Pod/db-other/web"]],
])("%s is so many processes", async (text, addresses) => {
  const db = { kind: "StatefulSet", name: "db" };
  server().cluster.objects = [
    ...["db", "agent"].map((name) => controller(name === "db" ? "StatefulSet" : "DaemonSet", name, [{ name: "web" }])),
    ...cronJob("nightly", "nightly-1"),
    ...cronJob("weekly", "weekly-1"),
    ownedPod("db-0", db, { app: "db" }),
    ownedPod("db-1", undefined, { app: "db" }),
    ownedPod("db-other", { kind: "StatefulSet", name: "db-other" }, { app: "db" }),
    ownedPod("agent-x", { kind: "DaemonSet", name: "agent" }, { app: "agent" }),
    ownedPod("nightly-1-x", { kind: "Job", name: "nightly-1" }, {}),
  ];
  expect((await instances(text)).map(({ address }) => address)).toEqual(addresses);
});

onKube("a controller without a pod that runs is what it would start", async () => {
  server().cluster.objects = [deployment, configMap("auth", { ttl: "1" })];
  const [instance, ...others] = await instances("prod/Deployment/auth/web");
  expect(others).toEqual([]);
  expect(instance && { address: instance.address, block: block(instance), selector: instance.told?.selector }).toEqual({
    address: "Deployment/auth/web",
    block: "has no pod that runs; ?side=declared judges what it was told",
    selector: "Deployment/auth/web",
  });
});
