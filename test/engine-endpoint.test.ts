import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { dockerEndpoint } from "../src/shell/live/engine/docker-endpoint.ts";
import { askEngine } from "../src/shell/live/engine/engine.ts";
import { numberAt } from "../src/shell/live/engine/json.ts";
import { podmanEndpoint, servicePath } from "../src/shell/live/engine/podman-endpoint.ts";
import { temporaryFolder, writeFiles } from "./support/bin.ts";
import { type Identity, selfSigned } from "./support/certificates.ts";
import { leaveOut } from "./support/left-out.ts";
import { fakeTlsEngine } from "./support/fake-engine.ts";

const home = temporaryFolder();
const folder = (name: string): string => createHash("sha256").update(name).digest("hex");
const meta = (name: string, endpoint: unknown): Readonly<Record<string, string>> => ({
  [`.docker/contexts/meta/${folder(name)}/meta.json`]: JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: endpoint } }),
});

beforeAll(() =>
  writeFiles(home, {
    ".docker/config.json": JSON.stringify({ currentContext: "rootless" }),
    "plain/config.json": "{",
    ...meta("rootless", { Host: "unix:///run/user/1000/docker.sock", SkipTLSVerify: false }),
    ...meta("far", { Host: "tcp://far:2376", SkipTLSVerify: true }),
    ...meta("jump", { Host: "ssh://u@far" }),
    [`.docker/contexts/tls/${folder("far")}/docker/ca.pem`]: "CA",
    "certs/ca.pem": "CA",
    "certs/cert.pem": "CERT",
    "certs/key.pem": "KEY",
  }),
);

const plain = { DOCKER_CONFIG: join(home, "plain") };
const socket = (path: string): unknown => ({ kind: "socket", path, told: path });
const tcp = (host: string, port: number, tls?: unknown): unknown => expect.objectContaining({ kind: "tcp", host, port, tls });

test.each<[string, Readonly<Record<string, string>>, string | undefined, unknown]>([
  ["the default", plain, undefined, socket("/var/run/docker.sock")],
  ["the current context", {}, undefined, socket("/run/user/1000/docker.sock")],
  ["a variable before the current context", { DOCKER_HOST: "unix:///x.sock" }, undefined, socket("/x.sock")],
  [
    "a variable before a context of the environment",
    { DOCKER_HOST: "unix:///x.sock", DOCKER_CONTEXT: "far" },
    undefined,
    socket("/x.sock"),
  ],
  ["a context of the environment", { DOCKER_CONTEXT: "default" }, undefined, socket("/var/run/docker.sock")],
  ["the context of the target before all", { DOCKER_HOST: "unix:///x.sock" }, "rootless", socket("/run/user/1000/docker.sock")],
  ["certificates of a context", {}, "far", tcp("far", 2376, { ca: "CA", rejectUnauthorized: false })],
  ["a port in the clear", { DOCKER_HOST: "tcp://far" }, undefined, tcp("far", 2375)],
  ["an address of six", { DOCKER_HOST: "tcp://[::1]:99" }, undefined, tcp("::1", 99)],
  ["no scheme", { DOCKER_HOST: "far:99" }, undefined, tcp("far", 99)],
  [
    "TLS",
    { DOCKER_HOST: "tcp://far", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: join(home, "certs") },
    undefined,
    tcp("far", 2376, { ca: "CA", cert: "CERT", key: "KEY", rejectUnauthorized: true }),
  ],
  [
    "TLS that trusts anybody",
    { ...plain, DOCKER_HOST: "tcp://far:1", DOCKER_TLS: "1" },
    undefined,
    tcp("far", 1, { rejectUnauthorized: false }),
  ],
  ["an unknown context", {}, "nowhere", { undetermined: "cannot be asked: there is no Docker context called nowhere" }],
  [
    "ssh",
    {},
    "jump",
    {
      undetermined:
        "cannot be asked through ssh://***@far; forward the engine's socket (ssh -NL /tmp/engine.sock:/var/run/docker.sock HOST) and point to it with unix://",
    },
  ],
  [
    "a pipe of Windows",
    { DOCKER_HOST: "npipe:////./pipe/docker" },
    undefined,
    { undetermined: "cannot be asked: npipe:////./pipe/docker is no place of an engine that envcheck can reach" },
  ],
])("docker: %s", (_, env, context, expected) => {
  expect(dockerEndpoint({ HOME: home, ...env }, context)).toEqual(expected);
});

test("podman: a variable, else the socket of the user's own service where there is one", async () => {
  expect(await podmanEndpoint({ CONTAINER_HOST: "unix:///p.sock" }, undefined)).toEqual(socket("/p.sock"));
  expect(await podmanEndpoint({ CONTAINER_HOST: "ssh://root@far/run/podman/podman.sock" }, undefined)).toHaveProperty("undetermined");
  expect(servicePath({ XDG_RUNTIME_DIR: "/run/user/7" })).toMatch(/^\/run\/(?:user\/7\/)?podman\/podman\.sock$/);
});

const closers: (() => void)[] = [];
afterAll(() => closers.forEach((close) => close()));

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl) leaveOut("openssl: an engine behind TLS");

(hasOpenssl ? test : test.skip)(
  "an engine behind TLS is asked with the certificates of the folder, and one that is not signed by their authority is not",
  async () => {
    const certificates: readonly Identity[] = [selfSigned(home, "127.0.0.1", { until: 2 }), selfSigned(home, "127.0.0.1", { until: 3 })];
    const [own, other] = certificates;
    if (own === undefined || other === undefined) throw new Error("no certificates");
    const server = await fakeTlsEngine(() => ({ json: [] }), { key: own.key, cert: own.cert, ca: own.cert });
    closers.push(() => server.close());
    const port = numberAt({ address: server.address() }, "address", "port") ?? 0;
    const answers = [own, other].map((identity, index) => {
      writeFiles(home, {
        [`c${String(index)}/ca.pem`]: identity.cert,
        [`c${String(index)}/cert.pem`]: own.cert,
        [`c${String(index)}/key.pem`]: own.key,
      });
      const env = {
        DOCKER_HOST: `tcp://127.0.0.1:${String(port)}`,
        DOCKER_TLS_VERIFY: "1",
        DOCKER_CERT_PATH: join(home, `c${String(index)}`),
      };
      const endpoint = dockerEndpoint(env, undefined);
      if ("undetermined" in endpoint) throw new Error(endpoint.undetermined);
      return askEngine("auth", { endpoint, scheme: "docker", env: {}, help: { engine: "", rights: "" }, patience: 5000 });
    });
    expect(await Promise.all(answers)).toEqual([
      { mistake: "no container is called auth; there is none" },
      { undetermined: expect.stringMatching(/^cannot be asked: the engine at tcp:\/\/127\.0\.0\.1:\d+ cannot be reached \(\w*CERT\w*\)$/) },
    ]);
  },
);
