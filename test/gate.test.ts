import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { run } from "../src/commands/check.ts";
import { commands } from "../src/commands/index.ts";
import { reporters } from "../src/reporters/index.ts";
import type { Request } from "../src/request.ts";
import { requestOf } from "../src/shell/command-line.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";
import { isRunnerCommand, runnerLines } from "./runner-commands.ts";
import { folder, git, open, repository } from "./support/repository.ts";

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const base = {
  "schemas/auth.yaml":
    "service: auth\nextends: [../common.yaml]\nstages: { production: compose.yaml }\nvariables:\n  SECRET_KEY: { type: secret }\n",
  "common.yaml": "variables:\n  PORT: { type: port }\n",
  "compose.yaml":
    "services:\n  auth:\n    image: auth\n    environment:\n      # envcheck-ignore invalid PORT -- the old gateway (until 2027-01-31)\n      PORT: http\n",
};

type Tree = Readonly<Record<string, string>>;
const tree = (files: Tree): ReadonlyMap<string, string> => new Map(Object.entries(files));

/** A change of what `main` has, judged by `main`. */
async function judge(change: Tree, gone: readonly string[] = [], changes: Partial<Request> = {}, main: Tree = base) {
  const now = Object.fromEntries(Object.entries({ ...main, ...change }).filter(([path]) => !gone.includes(path)));
  const host = memoryHost(tree(now), new Map(), "", new Map([["main", tree(main)]]));
  return run(requestFor("check", { schemaRef: "main", ...changes }), host, { ...plain, width: 400 });
}

const notes = (stdout: string): readonly string[] => stdout.split("\n").filter((line) => line.startsWith("note: judged"));
const note = (list: string): string => `note: judged by what main has; what differs here does not count: ${list}`;

describe("a change cannot weaken what it is judged by", () => {
  const weaker = "service: auth\nstages: { production: compose.yaml }\nvariables: {}\n";
  const cases: [string, Tree, readonly string[], readonly string[]][] = [
    ["which leaves it alone", {}, [], []],
    ["by its schema", { "schemas/auth.yaml": weaker }, [], ["schemas/auth.yaml (changed)"]],
    ["by a schema that others extend", { "common.yaml": "variables: {}\n" }, [], ["common.yaml (changed)"]],
    ["by removing the schema", {}, ["schemas/auth.yaml"], ["schemas/auth.yaml (removed)"]],
    ["by a schema of its own", { "schemas/more.yaml": "service: more\n" }, [], ["schemas/more.yaml (added)"]],
    ["by a configuration", { "envcheck.yaml": "rules: { missing: off }\n" }, [], ["envcheck.yaml (added)"]],
    ["by another place for schemas", { "envcheck.yaml": "schemas: [none/*.yaml]\n" }, [], ["envcheck.yaml (added)"]],
    [
      "by all at once",
      { "envcheck.yaml": "fail-on: never\n", "schemas/auth.yaml": weaker },
      ["common.yaml"],
      ["common.yaml (removed), envcheck.yaml (added), schemas/auth.yaml (changed)"],
    ],
    ["by how its lines end", { "common.yaml": `\uFEFF${base["common.yaml"].replaceAll("\n", "\r\n")}` }, [], []],
  ];
  test.each(cases)("%s", async (_what, change, gone, expected) => {
    const { exitCode, stdout, stderr } = await judge(change, gone);
    expect({ exitCode, stderr, notes: notes(stdout) }).toEqual({ exitCode: 1, stderr: "", notes: expected.map(note) });
    expect(stdout).toContain("error[missing] SECRET_KEY is not set for auth in production");
    expect(stdout).toContain("suppressed");
  });

  test("by its baseline", async () => {
    const entries = '{ "version": 1, "entries": [] }\n';
    const main = { ...base, "envcheck.yaml": "baseline: old.json\n", "old.json": entries };
    const { stdout, exitCode } = await judge({ "old.json": `${entries} ` }, [], {}, main);
    expect(exitCode).toBeGreaterThan(0);
    expect(notes(stdout)).toEqual([note("old.json (changed)")]);
  });

  test("and is fixed by what it is about", async () => {
    const { exitCode } = await judge({ "compose.yaml": `${base["compose.yaml"]}      SECRET_KEY: \${SECRET_KEY:?}\n` });
    expect(exitCode).toBe(0);
  });
});

describe("a suppression", () => {
  const comment = "# envcheck-ignore missing SECRET_KEY -- later";
  const refusal = "a suppression of this change does not count under --schema-ref";
  const cases: [string, string][] = [
    ["that is new", base["compose.yaml"].replace("    environment:", `    ${comment}\n    environment:`)],
    ["that ends later", base["compose.yaml"].replace("2027-01-31", "2037-01-31")],
    ["that says more", base["compose.yaml"].replace("invalid PORT", "invalid missing")],
    ["that moves to another name", base["compose.yaml"].replace("PORT: http", "OTHER: http\n      PORT: http")],
    [
      "that stands there twice",
      base["compose.yaml"] + base["compose.yaml"].slice(base["compose.yaml"].indexOf("      #")).replace("PORT: http", "PORT: ftp"),
    ],
  ];
  test.each(cases)("%s does not count", async (_what, text) => {
    const { exitCode, stdout } = await judge({ "compose.yaml": text });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: expect.stringContaining(refusal) });
    expect(stdout).toMatch(/--> compose\.yaml:\d+:\d+/);
  });

  test("that moves with its line counts, whatever the value is", async () => {
    const text = base["compose.yaml"].replace("    image: auth\n", "    image: auth\n    restart: always\n").replace("http", "https");
    const { stdout } = await judge({ "compose.yaml": text });
    expect(stdout).not.toContain(refusal);
    expect(stdout).toContain("the old gateway");
  });
});

describe("the commit", () => {
  test.each([
    ["nowhere", "--schema-ref nowhere: is not there"],
    ["::error::x", "--schema-ref ::error::x: is not there"],
  ])("%s is not there", async (schemaRef, message) => {
    const { exitCode, stdout } = await judge({}, [], { schemaRef });
    expect(exitCode).toBe(2);
    expect(stdout).not.toContain("error[missing]");
    expect(stdout.replaceAll("\u200B", "")).toContain(message.slice(-20));
    expect(runnerLines(stdout).filter(isRunnerCommand)).toEqual([]);
  });

  test("is what is wrong, where it is", async () => {
    const broken = await judge({ "common.yaml": base["common.yaml"] }, [], {}, { ...base, "common.yaml": "variables: 1\n" });
    expect(broken).toMatchObject({ exitCode: 2, stdout: expect.stringMatching(/error.* \(in main\)\n/) });
    const absent = await judge({ "own.yaml": "rules: {}\n" }, [], { config: "own.yaml" });
    expect(absent).toMatchObject({ exitCode: 2, stdout: expect.stringContaining("own.yaml is not there (in main)") });
  });

  test("lies beyond what a shallow clone has", async () => {
    const root = repository("gate", base);
    git(root, "commit", "-q", "--allow-empty", "-m", "y");
    const shallow = join(folder, "gate-shallow");
    git(folder, "clone", "-q", "--depth", "1", `file://${root}`, shallow);
    const outcome = await run(requestFor("check", { root: shallow, schemaRef: "HEAD~1" }), open(shallow), { ...plain, width: 400 });
    expect(outcome).toMatchObject({ exitCode: 2, stdout: expect.stringContaining("git fetch --unshallow") });
  });

  test("judges the index as well", async () => {
    const root = repository("gate-index", base);
    git(root, "rm", "-q", "--cached", "schemas/auth.yaml");
    const outcome = await run(requestFor("check", { root, staged: true, schemaRef: "main" }), open(root), { ...plain, width: 400 });
    expect(notes(outcome.stdout)).toEqual([note("schemas/auth.yaml (removed)")]);
  });

  test("is not beside a module, which would be executed", () => {
    const [check] = commands;
    const words = { values: new Map(Object.entries({ "schema-ref": "main", "schema-module": ["x.ts"] })), operands: [] };
    expect(() => requestOf(check, words, { env: new Map(), cwd: "/", exists: () => true })).toThrow(
      "--schema-module executes code of what is judged",
    );
  });
});

describe("what a runner makes of it", () => {
  const hostile = ["::error::x", "##[error]x", "\u2028::error::y", "a\r::warning::b", "\u001B[31mred", "##vso[task.setvariable]x"];
  const change = Object.fromEntries(hostile.map((name) => [`schemas/${name}.yaml`, "service: x\n"]));
  const text = base["compose.yaml"].replace("    environment:", "    # envcheck-ignore missing -- ::error::x ##[error]y\n    environment:");

  test.each(reporters.map(({ id }) => id))("%s tells it, and holds no command", async (format) => {
    const outcome = await judge({ ...change, "compose.yaml": text }, [], { outputs: [{ format, file: undefined, append: false }] });
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stdout + outcome.stderr).toContain("what differs here does not count");
    const lines = runnerLines(outcome.stdout + outcome.stderr).filter(isRunnerCommand);
    expect(lines.filter((line) => !(format === "github" && /^::(?:error|warning|notice) /.test(line)))).toEqual([]);
    expect(outcome.stdout + outcome.stderr).not.toMatch(/[^\n\P{Cc}]|[\u2028\u2029]/u);
  });
});
