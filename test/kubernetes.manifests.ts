import { kubernetes } from "../src/formats/kubernetes.ts";
import type { Spec } from "../src/model/binding.ts";
import type { Environment } from "../src/model/environment.ts";
import { unseal } from "../src/model/sealed.ts";
import { unknown, type Value } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";

type Files = Readonly<Record<string, string>>;

export function read(input: string | Files): Spec {
  const files = typeof input === "string" ? { "auth.yaml": input } : input;
  const all = Object.entries(files).map(([path, text]) => ({ path, text }));
  const [first, ...rest] = all.filter(({ path }) => !path.endsWith("kustomization.yaml"));
  if (first === undefined) throw new Error("no files");
  return kubernetes.read(
    { sources: [first, ...rest], options: new Map() },
    {
      read: (path) => all.find((file) => file.path === path) ?? { path, reason: "missing", because: "it is not here" },
      shell: () => unknown("nothing was said about it"),
    },
  );
}

export function shown(value: Value): string {
  if (value.state === "known") return unseal(value.text);
  return value.state === "absent" ? "absent" : `${value.state}: ${value.because}`;
}

export function environmentOf(input: string | Files, address = ""): Environment {
  const found = resolve(read(input)).find(({ workload }) => workload.address.includes(address));
  if (found === undefined) throw new Error("no workload");
  return found;
}

export function variables(input: string | Files, address?: string): Record<string, string> {
  return Object.fromEntries([...environmentOf(input, address).entries].map(([name, { value }]) => [name, shown(value)]));
}

/** A Deployment around the lines of its container. */
export function deployment(lines: string, head = "metadata: { name: auth }"): string {
  const container = lines.trim().replaceAll("\n", "\n          ");
  return `apiVersion: apps/v1
kind: Deployment
${head}
spec:
  template:
    spec:
      containers:
        - name: web
          image: auth:1
          ${container}
`;
}

export function env(...entries: readonly string[]): string {
  return deployment(`env:\n${entries.map((entry) => `  - ${entry}`).join("\n")}`);
}

export const configMap = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: auth }\ndata:\n  HOST: db\n  PORT: "80"\n';
export const secret =
  "---\napiVersion: v1\nkind: Secret\nmetadata: { name: auth }\ndata: { TOKEN: c2VjcmV0, HOST: b3RoZXI= }\nstringData: { HOST: plain }\n";
export const fromBoth = "envFrom:\n  - configMapRef: { name: auth }\n  - secretRef: { name: auth }\n    prefix: S_";
