import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { field, stringAt } from "../../src/text/json-value.ts";

/** What a container answers to `cat /proc/1/environ`: its bytes, or what stands on standard error or in the status instead. */
export interface Answer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly failure?: string;
}

/** A cluster of a test: it can be changed while the server runs. */
export interface Cluster {
  objects: readonly object[];
  /** By `pod/container`; what is not here cannot be looked into. */
  processes: ReadonlyMap<string, Answer>;
  /** Plural names of resources, with `pods/exec` among them. */
  denied: ReadonlySet<string>;
  fault: "none" | "slow" | "half" | "silent";
  /** Method and path of every request. */
  readonly asked: string[];
}

export interface Server {
  readonly cluster: Cluster;
  /** Path of a kubeconfig that may do everything. */
  readonly kubeconfig: string;
  readonly port: number;
  /** Writes another kubeconfig, with changes to its only user and cluster. */
  readonly configure: (name: string, change: { readonly user?: object; readonly cluster?: object }) => string;
  readonly close: () => void;
}

export const token = "test-token-of-nobody";

interface Resource {
  readonly name: string;
  readonly kind: string;
}

const namespaced = (resources: Readonly<Record<string, string>>): readonly Resource[] =>
  Object.entries(resources).map(([name, kind]) => ({
    name,
    kind,
    namespaced: kind !== "Namespace",
    singularName: kind.toLowerCase(),
    verbs: ["get", "list"],
  }));

const groups: Readonly<Record<string, readonly Resource[]>> = {
  "/api/v1": namespaced({ pods: "Pod", configmaps: "ConfigMap", secrets: "Secret", services: "Service", namespaces: "Namespace" }),
  "/apis/apps/v1": namespaced({
    deployments: "Deployment",
    statefulsets: "StatefulSet",
    daemonsets: "DaemonSet",
    replicasets: "ReplicaSet",
  }),
  "/apis/batch/v1": namespaced({ jobs: "Job", cronjobs: "CronJob" }),
};

type Reply = readonly [code: number, body: object];

function refuse(code: number, reason: string, message: string): Reply {
  return [code, { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, code, details: {} }];
}

function forbid(verb: string, resource: string): Reply {
  return refuse(
    403,
    "Forbidden",
    `${resource} is forbidden: User "test" cannot ${verb} resource "${resource}" in API group "" in the namespace "prod"`,
  );
}

function discovery(path: string): Reply | undefined {
  const names = ["apps", "batch"];
  if (path === "/version") return [200, { major: "1", minor: "32", gitVersion: "v1.32.0" }];
  if (path === "/api") return [200, { kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs: [] }];
  if (path === "/apis") {
    const versioned = names.map((name) => ({ name, version: { groupVersion: `${name}/v1`, version: "v1" } }));
    const list = versioned.map(({ name, version }) => ({ name, versions: [version], preferredVersion: version }));
    return [200, { kind: "APIGroupList", apiVersion: "v1", groups: list }];
  }
  const resources = groups[path];
  return resources && [200, { kind: "APIResourceList", apiVersion: "v1", groupVersion: path.replace(/^\/apis?\//, ""), resources }];
}

const resourcePath = /^(\/api\/v1|\/apis\/[^/]+\/[^/]+)(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+))?$/;

function answer(cluster: Cluster, { pathname, searchParams }: URL): Reply {
  const found = discovery(pathname);
  if (found !== undefined) return found;
  const [, base = "", namespace, plural = "", name] = resourcePath.exec(pathname) ?? [];
  const kind = groups[base]?.find((resource) => resource.name === plural)?.kind;
  if (kind === undefined) return refuse(404, "NotFound", "the server could not find the requested resource");
  if (cluster.denied.has(plural)) return forbid(name === undefined ? "list" : "get", plural);
  const all = cluster.objects.filter(
    (object) => stringAt(object, "kind") === kind && stringAt(object, "metadata", "namespace") === namespace,
  );
  if (name === undefined) {
    const items = all.filter((object) => carries(object, searchParams.get("labelSelector") ?? ""));
    return [200, { kind: `${kind}List`, apiVersion: base.replace(/^\/apis?\//, ""), metadata: {}, items }];
  }
  const one = all.find((object) => stringAt(object, "metadata", "name") === name);
  return one === undefined ? refuse(404, "NotFound", `${plural} "${name}" not found`) : [200, one];
}

/** Whether an object has the labels of `a=b,c=d`. */
function carries(object: object, selector: string): boolean {
  const pairs = selector
    .split(",")
    .filter((part) => part !== "")
    .map((part) => part.split("="));
  return pairs.every(([key = "", value]) => stringAt(object, "metadata", "labels", key) === value);
}

/** One frame of a WebSocket (RFC 6455), binary and whole; the server's are not masked. */
function frame(payload: Buffer, opcode = 2): Buffer {
  const size = payload.length;
  const length = size < 126 ? Buffer.from([size]) : size < 65_536 ? Buffer.from([126, size >> 8, size & 255]) : Buffer.alloc(9, 127);
  if (size >= 65_536) length.writeBigUInt64BE(BigInt(size), 1);
  return Buffer.concat([Buffer.from([0x80 | opcode]), length, payload]);
}

/** The remote command protocol `v5.channel.k8s.io`: a byte for the channel before what goes over it. */
function runCommand(socket: Duplex, key: string, { stdout = "", stderr = "", failure }: Answer): void {
  const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  const head = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", `Sec-WebSocket-Accept: ${accept}`];
  socket.write([...head, "Sec-WebSocket-Protocol: v5.channel.k8s.io", "", ""].join("\r\n"));
  const exit = {
    status: "Failure",
    reason: "NonZeroExitCode",
    message: "command terminated with exit code 1",
    details: { causes: [{ reason: "ExitCode", message: "1" }] },
  };
  const refused = { status: "Failure", reason: "InternalError", message: `Internal error occurred: ${failure ?? ""}`, code: 500 };
  const status = failure === undefined ? (stderr === "" ? { status: "Success" } : exit) : refused;
  const send = (channel: number, text: Buffer): void => void socket.write(frame(Buffer.concat([Buffer.from([channel]), text])));
  if (stdout !== "") send(1, Buffer.from(stdout, "latin1"));
  if (stderr !== "") send(2, Buffer.from(stderr));
  send(3, Buffer.from(JSON.stringify({ metadata: {}, ...status })));
  socket.end(frame(Buffer.from([3, 232]), 8));
}

function onUpgrade(cluster: Cluster, request: IncomingMessage, socket: Duplex): void {
  socket.on("error", () => undefined);
  const url = new URL(request.url ?? "", "https://x");
  cluster.asked.push(`EXEC ${url.pathname}`);
  const pod = /\/pods\/([^/]+)\/exec$/.exec(url.pathname)?.[1] ?? "";
  const found = cluster.processes.get(`${pod}/${url.searchParams.get("container") ?? ""}`);
  const isAsked = url.searchParams.getAll("command").join(" ") === "cat /proc/1/environ";
  if (found !== undefined && isAsked && !cluster.denied.has("pods/exec")) {
    runCommand(socket, String(request.headers["sec-websocket-key"]), found);
    return;
  }
  const [code, body] = cluster.denied.has("pods/exec")
    ? forbid("create", "pods/exec")
    : refuse(404, "NotFound", "the server could not find the requested resource");
  const text = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${String(code)} No\r\nContent-Type: application/json\r\nContent-Length: ${String(Buffer.byteLength(text))}\r\n\r\n${text}`,
  );
}

function onRequest(cluster: Cluster, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "", "https://x");
  cluster.asked.push(`${request.method ?? ""} ${url.pathname}`);
  const isKnown = request.headers.authorization === `Bearer ${token}`;
  const [code, body] = isKnown ? answer(cluster, url) : refuse(401, "Unauthorized", "Unauthorized");
  const text = JSON.stringify(body);
  const isData = url.pathname.includes("/namespaces/");
  if (cluster.fault === "silent" || (cluster.fault === "slow" && isData)) return;
  response.writeHead(code, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  if (cluster.fault === "half" && isData) response.write(text.slice(0, text.length / 2), () => response.destroy());
  else response.end(text);
}

/** Starts a small Kubernetes-shaped server: discovery, get and list, exec over a WebSocket, the refusals of a real one. */
export async function startCluster(folder: string): Promise<Server> {
  const [keyPath, certificatePath] = [join(folder, "server.key"), join(folder, "server.crt")];
  const subject = [
    "-subj",
    "/CN=test",
    "-addext",
    "subjectAltName=IP:127.0.0.1",
    "-days",
    "2",
    "-keyout",
    keyPath,
    "-out",
    certificatePath,
  ];
  spawnSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", ...subject]);
  const certificate = readFileSync(certificatePath);
  const cluster: Cluster = { objects: [], processes: new Map(), denied: new Set(), fault: "none", asked: [] };
  const server = createServer({ key: readFileSync(keyPath), cert: certificate }, (request, response) =>
    onRequest(cluster, request, response),
  );
  server.on("upgrade", (request: IncomingMessage, socket: Duplex) => onUpgrade(cluster, request, socket));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const port = portOf(server.address());
  const configure: Server["configure"] = (name, change) => {
    const own = {
      server: `https://127.0.0.1:${String(port)}`,
      "certificate-authority-data": certificate.toString("base64"),
      ...change.cluster,
    };
    const context = { name: "test", context: { cluster: "c", user: "u", namespace: "prod" } };
    const parts = { clusters: [{ name: "c", cluster: own }], users: [{ name: "u", user: { token, ...change.user } }], contexts: [context] };
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify({ apiVersion: "v1", kind: "Config", "current-context": "test", ...parts }));
    return path;
  };
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { cluster, port, kubeconfig: configure("kubeconfig", {}), configure, close };
}

function portOf(address: AddressInfo | string | null): number {
  const port = field(address, "port");
  return typeof port === "number" ? port : 0;
}
