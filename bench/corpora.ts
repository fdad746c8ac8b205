import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Deterministic inputs of any size, so that two machines measure the same work. Values are random letters, never words. */
class Random {
  #seed = 0x9e3779b9;

  next(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  hex(length: number): string {
    return Array.from({ length }, () => Math.floor(this.next() * 16).toString(16)).join("");
  }
}

const areas = ["AUTH", "SESSION", "JWT", "DATABASE", "REDIS", "CACHE", "OAUTH", "COOKIE", "ISSUER", "SMTP", "QUEUE", "POOL"];
const settings = ["URL", "ID", "HOST", "PORT", "TTL", "NAME", "ENABLED", "MODE"];
export const secrets = ["KEY", "SECRET", "PASSWORD", "TOKEN"];

/** `count` names, all different within one workload. Secrets stand where they belong, since a run over healthy files is the usual one. */
function names(count: number, from = 0, words = settings): string[] {
  return Array.from({ length: count }, (_, i) => {
    const n = from + i;
    return `${areas[n % areas.length] ?? ""}_${words[Math.floor(n / areas.length) % words.length] ?? ""}_${String(n)}`;
  });
}

/** A value of the kind that the name promises. */
function valueOf(name: string, random: Random): string {
  if (/_(?:PORT|TTL)_/.test(name)) return String(Math.floor(random.next() * 65_535));
  if (name.includes("_ENABLED_")) return random.next() < 0.5 ? "true" : "false";
  if (name.includes("_URL_")) return `https://${random.hex(5)}.example.com:8443/v1/${random.hex(6)}`;
  if (name.includes("_HOST_")) return `${random.hex(5)}.svc.cluster.local`;
  return random.hex(16);
}

/** A Deployment, its ConfigMap, its Secret and its Service: about 2.6 KB. `literals` are the words of the names whose values it writes out. */
function manifest(i: number, random: Random, literals = settings): string {
  const name = `svc-${String(i)}`;
  const [literal, shared, secret] = [names(5, i, literals), names(3, i + 5), names(4, i + 8, secrets)];
  const metadata = `metadata:\n  name: ${name}\n  namespace: auth\n  labels:\n    app.kubernetes.io/name: ${name}\n    app.kubernetes.io/part-of: auth\n`;
  const env = [
    ...literal.map((key) => `            - name: ${key}\n              value: "${valueOf(key, random)}"\n`),
    ...secret.map(
      (key) =>
        `            - name: ${key}\n              valueFrom:\n                secretKeyRef:\n                  name: ${name}-secret\n                  key: ${key}\n`,
    ),
  ].join("");
  return [
    `apiVersion: apps/v1\nkind: Deployment\n${metadata}spec:\n  replicas: 2\n  selector:\n    matchLabels: {app.kubernetes.io/name: ${name}}\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${name}\n    spec:\n      containers:\n        - name: app\n          image: registry.example.com/auth/${name}:1.${String(i)}.0\n          ports:\n            - containerPort: 8000\n          envFrom:\n            - configMapRef:\n                name: ${name}-config\n          env:\n${env}`,
    `apiVersion: v1\nkind: ConfigMap\n${metadata.replace(name, `${name}-config`)}data:\n${shared.map((key) => `  ${key}: "${valueOf(key, random)}"\n`).join("")}  settings.ini: |\n    [server]\n    workers = 4\n    timeout = 30\n`,
    `apiVersion: v1\nkind: Secret\n${metadata.replace(name, `${name}-secret`)}type: Opaque\ndata:\n${secret.map((key) => `  ${key}: ${Buffer.from(random.hex(32)).toString("base64")}\n`).join("")}`,
    `apiVersion: v1\nkind: Service\n${metadata}spec:\n  selector:\n    app.kubernetes.io/name: ${name}\n  ports:\n    - port: 80\n      targetPort: 8000\n`,
  ].join("---\n");
}

/** A compose file of `count` services and a database. */
export function composeFile(count: number, random: Random): string {
  const services = Array.from({ length: count }, (_, i) => {
    const list = names(6, i * 6);
    const environment =
      i % 2 === 0
        ? list.map((key) => `      - ${key}=${valueOf(key, random)}\n`).join("")
        : list.map((key) => `      ${key}: "${valueOf(key, random)}"\n`).join("");
    return `  svc${String(i)}:\n    image: registry.example.com/app${String(i)}:\${TAG:-latest}\n    environment:\n${environment}    ports: ["${String(8000 + i)}:8000"]\n    depends_on: [db]\n`;
  });
  return `services:\n${services.join("")}  db:\n    image: postgres:16\n    environment: {POSTGRES_PASSWORD_FILE: /run/secrets/pg}\n`;
}

/** An env file of `count` lines: comments, quotes, exports, values of several lines. */
export function envFile(count: number, random: Random): string {
  return names(count)
    .map((key, i) => {
      if (i % 10 === 0) return `# ${key}`;
      if (i % 10 < 4) return `${key}="${random.hex(12)} ${random.hex(8)}"`;
      if (i % 10 === 4) return `export ${key}=${random.hex(12)} # inline`;
      if (i % 30 === 5) return `${key}="line one\nline two ${random.hex(20)}"`;
      return `${key}=${valueOf(key, random)}`;
    })
    .join("\n");
}

/** The project of the start-up figures: a schema, five YAML files, three env files. */
export function project(random: Random): ReadonlyMap<string, string> {
  const variables = names(4, 1).map((name) => `  ${name}: { type: string }\n`);
  const stages = `stages:\n  local: [.env, .env.local, .env.shared]\n  compose: compose.yaml#svc0\n  k8s: k8s#Deployment/svc-0\n`;
  return new Map([
    ["schemas/auth.yaml", `service: auth\n${stages}variables:\n${variables.join("")}`],
    ["compose.yaml", composeFile(4, random)],
    ...Array.from({ length: 3 }, (_, i): [string, string] => [`k8s/svc-${String(i)}.yaml`, manifest(i, random)]),
    ...[".env", ".env.local", ".env.shared"].map((path): [string, string] => [path, envFile(40, random)]),
  ]);
}

/** The project of the peers: one env file, an example of it, a schema. */
export function oneFile(random: Random): ReadonlyMap<string, string> {
  const declared = oneFile.names.map((name) => `  ${name}: { type: string, required: true }\n`);
  const text = envFile(40, random);
  return new Map([
    [".env", text],
    [".env.example", text],
    ["schemas/auth.yaml", `service: auth\nvariables:\n${declared.join("")}`],
  ]);
}
oneFile.names = names(4, 1);

/** A compose file of 0.6 KB whose aliases mean 9 ** 9 items. */
export function aliasesOfAliases(): string {
  const levels = Array.from({ length: 9 }, (_, i) => {
    const items = i === 0 ? ["x"] : Array.from({ length: 9 }, () => `*l${String(i - 1)}`);
    return `l${String(i)}: &l${String(i)} [${items.join(", ")}]\n`;
  });
  return `${levels.join("")}services:\n  a:\n    image: x\n    environment: *l8\n`;
}

/** Writes files below a folder. */
export function lay(folder: string, files: ReadonlyMap<string, string>): string {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export function manifests(count: number, random: Random, literals = settings): ReadonlyMap<string, string> {
  return new Map(
    Array.from({ length: count }, (_, i): [string, string] => [
      `k8s/d${String(Math.floor(i / 100))}/svc-${String(i)}.yaml`,
      manifest(i, random, literals),
    ]),
  );
}

/** One file of about 20 MB with documents of all kinds. */
export function manyDocuments(random: Random): string {
  return Array.from({ length: 8_000 }, (_, i) => manifest(i, random)).join("---\n");
}

export function newRandom(): Random {
  return new Random();
}
