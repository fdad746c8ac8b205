import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "@jest/globals";
import { envcheck, temporaryFolder, writeFiles } from "./support/bin.ts";

const folder = temporaryFolder();
const repository = join(folder, "repository");
const [tools, calls] = [join(folder, "tools"), join(folder, "calls")];

/** A service whose stage leads to files that no schema names. */
function service(name: string): Record<string, string> {
  return {
    [`schemas/${name}.yaml`]: `service: ${name}\nstages: { production: ${name}/production#Deployment/${name} }\nvariables: { PORT: { type: port } }\n`,
    [`${name}/production/kustomization.yaml`]: "resources: [../base]\n",
    [`${name}/base/kustomization.yaml`]: "resources: [deployment.yaml]\n",
    [`${name}/base/deployment.yaml`]: `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec: { template: { spec: { containers: [{ name: app, image: app, env: [{ name: PORT, value: "80" }] }] } } }
`,
  };
}

test("a commit in a repository of many services takes few calls of git", () => {
  const names = Array.from({ length: 40 }, (_, index) => `service${String(index)}`);
  writeFiles(repository, Object.assign({}, ...names.map(service)));
  const git = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  for (const args of [
    ["init", "-q"],
    ["add", "-A"],
    ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
  ])
    execFileSync(git, args, { cwd: repository });
  const [first = ""] = names;
  writeFiles(repository, { [`${first}/base/deployment.yaml`]: `${service(first)[`${first}/base/deployment.yaml`] ?? ""}# changed\n` });
  execFileSync(git, ["add", "-A"], { cwd: repository });
  writeFiles(folder, { "tools/git": `#!/bin/sh\necho call >> '${calls}'\nexec '${git}' "$@"\n` });
  chmodSync(join(tools, "git"), 0o755);
  const { code, stdout } = envcheck(repository, ["--staged"], { env: { PATH: [tools, process.env["PATH"]].join(delimiter) } });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("service0   production ✓") });
  expect(readFileSync(calls, "utf8").split("\n").length).toBeLessThan(30);
});
