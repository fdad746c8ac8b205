import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { load } from "js-yaml";
import { folder, git, put, repository } from "./support/repository.ts";

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const top = join(import.meta.dirname, "..");
const page = readFileSync(join(top, "docs/pre-commit.md"), "utf8");

/** A file that the page shows. */
function shown(title: string): string {
  const start = page.indexOf(` title=${title}\n`) + ` title=${title}\n`.length;
  return page.slice(start, page.indexOf("```", start));
}

const jobs = (text: string): string => JSON.stringify(load(text));
const lefthook = /"run":"([^"]+)"/.exec(jobs(shown("lefthook.yml")))?.[1] ?? "";
const lintStaged = /\(\) => "([^"]+)"/.exec(shown("lint-staged.config.mjs"))?.[1] ?? "";

/** What each tool hands to a shell, with the programs of the project in front as each of them has it. */
const recipes: readonly (readonly [string, string])[] = [
  ["lefthook", lefthook],
  ["husky", shown(".husky/pre-commit")],
  ["lint-staged", lintStaged],
  ["nothing else", shown("install")],
];

function project(name: string): string {
  const root = repository(name, {
    "schemas/auth.yaml": "service: auth\nstages: { local: .env }\nvariables:\n  PORT: { type: port }\n",
    ".env": "PORT=1\n",
  });
  mkdirSync(join(root, "node_modules/.bin"), { recursive: true });
  symlinkSync(join(top, "bin/envcheck.cjs"), join(root, "node_modules/.bin/envcheck"));
  put(root, { "package.json": "{}" });
  return root;
}

function sh(root: string, command: string): { readonly status: number | null; readonly said: string } {
  const env = { ...process.env, PATH: `${root}/node_modules/.bin:${process.env["PATH"] ?? ""}`, npm_config_offline: "true" };
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", command], { cwd: root, encoding: "utf8", env });
  return { status, said: stdout + stderr };
}

describe("docs/pre-commit.md", () => {
  test.each(recipes)("%s stops a commit that breaks a service", (name, command) => {
    const root = project(`recipe-${name.replaceAll(" ", "-")}`);
    if (name === "nothing else") expect(sh(root, command).status).toBe(0);
    const hook = join(root, ".git/hooks/pre-commit");
    if (name !== "nothing else") put(root, { ".git/hooks/pre-commit": `#!/bin/sh\n${command}\n` });
    chmodSync(hook, 0o755);
    put(root, { ".env": "PORT=http\n" });
    git(root, "add", ".env");
    put(root, { ".env": "PORT=2\n" });
    const commit = "git -c user.name=a -c user.email=a@b commit -qm x";
    expect(sh(root, commit)).toEqual({ status: 1, said: expect.stringContaining("error[invalid] PORT must be a port number") });
    git(root, "add", ".env");
    expect(sh(root, commit)).toEqual({ status: 0, said: expect.stringContaining("note: checked auth in local, since .env is staged") });
  });

  test("names the hook that the manifest has", () => {
    const manifest: unknown = load(readFileSync(join(top, ".pre-commit-hooks.yaml"), "utf8"));
    expect(manifest).toEqual([
      expect.objectContaining({
        id: "envcheck",
        entry: "envcheck check --staged",
        pass_filenames: false,
        always_run: true,
        require_serial: true,
      }),
    ]);
    expect(jobs(shown(".pre-commit-config.yaml"))).toContain('"hooks":[{"id":"envcheck"}]');
  });
});
