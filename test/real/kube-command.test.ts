import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { writeFiles } from "../support/bin.ts";
import { canary, cluster, onKube } from "../support/kubernetes-asking.ts";
import { token } from "../support/kubernetes.ts";

const { folder, server } = cluster();
const bin = join(import.meta.dirname, "../../bin/envcheck.cjs");

const schema = `service: auth
variables:
  MODE: { type: string, one-of: [production] }
  TTL: { type: string }
  KEY: { type: secret, required: false }
  OAUTH_CLIENT_ID: { type: string }
`;

interface Run {
  readonly code: number | string | null;
  readonly said: string;
}

/** Runs the command while the server of this very process answers. */
function run(
  args: readonly string[],
  { project = newProject(), kubeconfig = server().kubeconfig }: { project?: string; kubeconfig?: string } = {},
): Promise<Run> {
  const env = { PATH: process.env["PATH"], HOME: folder, KUBECONFIG: kubeconfig, ENVCHECK_NO_CODE_CACHE: "1" };
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { cwd: project, env, encoding: "utf8" }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? null), said: stdout + stderr });
    });
  });
}

function newProject(): string {
  const project = mkdtempSync(join(folder, "project-"));
  writeFiles(project, { "schemas/auth.yaml": schema });
  mkdirSync(join(project, ".git"));
  return project;
}

onKube("a process that lacks a variable is told so", async () => {
  const { code, said } = await run(["live", "kube:prod/Deployment/auth/web"]);
  expect(said).toMatch(/^error\[missing\] OAUTH_CLIENT_ID is not set for auth/m);
  expect(code).toBe(1);
});

onKube("where nobody can look inside, nothing is taken for absent", async () => {
  server().cluster.denied = new Set(["pods/exec"]);
  const { code, said } = await run(["live", "kube:prod/Deployment/auth/web"]);
  expect(said).toContain("OAUTH_CLIENT_ID cannot be verified for auth");
  expect(said).toContain("the cluster forbids this user to create pods/exec (403)");
  expect(said).not.toContain("error[missing]");
  expect(code).toBe(3);
});

onKube.each([
  ["without the Secrets an imported one hides what is missing", [], "cannot be verified"],
  ["with the Secrets what it was told lacks a variable", ["--read-secrets"], "error[missing] OAUTH_CLIENT_ID"],
])("%s", async (_what, flags, told) => {
  const { said } = await run(["live", "kube:prod/Deployment/auth/web?side=declared", ...flags]);
  expect(said).toContain(told);
});

onKube("a program that a kubeconfig of the checkout names is not run", async () => {
  const project = newProject();
  const marker = join(project, "marker");
  const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "touch", args: [marker], interactiveMode: "Never" };
  const kubeconfig = server().configure(join(project.slice(folder.length + 1), "kubeconfig"), { user: { token: undefined, exec } });
  const { code, said } = await run(["live", "kube:prod/Deployment/auth"], { project, kubeconfig });
  expect(said.replaceAll(/\s+/g, " ")).toContain("the kubeconfig kubeconfig lies in the checkout and can name programs to run");
  expect({ code, isRun: existsSync(marker) }).toEqual({ code: 3, isRun: false });
});

onKube.each(["text", "json", "markdown", "github"])("no value and no credential is told in %s", async (format) => {
  const flags = ["--format", format, "--read-secrets"];
  const runs = await Promise.all([
    run(["live", "kube:prod/Deployment/auth", ...flags]),
    run(["live", "kube:prod/Deployment/auth?side=declared", ...flags]),
  ]);
  for (const { said } of runs) {
    expect(said).toMatch(/OAUTH.{0,2}_CLIENT/);
    for (const secret of [canary, token, Buffer.from(canary).toString("base64")]) expect(said).not.toContain(secret);
  }
});
