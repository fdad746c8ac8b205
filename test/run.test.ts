import { describe, expect, test } from "@jest/globals";
import type { Outcome } from "../src/commands/command.ts";
import { run } from "../src/commands/run.ts";
import { reveal } from "../src/resolve/reveal.ts";
import type { Request } from "../src/request.ts";
import { splitStart } from "../src/shell/command-line.ts";
import { tooLong } from "../src/shell/start/room.ts";
import { printing, scriptOf } from "../src/shell/start/script.ts";
import { known } from "../src/model/value.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";
import { good, schema } from "./support/start.ts";

const one = { "schemas/auth.yaml": schema };
const two = { ...one, "schemas/worker.yaml": "service: worker\n" };

async function outcome(
  changes: Partial<Request>,
  files: Readonly<Record<string, string>> = one,
  env: Readonly<Record<string, string>> = good,
): Promise<Outcome> {
  const host = memoryHost(new Map(Object.entries(files)), new Map(Object.entries(env)));
  return run(requestFor("run", { argv: ["app", "-x"], ...changes }), host, plain);
}

describe("which service and stage", () => {
  test.each<readonly [string, Partial<Request>, Readonly<Record<string, string>>, string]>([
    ["no schema", {}, {}, "nothing was checked: no schema is here"],
    ["two services", {}, two, "--service must say whose environment this is: there are auth, worker"],
    ["two stages", { stages: ["production", "staging"] }, one, "--stage"],
    ["another service", { services: ["other"] }, one, "no such service"],
  ])("%s", async (_what, changes, files, words) => {
    const { exitCode, stderr, start } = await outcome(changes, files);
    expect({ exitCode, start }).toEqual({ exitCode: 2 });
    expect(stderr).toContain(words);
  });

  test("the service that is named", async () => {
    expect(await outcome({ services: ["worker"] }, two, {})).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await outcome({ services: ["auth"] }, two, {})).toMatchObject({ exitCode: 1 });
  });

  test("nothing at all, where that is allowed", async () => {
    expect(await outcome({ allowEmpty: true }, {})).toMatchObject({ exitCode: 0, start: { command: "app", args: ["-x"] } });
  });
});

describe("what is told", () => {
  test("only what concerns the declared variables", async () => {
    const foreign = { AWS_KEY: "changeme", PASSWORD: "password", DATABASE: "postgres://a:b@localhost/x" };
    expect(await outcome({}, one, { ...good, ...foreign })).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("warnings, though the command is started", async () => {
    const { exitCode, stderr, start } = await outcome({}, one, { ...good, SECRET_KEY: "changeme" });
    expect({ exitCode, started: start?.command }).toEqual({ exitCode: 0, started: "app" });
    expect(stderr).toContain("warning[placeholder] SECRET_KEY");
  });

  test("nothing on standard output", async () => {
    expect((await outcome({}, one, {})).stdout).toBe("");
  });

  test("findings where --fail-on never starts the command", async () => {
    expect(await outcome({ failOn: "never" }, one, {})).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("error[missing]") });
  });
});

test.each([
  ["dotenv:a.env", { "a.env": "A='x'\nPORT=1\n" }, { A: "x" }],
  ["docker-env-file:a.env", { "a.env": "A=x'y\nPORT=1\n" }, { A: "x'y" }],
  ["compose-env-file:a.env", { "a.env": "A=${PORT}\nB\n" }, { A: "8000" }],
  ["node-env-file:a.env", { "a.env": "A=`x y`\n" }, { A: "x y" }],
] as const)("%s adds what the environment has not", async (text, files, expected) => {
  const { start } = await outcome({ envFiles: [text] }, { ...one, ...files });
  const added = start?.added ?? new Map();
  expect(Object.fromEntries([...added].map(([name, value]) => [name, reveal(value)]))).toEqual(expected);
});

test.each([
  [["--", "a", "--b"], [], ["a", "--b"]],
  [["a", "--", "b"], [], ["a", "--", "b"]],
  [
    ["--stage", "x", "--strict", "a", "--stage"],
    ["--stage", "x", "--strict"],
    ["a", "--stage"],
  ],
  [["--stage=x", "--", "--", "a"], ["--stage=x"], ["--", "a"]],
  [[], [], []],
])("%j are own words and those of the command", (words, own, argv) => {
  expect(splitStart(words)).toEqual({ own, argv });
});

describe("for a shell", () => {
  test("what stands between quotes stays what it is", () => {
    expect(printing("it's $x `y` \\")).toBe(String.raw`printf %s 'it'\''s $x ${"`y`"} \'` + "\nexit 0\n");
    expect(printing("")).toBe("");
  });

  test("the command comes last, and nothing comes behind it", () => {
    const script = scriptOf({ command: "a", args: ["b"], added: new Map([["X", known("1'2")]]) }, 5);
    expect(String(script)).toMatch(/^X='1'\\''2'\nexport X\n(?:unset \w+\n)*shift 3\nexec "\$@"\nexit 126\n$/);
  });

  test("a name that no shell can hold is refused", () => {
    expect(scriptOf({ command: "a", args: [], added: new Map([["X;id", known("1")]]) }, 1)).toBe(126);
  });
});

test.each([
  [["a"], { A: "x".repeat(1000) }, undefined],
  [["a"], { A: "x".repeat(131_072) }, "A is longer than the 128 KiB that the system lets one variable have (E2BIG)"],
  [["x".repeat(131_072)], {}, "an argument is longer than the 128 KiB that the system lets one have (E2BIG)"],
])("what the system would not take is told without it", (args, env, expected) => {
  expect(tooLong(args, new Map(Object.entries(env)))).toBe(expected);
});
