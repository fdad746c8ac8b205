import { describe, expect, test } from "@jest/globals";
import type { Outcome } from "../src/commands/command.ts";
import { memoryHost } from "./memory-host.ts";
import { runWords } from "./support/words.ts";

type Files = Readonly<Record<string, string>>;

const schema = `service: auth
stages: { staging: staging.env, production: production.env }
variables:
  PORT: { type: port }
  SECRET_KEY: { type: secret }
`;
const project: Files = {
  "schemas/auth.yaml": schema,
  "staging.env": "PORT=canary-no\nSECRET_KEY=canary-changeme\n",
  "production.env": "PORT=canary-no\n",
};
const name = "envcheck-baseline.json";

async function run(files: Files, words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const outcome = await runWords(words, memoryHost(new Map(Object.entries(files)), new Map(Object.entries(env))));
  expect(JSON.stringify(outcome)).not.toContain("canary");
  return outcome;
}

async function update(files: Files, ...words: readonly string[]): Promise<string> {
  const { files: written, exitCode } = await run(files, ["baseline", "update", ...words]);
  expect({ exitCode, paths: written.map(({ path }) => path) }).toEqual({ exitCode: 0, paths: [`/${name}`] });
  return written[0]?.text ?? "";
}

const check = (files: Files, ...words: readonly string[]): Promise<Outcome> => run(files, ["check", "--baseline", name, ...words]);

/** The findings that count. */
function counted({ stdout }: Outcome): readonly string[] {
  return [...stdout.matchAll(/^(?:error|warning)\[\S+\] \S+/gm)].map(([text]) => text);
}

test("parks everything but what is missing in production", async () => {
  const text = await update(project);
  const outcome = await check({ ...project, [name]: text });
  expect({ exitCode: outcome.exitCode, counted: counted(outcome) }).toEqual({ exitCode: 1, counted: ["error[missing] SECRET_KEY"] });
});

test("parks that too, once it is named", async () => {
  const text = await update(project, "--allow-missing", "SECRET_KEY");
  expect((await check({ ...project, [name]: text })).exitCode).toBe(0);
  const unnamed = text.replace(/,"named":true/, "");
  const outcome = await check({ ...project, [name]: unnamed });
  expect({ exitCode: outcome.exitCode, counted: counted(outcome) }).toEqual({ exitCode: 1, counted: ["error[missing] SECRET_KEY"] });
  expect(outcome.stdout).toContain("does not hide that SECRET_KEY is missing in production");
});

test("knows a finding that has moved, and a new one", async () => {
  const text = await update(project, "--allow-missing", "SECRET_KEY");
  const moved: Files = { ...project, "staging.env": `# a\n# b\n\n${project["staging.env"] ?? ""}`, [name]: text };
  expect((await check(moved)).exitCode).toBe(0);
  const worse: Files = {
    ...project,
    "schemas/auth.yaml": `${schema}  HOST: { type: hostname }\n`,
    "production.env": "PORT=canary-no\nHOST=a b\n",
    [name]: text,
  };
  expect(counted(await check(worse, "--stage", "production"))).toEqual(["error[invalid] HOST"]);
});

test("holds one finding a line, no line number and no value", async () => {
  const text = await update(project);
  expect(text.split("\n").filter((line) => line.startsWith("    {")).length).toBeGreaterThan(1);
  expect(text).not.toMatch(/"(?:line|column)"/);
  expect(JSON.parse(text)).toMatchObject({
    version: 1,
    findings: expect.arrayContaining([expect.objectContaining({ rule: "invalid", variable: "PORT" })]),
  });
});

describe("shrinks", () => {
  const mended: Files = { ...project, "staging.env": "PORT=8000\nSECRET_KEY=canary-changeme\n", "production.env": "PORT=8000\n" };

  test("by itself, where the whole project is looked at", async () => {
    const text = await update(project, "--allow-missing", "SECRET_KEY");
    const { files, stdout } = await check({ ...mended, [name]: text });
    expect(stdout).toContain("taken out of envcheck-baseline.json");
    expect(files.map(({ path }) => path)).toEqual([`/${name}`]);
    expect(files[0]?.text).not.toContain('"invalid"');
    expect(files[0]?.text).toContain('"missing"');
    expect((await check({ ...mended, [name]: files[0]?.text ?? "" })).files).toEqual([]);
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ["in CI", [], { CI: "true" }],
    ["of one stage", ["--stage", "production"], {}],
    ["without the code", ["--without-code"], {}],
  ])("never %s", async (_what, words, env) => {
    const text = await update(project, "--allow-missing", "SECRET_KEY");
    const { files } = await run({ ...mended, [name]: text }, ["check", "--baseline", name, ...words], env);
    expect(files).toEqual([]);
  });

  test("keeps the day of what stays", async () => {
    const text = (await update(project)).replaceAll("2026-11-22", "2025-01-01");
    expect(await update({ ...project, [name]: text })).toBe(text);
  });
});

test.each([
  ["is not there", undefined, "does not exist|is not there"],
  ["is no JSON", "{", "the baseline is damaged"],
  ["is something else", "[]", "the baseline is damaged"],
  ["is of a newer version", '{"version": 2, "findings": []}', "update envcheck"],
  ["has an entry that is none", '{"version": 1, "findings": [{"rule": "invalid"}]}', "this is no finding"],
])("a baseline that %s hides nothing", async (_what, text, message) => {
  const { exitCode, stdout } = await check(text === undefined ? project : { ...project, [name]: text });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: expect.stringMatching(message) });
});

test("nothing is written where a document cannot be read", async () => {
  const { exitCode, files } = await run({ ...project, "schemas/auth.yaml": "service: [" }, ["baseline", "update"]);
  expect({ exitCode, files }).toEqual({ exitCode: 2, files: [] });
});

test("the configuration can name it", async () => {
  const text = await update(project, "--allow-missing", "SECRET_KEY");
  const { exitCode } = await run({ ...project, [name]: text, "envcheck.yaml": `baseline: ${name}\n` }, ["check"]);
  expect(exitCode).toBe(0);
});
