import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { resolveTargets as resolve } from "../src/commands/resolve.ts";
import type { Request } from "../src/request.ts";
import { nodeHost } from "../src/shell/node-host.ts";
import { plain, requestFor } from "./memory-host.ts";
import { check } from "./support/check.ts";
import { temporaryFolder, writeFiles } from "./support/bin.ts";
import { type Files, schema, service, timed } from "./support/hostile.ts";

/** Rows 7 to 9 and 18 of the threat table, where there are links, pipes and folders. */
const outer = temporaryFolder();
const root = join(outer, "root");
const secret = "zuxqo-outside-the-root";
const outside = "../outside";
let count = 0;
mkdirSync(root);
writeFiles(outer, {
  "outside/secret.env": `STOLEN=${secret}\n${secret}\n"${secret}\n`,
  "outside/compose.yaml": service(`    environment: { STOLEN: ${secret} }\n  broken: "${secret}\n`),
  "outside/schema.yaml": `variables: { STOLEN: { default: "${secret} }\n`,
  "outside/Dockerfile": `FROM scratch\nENV STOLEN=${secret}\n${secret}\n`,
});

function onDisk(files: Files, changes: Partial<Request> = {}): string {
  const folder = join(root, `p${String((count += 1))}`);
  writeFiles(folder, files);
  return runIn(folder, changes);
}

function runIn(folder: string, changes: Partial<Request> = {}): string {
  const host = nodeHost(folder, { allowOutsideRoot: false });
  const json = { format: "json", file: undefined, append: false };
  const asked = requestFor("check", { root: folder, ...changes, outputs: [json] });
  return timed(
    () =>
      check(asked, host, plain).stdout +
      ((changes.targets ?? []).length === 0 ? "" : resolve({ ...asked, reveal: true }, host, plain).stdout),
  );
}

test("row 7: links that loop or lead out are neither followed nor hang", () => {
  const folder = join(root, "loops");
  writeFiles(folder, {
    ".env": "A=1\n",
    "compose.yaml": service("    env_file: [loop.env, out.env, again/again/.env]\n"),
    "schemas/auth.yaml": schema,
  });
  for (const [path, target] of Object.entries({
    again: ".",
    more: ".",
    up: "..",
    "loop.env": "loop.env",
    "out.env": "../../outside/secret.env",
    "sub.env": ".env",
  }))
    symlinkSync(target, join(folder, path));
  const said = runIn(folder);
  expect(said).not.toContain(secret);
  expect(said).not.toContain("STOLEN");
  expect(said).toContain("out.env lies outside the project");
});

test.each([
  ["a pipe", (path: string) => execFileSync("mkfifo", [path])],
  ["a device", (path: string) => symlinkSync("/dev/zero", path)],
  ["a terminal", (path: string) => symlinkSync("/dev/tty", path)],
  ["a folder", (path: string) => mkdirSync(path)],
])("row 8: %s in env_file is not waited for", (what, make) => {
  const folder = join(root, what.replace(" ", "-"));
  writeFiles(folder, {
    "compose.yaml": service("    env_file: x.env\n"),
    "schemas/auth.yaml": `${schema}stages: { production: compose.yaml }\n`,
  });
  make(join(folder, "x.env"));
  expect(runIn(folder)).toMatch(/x\.env (?:is not a file|lies outside the project)/);
});

test.each<[string, Files, string[]]>([
  [
    "env_file",
    { "compose.yaml": service(`    env_file: [../${outside}/secret.env, /etc/passwd, ../../../../../../etc/passwd]\n`) },
    ["compose.yaml"],
  ],
  ["raw env_file", { "compose.yaml": service(`    env_file: [{ path: ../${outside}/secret.env, format: raw }]\n`) }, ["compose.yaml"]],
  ["extends", { "compose.yaml": service(`    extends: { file: ../${outside}/compose.yaml, service: auth }\n`) }, ["compose.yaml"]],
  [
    "include",
    {
      "compose.yaml": `include: [../${outside}/compose.yaml, { path: ../${outside}/compose.yaml, env_file: ../${outside}/secret.env }]\n${service("")}`,
    },
    ["compose.yaml"],
  ],
  [
    "build",
    {
      "compose.yaml": `services: { auth: { build: { context: ../${outside} } }, b: { build: { context: ., dockerfile: ../${outside}/Dockerfile } } }\n`,
    },
    ["compose.yaml"],
  ],
  ["options of a target", { "compose.yaml": service("") }, [`compose.yaml?env-file=../${outside}/secret.env`]],
  ["a project directory", { "compose.yaml": service("    env_file: secret.env\n") }, [`compose.yaml?project-directory=../${outside}`]],
  [
    "targets",
    { "compose.yaml": service("") },
    [`dotenv:../${outside}/secret.env`, "dotenv:/etc/passwd", "compose.yaml+../../outside/compose.yaml"],
  ],
  [
    "a schema that extends",
    {
      "schemas/auth.yaml": `service: auth\nextends: [../../${outside}/schema.yaml, ../../../../../../../etc/passwd]\nvariables: { A: {} }\n`,
      ".env": "A=1\n",
    },
    [],
  ],
  [
    "the stages of a schema",
    { "schemas/auth.yaml": `service: auth\nstages: { production: ../${outside}/secret.env }\nvariables: { A: {} }\n` },
    [],
  ],
  ["the configuration", { "envcheck.yaml": `schemas: [../${outside}/*.yaml, ../${outside}/schema.yaml]\n`, ".env": "A=1\n" }, []],
])("row 9: %s cannot read what lies outside", (_what, files, targets) => {
  const said = onDisk(files, { targets });
  expect([said.includes(secret), said.includes("STOLEN"), said.includes("root:x:0")]).toEqual([false, false, false]);
});

test("row 18: a file of 50 MB is not read, and the rest is", () => {
  const folder = join(root, "large");
  writeFiles(folder, {
    "compose.yaml": service("    env_file: [x.env, y.env]\n"),
    "x.env": "",
    "y.env": "A=1\n",
    "schemas/auth.yaml": `${schema}stages: { production: compose.yaml }\n`,
  });
  truncateSync(join(folder, "x.env"), 50 * 1024 * 1024);
  const said = runIn(folder);
  expect(said).toContain("x.env is too large to be read");
  expect(said).toContain('"verdict": "ok"');
});
