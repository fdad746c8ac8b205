import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { run } from "../src/commands/check.ts";
import type { Outcome } from "../src/commands/command.ts";
import { plain, requestFor } from "./memory-host.ts";
import { folder, git, open, put, repository } from "./support/repository.ts";
import { checkStaged, files, manifest, port, project, schema, stage, withoutTime } from "./support/staged.ts";

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const findings = ({ stdout }: Outcome): string => stdout.slice(0, stdout.indexOf("note:"));
const bound = (name: string, other: string): string =>
  `${schema(name)}constraints:\n  - same-across: { variables: [PORT], services: [${other}] }\n`;

describe("what a staged path affects", () => {
  const cases: [string, Record<string, string>, string][] = [
    [
      "a document",
      { "k8s/production/auth.yaml": manifest("auth", port("9")) },
      "note: checked auth in production, since k8s/production/auth.yaml is staged",
    ],
    [
      "a schema",
      { "schemas/auth.yaml": `${files["schemas/auth.yaml"]}  DEBUG: { required: false }\n` },
      "note: checked auth in staging and production, since schemas/auth.yaml is staged",
    ],
    [
      "what a schema extends",
      { "common/base.yaml": "variables:\n  LOG_LEVEL: { type: string, required: false }\n" },
      "note: checked billing in staging and production, since common/base.yaml is staged",
    ],
    [
      "code",
      { "services/auth/main.py": "import os\nos.environ['PORT'] \n" },
      "note: checked auth in staging and production, since services/auth/main.py is staged",
    ],
    [
      "the configuration",
      { "envcheck.yaml": "rules: {}\n" },
      "note: checked auth in staging and production and billing in staging and production, since envcheck.yaml is staged",
    ],
  ];
  test.each(cases)("%s", async (_what, changes, expected) => {
    const root = project();
    stage(root, changes);
    const { stdout, stderr, exitCode } = await checkStaged(root);
    expect({ exitCode, stderr, notes: stdout.split("\n").filter((line) => line.startsWith("note: checked")) }).toEqual({
      exitCode: 0,
      stderr: "",
      notes: [expected],
    });
  });

  test.each([
    ["nothing", {}, "nothing is staged\n"],
    ["words", { "README.md": "more" }, "README.md, which is staged, affects no environment variable of a service\n"],
    [
      "words beside code",
      { "services/auth/README.md": "more" },
      "services/auth/README.md, which is staged, affects no environment variable of a service\n",
    ],
    ["several", { "a.txt": "", "b.txt": "" }, "the 2 staged files affect no environment variable of a service\n"],
  ])("%s: one line", async (_what, changes, expected) => {
    const root = project();
    stage(root, changes);
    expect(await checkStaged(root)).toEqual({ exitCode: 0, stdout: expected, stderr: "", files: [] });
  });
});

describe("the index", () => {
  test("is read, and not the working tree", async () => {
    const root = project();
    stage(root, { "k8s/production/auth.yaml": manifest("auth", port("99999")) });
    const expected = await checkStaged(root);
    expect(expected).toMatchObject({ exitCode: 1 });
    for (const path of Object.keys(files)) put(root, { [path]: Buffer.from([0xff, 0, 0xfe]) });
    put(root, { "schemas/other.yaml": "service: [", "envcheck.yaml": "rules: 1", "code.py": "x = '" });
    const before = git(root, "status", "--porcelain");
    expect(withoutTime(await checkStaged(root))).toEqual(withoutTime(expected));
    rmSync(join(root, "k8s"), { recursive: true });
    rmSync(join(root, "schemas"), { recursive: true });
    rmSync(join(root, "services"), { recursive: true });
    expect(withoutTime(await checkStaged(root))).toEqual(withoutTime(expected));
    expect(git(root, "status", "--porcelain")).not.toBe(before);
    expect(git(root, "ls-files", "-s")).toContain("k8s/production/auth.yaml");
  });

  test("says of what it holds what a check of the commit that is made of it says", async () => {
    const root = project({ "compose.yaml": "services:\n  auth:\n    image: x\n    env_file: common.env\n" });
    stage(root, {
      "common.env": "PORT=http\n",
      "schemas/auth.yaml": "service: auth\nstages: { local: compose.yaml }\nvariables:\n  PORT: { type: port }\n",
    });
    const staged = await checkStaged(root);
    git(root, "commit", "-qm", "x");
    const whole = await run(requestFor("check", { root, services: ["auth"] }), open(root), { ...plain, width: 200 });
    expect(staged.exitCode).toBe(1);
    expect(findings(staged)).toBe(findings(whole));
  });

  test("does not tell what is wrong elsewhere", async () => {
    const root = project({ "k8s/staging/auth.yaml": "kind: [", "k8s/production/billing.yaml": manifest("billing", port("x")) });
    stage(root, { "k8s/production/auth.yaml": manifest("auth", port("9")) });
    expect(await checkStaged(root)).toMatchObject({ exitCode: 0 });
  });

  const compose = {
    "schemas/auth.yaml": "service: auth\nstages: { local: compose.yaml }\nvariables:\n  PORT: { required: false }\n",
    "schemas/billing.yaml": "service: billing\nstages: { local: compose.yaml }\nvariables:\n  PORT: { required: false }\n",
    "compose.yaml":
      "services:\n  auth:\n    build: ./auth\n    env_file: [auth.env, missing.env]\n  billing:\n    image: x\n    env_file: billing.env\n",
    "auth.env": "PORT=1\n",
    "billing.env": "PORT=1\n",
    "auth/Dockerfile": "FROM x\nCOPY . .\n",
    "auth/app.py": "import os\n",
    "missing.env": "A=1\n",
  };
  const noted: [string, (root: string) => void, readonly string[]][] = [
    ["an env file that one service names", (root) => stage(root, { "auth.env": "PORT=2\n" }), ["auth in local, since auth.env is staged"]],
    [
      "a document that both are in",
      (root) => stage(root, { "compose.yaml": `${compose["compose.yaml"]}# x\n` }),
      ["auth in local and billing in local, since compose.yaml is staged"],
    ],
    [
      "code of a build",
      (root) => stage(root, { "auth/app.py": "import os\nos.getenv('PORT')\n" }),
      ["auth in local, since auth/app.py is staged"],
    ],
    [
      "a Dockerfile",
      (root) => stage(root, { "auth/Dockerfile": "FROM y\nCOPY . .\n" }),
      ["auth in local, since auth/Dockerfile is staged"],
    ],
    [
      "an env file that goes",
      (root) => void git(root, "rm", "-q", "billing.env"),
      ["auth in local and billing in local, since billing.env is removed"],
    ],
    [
      "an env file that gets another name",
      (root) => void git(root, "mv", "auth.env", "other.env"),
      ["auth in local and billing in local, since auth.env is removed"],
    ],
    [
      "the end of a line, and a mark of order",
      (root) => stage(root, { "auth.env": "\uFEFFPORT=1\r\n" }),
      ["auth in local, since auth.env is staged"],
    ],
  ];
  test.each(noted)("%s", async (what, change, expected) => {
    const root = repository(`compose-${what.replaceAll(" ", "-")}`, compose);
    change(root);
    const { stdout } = await checkStaged(root);
    expect(stdout.split("\n").flatMap((line) => /^note: checked (.*)$/.exec(line)?.[1] ?? [])).toEqual(expected);
  });

  test("a service without stages, when a document is staged that discovery finds, or its code", async () => {
    const root = repository("stageless", {
      ...compose,
      "schemas/auth.yaml": "service: auth\nvariables:\n  PORT: { required: false }\n",
      "schemas/billing.yaml": "service: billing\nvariables:\n  PORT: { type: port }\n",
      "notes.md": "x",
    });
    stage(root, { "notes.md": "y" });
    expect((await checkStaged(root)).stdout).toBe("notes.md, which is staged, affects no environment variable of a service\n");
    stage(root, { "billing.env": "PORT=http\n" });
    const { stdout, exitCode } = await checkStaged(root);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("error[invalid] PORT must be a port number");
    expect(stdout).toContain("note: checked auth and billing, since billing.env is staged");
  });

  test("tells of a schema that goes", async () => {
    const root = project();
    git(root, "rm", "-q", "schemas/auth.yaml");
    const { stdout, exitCode } = await checkStaged(root);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining("note: schemas/auth.yaml is removed, and what stood there is checked no more"),
    });
  });

  test("takes what has to agree with it along", async () => {
    const root = project({ "schemas/auth.yaml": bound("auth", "billing") });
    stage(root, { "k8s/production/billing.yaml": manifest("billing", port("9")) });
    const { stdout } = await checkStaged(root);
    expect(stdout).toContain("note: checked auth in production as well, which a constraint binds to them");
    expect(stdout).toContain("PORT differs between");
  });

  test("without a schema, only documents that are staged or read what is", async () => {
    const root = repository("bare-documents", {
      "a/compose.yaml": "services:\n  a:\n    image: x\n    env_file: a.env\n",
      "a/a.env": "A=1\n",
      "b/.env": 'B="\n',
      "k8s/a.yaml": manifest("a", port("1")),
    });
    stage(root, { "a/a.env": "A=2\n" });
    expect(await checkStaged(root)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("2 environments") });
    stage(root, { "b/.env": 'B="x\n' });
    expect(await checkStaged(root)).toMatchObject({ exitCode: 1 });
    git(root, "reset", "-q", "--hard");
    stage(root, { "notes.txt": "x" });
    expect(await checkStaged(root)).toEqual({
      exitCode: 0,
      stdout: "notes.txt, which is staged, affects no environment variable of a service\n",
      stderr: "",
      files: [],
    });
  });
});
