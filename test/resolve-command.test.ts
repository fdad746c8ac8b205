import { expect, test } from "@jest/globals";
import { memoryHost } from "./memory-host.ts";
import { runWords } from "./support/words.ts";

test.each([
  ["values.yaml", "image: auth\n", 0, "helm-values  values.yaml: what is here holds no workload\n\n"],
  [
    "k8s.yaml",
    "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: auth }\n",
    0,
    "kubernetes  k8s.yaml: what is here holds no workload\n\n",
  ],
  ["Tiltfile", "k8s_yaml('auth.yaml')\n", 2, "error: Tiltfile:1:11: Tilt deploys this manifest; name auth.yaml as the target\n"],
])("resolve tells of a %s without a workload", async (path, text, exitCode, stdout) => {
  expect(await runWords(["resolve", path], memoryHost(new Map([[path, text]])))).toMatchObject({ exitCode, stdout });
});

test.each(["process:4711", "process:environ", "process:-"])("%s is told what to name in its place", async (target) => {
  const { exitCode, stdout } = await runWords(["resolve", target], memoryHost(new Map()));
  expect(exitCode).toBe(2);
  expect(stdout).toContain("process: takes self; another process is pid:NUMBER, and what env prints is env-dump:FILE or env-dump:-");
});

const schema = (service: string): string =>
  `service: ${service}\nstages: { local: "compose.yaml#${service}" }\nvariables: { MODE: { required: false } }\n`;

test("explain tells of each stage whose it is, where several services want the variable", async () => {
  const files = {
    "compose.yaml": "services:\n  api: { image: a, environment: { MODE: x } }\n  jobs: { image: a }\n",
    "schemas/api.yaml": schema("api"),
    "schemas/jobs.yaml": schema("jobs"),
  };
  const told = async (...more: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await runWords(["explain", "MODE", ...more], memoryHost(new Map(Object.entries(files))));
    return stdout.split("\n").filter((line) => line.includes("local"));
  };
  expect(await told()).toEqual(["  api in local   set", "  jobs in local  not set  (not-applicable)"]);
  expect(await told("--service", "api")).toEqual(["  local  set"]);
});

test("explain tells what the schema wants, what a stage wants instead, and the constraints, but nothing that it lists for a secret", async () => {
  const files = {
    ".env": "A=1\n",
    "schemas/api.yaml": `service: api
stages: { local: .env, production: .env }
variables:
  PORT: { type: integer, min: 1, max: 9, in: { production: { one-of: [7] } }, required: { when: { HOST: db, MODE: { set: false } } } }
  WAIT: { type: duration, max: 90s, default: 1s }
  SIZE: { type: byte-size, min: 1KiB, required: false }
  KEYS: { type: list, items: { type: secret, min-length: 20 }, unique: true, sensitive: true, one-of: [canary], pattern: canary }
  HOST: { type: url, schemes: [http, https], hosts: [a.example], aliases: [HOST_FILE] }
  MODE: { pattern: "^[a-z]$", not: [x], deprecated: "", max-length: 3 }
constraints:
  - distinct: [PORT, SIZE]
  - { when: { MODE: { set: true } }, require: [HOST] }
`,
  };
  const told = async (name: string): Promise<readonly string[]> => {
    const { stdout } = await runWords(["explain", name, "--without-code"], memoryHost(new Map(Object.entries(files))));
    expect(stdout).not.toContain("canary");
    return stdout.split("\n").filter((line) => /wants|distinct|require:/.test(line));
  };
  const names = ["PORT", "WAIT", "SIZE", "KEYS", "HOST", "MODE"];
  expect((await Promise.all(names.map(told))).flat()).toEqual([
    "  api wants integer from 1 to 9, required when HOST is as the schema says and MODE is not set  schemas/api.yaml:4:3",
    "    distinct: PORT, SIZE  schemas/api.yaml:11:5",
    "    wants integer from 1 to 9 that is 7, required when HOST is as the schema says and MODE is not set",
    "  api wants duration of at most 90s, with a default  schemas/api.yaml:5:3",
    "  api wants byte-size of at least 1024 bytes, optional  schemas/api.yaml:6:3",
    "    distinct: PORT, SIZE  schemas/api.yaml:11:5",
    "  api wants list of secret of at least 20 characters without repetition as the schema lists, required, sensitive  schemas/api.yaml:7:3",
    "  api wants url with the scheme http or https at a.example, required, also read as HOST_FILE  schemas/api.yaml:8:3",
    "    require: HOST when MODE is set  schemas/api.yaml:12:38",
    "  api wants string of at most 3 characters other than x that matches ^[a-z]$, optional, deprecated  schemas/api.yaml:9:3",
    "    require: HOST when MODE is set  schemas/api.yaml:12:38",
  ]);
});
