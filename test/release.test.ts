import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import type { Outcome } from "../src/commands/command.ts";
import { run } from "../src/commands/release.ts";
import type { Request } from "../src/request.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";

type Files = Readonly<Record<string, string>>;

const mapOf = (files: Files): Map<string, string> => new Map(Object.entries(files));

function release(before: Files, after: Files, changes: Partial<Request> = {}): Promise<Outcome> {
  const host = memoryHost(mapOf(after), new Map(), "", new Map([["v1", mapOf(before)]]));
  return Promise.resolve(run(requestFor("release", { from: "v1", ...changes }), host, plain));
}

const schema = `service: auth
code: [auth/**/*.py]
stages: { staging: staging.env, production: prod.env }
variables:
  A_KEY: {}
  B_KEY: { required: false }
`;
const code = (...lines: readonly string[]): string => ["import os", ...lines, ""].join("\n");
const before: Files = {
  "schemas/auth.yaml": schema,
  "staging.env": "A_KEY=x\nB_KEY=y\n",
  "prod.env": "A_KEY=x\n",
  "auth/a.py": code('os.environ["A_KEY"]', 'os.environ.get("B_KEY", "canary-of-the-code-0815")'),
};
const needsB: Files = { ...before, "auth/a.py": code('os.environ["A_KEY"]', 'os.environ["B_KEY"]') };

const hidden = (code1: string): Files => ({
  "compose.yaml": "services:\n  auth:\n    build: ./auth\n    env_file: [secret.env]\n",
  "auth/a.py": code1,
});
const json = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, "../schemas", file), "utf8"));
const as = (format: string): Partial<Request> => ({ outputs: [{ format, file: undefined, append: false }] });

test("a stage that lacks what the release newly requires cannot carry it", async () => {
  const { stdout, exitCode } = await release(before, needsB);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("! B_KEY");
  expect(stdout).toMatch(/✓ staging {2}carries it/);
  expect(stdout).toMatch(
    /✗ production {2}cannot carry it: 1 variable missing\n {6}B_KEY is not set, read at auth\/a\.py:3:13 {2}prod\.env/,
  );
  expect(stdout).toMatch(/auth in production cannot carry the release from v1 to the working tree\n$/);
});

test("with the variable set, every stage carries it", async () => {
  const { stdout, exitCode } = await release(before, { ...needsB, "prod.env": "A_KEY=x\nB_KEY=z\n" });
  expect({ exitCode, last: stdout.split("\n").at(-2) }).toEqual({
    exitCode: 0,
    last: "every stage carries the release from v1 to the working tree, as far as these files tell",
  });
});

test("a way back misses what the new deploy does not set any more", async () => {
  const after = {
    ...before,
    "prod.env": "C_KEY=x\n",
    "auth/a.py": code('os.environ["C_KEY"]'),
    "schemas/auth.yaml": schema.replace("A_KEY", "C_KEY"),
  };
  const { stdout } = await release(before, after, { stages: ["production"] });
  expect(stdout).toContain("- A_KEY");
  expect(stdout).toContain("a rollback to v1 would miss A_KEY");
});

test("what was missing before is told as such", async () => {
  const { stdout, exitCode } = await release(needsB, { ...needsB, "auth/b.py": code('os.environ.get("D_KEY")') });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/B_KEY is not set, read at [^\n]*, as before/);
  expect(stdout).toContain("+ D_KEY");
});

test("a variable that only the schema newly requires counts", async () => {
  const { stdout, exitCode } = await release(before, { ...before, "schemas/auth.yaml": `${schema}  E_KEY: {}\n` });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/E_KEY is not set, declared required at schemas\/auth\.yaml:7:3/);
});

test("what cannot be seen is no answer, and a failure under --strict", async () => {
  const outcome = await release(hidden(code("pass")), hidden(code('os.environ["B_KEY"]')), { strict: true });
  expect(outcome.exitCode).toBe(3);
  expect(outcome.stdout).toMatch(/\? compose\.yaml {2}cannot tell\n {6}B_KEY cannot be seen: /);
});

describe("as JSON and Markdown", () => {
  test("the document is what its schema describes", async () => {
    const { stdout } = await release(before, needsB, as("json"));
    const validate = new Ajv({ allowUnionTypes: true }).compile(Object(json("release.schema.json")));
    const document: unknown = JSON.parse(stdout);
    expect({ valid: validate(document), errors: validate.errors }).toEqual({ valid: true, errors: null });
    expect(document).toMatchObject({ version: 1, from: "v1", to: null, carried: false, services: [{ service: "auth" }] });
  });

  test("the comment has the answer first, and detail folded", async () => {
    const { stdout } = await release(before, needsB, as("markdown"));
    expect(stdout).toMatch(/^### ✗ `auth` in `production` cannot carry the release from `v1` to the working tree\n/);
    expect(stdout).toContain("<summary>1 change in what is read</summary>");
  });

  test.each(["text", "json", "markdown"])("%s holds no default that may be a secret", async (format) => {
    const secret = { ...before, "auth/a.py": code('os.environ["A_KEY"]', 'os.environ.get("B_PASSWORD", "zK4nqv81Lw0xT7pR")') };
    const { stdout } = await release(secret, needsB, as(format));
    expect(stdout).not.toContain("zK4nqv81Lw0xT7pR");
  });
});

test.each<[string, Partial<Request>, RegExp]>([
  ["no --from", { from: undefined }, /release needs --from REF/],
  ["a commit that is not there", { from: "v9" }, /--from v9: is not there/],
  ["a target that is not there", { to: "v9" }, /--to v9: is not there/],
])("%s is wrong usage", async (_what, changes, expected) => {
  const { exitCode, stderr } = await release(before, needsB, changes);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(expected);
});

test("without code in any environment nothing is compared", async () => {
  const { exitCode, stdout, stderr } = await release({}, { ".env": "A=1\n" });
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "envcheck: nothing was compared: no code here runs in an environment of these files\n",
  });
});
