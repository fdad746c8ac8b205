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
