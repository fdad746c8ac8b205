import { chmodSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { Outcome } from "../src/commands/command.ts";
import { reporters } from "../src/reporters/index.ts";
import { isRunnerCommand, runnerLines } from "./runner-commands.ts";
import { commit, folder, git, put, repository } from "./support/repository.ts";
import { checkStaged, files, manifest, port, project, schema, stage } from "./support/staged.ts";

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const refused = (because: string): Outcome => ({ exitCode: 2, stdout: "", stderr: `envcheck: --staged: ${because}\n`, files: [] });

describe("the state of a repository", () => {
  test("there is none", async () => {
    const root = join(folder, "no-repository");
    put(root, files);
    expect(await checkStaged(root)).toEqual(refused("git finds no repository here"));
  });

  test("it is bare", async () => {
    const root = join(folder, "bare.git");
    git(folder, "init", "-q", "--bare", root);
    expect((await checkStaged(root)).stderr).toBe("envcheck: --staged: git finds no working tree here\n");
  });

  test("it has no commit yet", async () => {
    const root = join(folder, "unborn");
    put(root, files);
    git(root, "init", "-q");
    expect((await checkStaged(root)).stdout).toBe("nothing is staged\n");
    git(root, "add", "-A");
    expect((await checkStaged(root)).stdout).toContain("note: checked auth in staging and production, since schemas/auth.yaml is staged");
  });

  test("its head is detached, its clone is shallow, it is a second working tree", async () => {
    const root = project();
    const [shallow, second] = [`${root}-shallow`, `${root}-second`];
    git(folder, "clone", "-q", "--depth", "1", `file://${root}`, shallow);
    git(root, "worktree", "add", "-q", second, "HEAD");
    for (const place of [shallow, second]) {
      git(place, "checkout", "-q", "--detach");
      stage(place, { "k8s/production/auth.yaml": manifest("auth", port("9")) });
      expect((await checkStaged(place)).stdout).toContain("note: checked auth in production");
    }
    expect((await checkStaged(root)).stdout).toBe("nothing is staged\n");
  });

  test("a merge is in progress", async () => {
    const root = project();
    git(root, "checkout", "-qb", "other");
    put(root, { "k8s/production/auth.yaml": manifest("auth", port("7")) });
    commit(root);
    git(root, "checkout", "-q", "main");
    put(root, { "k8s/production/auth.yaml": manifest("auth", port("8")) });
    commit(root);
    expect(() => git(root, "merge", "other")).toThrow();
    expect(await checkStaged(root)).toEqual(
      refused("a merge is in progress, and k8s/production/auth.yaml has conflicts; resolve them, then git add what is resolved"),
    );
    stage(root, { "k8s/production/auth.yaml": manifest("auth", port("7")) });
    expect((await checkStaged(root)).stdout).toContain("note: checked auth in production, since k8s/production/auth.yaml is staged");
  });

  test("it holds a submodule, a link, and what is only announced", async () => {
    const root = project({ "k8s/base/auth.yaml": manifest("auth", port("5")) });
    git(root, "submodule", "add", "-q", project(), "module");
    rmSync(join(root, "k8s/production/auth.yaml"));
    symlinkSync("../base/auth.yaml", join(root, "k8s/production/auth.yaml"));
    put(root, { "schemas/announced.yaml": "service: [" });
    git(root, "add", "module", "k8s");
    git(root, "add", "--intent-to-add", "schemas/announced.yaml");
    const { stdout, exitCode } = await checkStaged(root);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("since k8s/production/auth.yaml is staged") });
  });

  test("not all is checked out", async () => {
    const root = project();
    git(root, "sparse-checkout", "set", "services");
    git(root, "update-index", "--cacheinfo", `100644,${git(root, "hash-object", "-w", "--stdin", "--path=x")},README.md`);
    expect(await checkStaged(root)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("README.md") });
  });

  test("the project is a folder of it", async () => {
    const root = repository("monorepo", Object.fromEntries(Object.entries(files).map(([path, text]) => [`shop/${path}`, text])));
    stage(root, { "other/x.env": "A=1", "shop/k8s/production/auth.yaml": manifest("auth", port("9")) });
    expect((await checkStaged(join(root, "shop"))).stdout).toContain(
      "note: checked auth in production, since k8s/production/auth.yaml is staged",
    );
  });

  test("git has made an index for this very commit", async () => {
    const root = project();
    put(root, { "k8s/production/auth.yaml": manifest("auth", port("9")) });
    put(root, { ".git/hooks/pre-commit": '#!/bin/sh\necho "$GIT_INDEX_FILE" > .git/named\ncp "$GIT_INDEX_FILE" .git/kept\nexit 1\n' });
    chmodSync(join(root, ".git/hooks/pre-commit"), 0o755);
    expect(() => git(root, "commit", "-qam", "x")).toThrow();
    expect(readFileSync(join(root, ".git/named"), "utf8")).not.toBe(".git/index\n");
    const before = process.env["GIT_INDEX_FILE"];
    process.env["GIT_INDEX_FILE"] = join(root, ".git/kept");
    try {
      expect((await checkStaged(root)).stdout).toContain("note: checked auth in production");
      expect((await checkStaged(project())).stdout).toBe("nothing is staged\n");
    } finally {
      if (before === undefined) delete process.env["GIT_INDEX_FILE"];
      else process.env["GIT_INDEX_FILE"] = before;
    }
  });

  test("targets are none of its business", async () => {
    expect(await checkStaged(project(), { targets: ["README.md"] })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("takes no targets"),
    });
  });
});

describe("what is told of a commit", () => {
  const canary = "canary-qzvhK3jPw8LxTn5RbYd2";

  test.each(reporters.map(({ id }) => id))("%s holds no value and no command of a runner", async (format) => {
    const root = project({ ".env": "A=1\n" });
    const hostile = ["::error::x", "##[error]x", "a\r::warning::b", "\u001B[31mred", "\u2028::error::x"];
    const bad = `${manifest("auth", port(canary))}        - { name: SECRET_KEY, value: "${canary}" }\n`;
    stage(root, {
      ...Object.fromEntries(hostile.map((name) => [`schemas/${name}.yaml`, schema(JSON.stringify(name))])),
      "k8s/production/auth.yaml": bad,
    });
    const { stdout, stderr } = await checkStaged(root, { outputs: [{ format, file: undefined, append: false }] });
    expect(stdout + stderr).toContain("PORT");
    expect(stdout + stderr).not.toContain("canary");
    expect(
      runnerLines(stdout + stderr).filter(
        (line) => isRunnerCommand(line) && !(format === "github" && /^::(?:error|warning|notice) /.test(line)),
      ),
    ).toEqual([]);
  });

  test.each(["::error::x", "##[error]x", "a\r::warning::b", "\u001B[31mred"])(
    "nothing is made of %j, which affects nothing",
    async (name) => {
      const root = project();
      stage(root, { [name]: "x" });
      const { stdout, exitCode } = await checkStaged(root);
      expect({ exitCode, commands: runnerLines(stdout).filter(isRunnerCommand) }).toEqual({ exitCode: 0, commands: [] });
      expect(stdout).not.toMatch(/[^\n\P{Cc}]/u);
    },
  );
});
