import { describe, expect, test } from "@jest/globals";
import { commands } from "../src/commands/index.ts";
import { unseal } from "../src/model/sealed.ts";
import { chooseCommand, normalise, requestOf, type Surroundings } from "../src/shell/command-line.ts";
import type { Words } from "../src/shell/args.ts";
import { crashReport } from "../src/shell/crash.ts";
import { withProgress } from "../src/shell/progress.ts";
import { surfaceOf } from "../src/shell/surface.ts";
import { memoryHost } from "./memory-host.ts";

const surroundings: Surroundings = { env: new Map(), cwd: "/project", exists: (path) => path.startsWith("/project") || path === "there" };

function ask(
  id: string,
  values: Record<string, boolean | string | readonly string[]> = {},
  operands: readonly string[] = [],
  env: Record<string, string> = {},
) {
  const command = commands.find((one) => one.id === id) ?? commands[0];
  const words: Words = { values: new Map(Object.entries(values)), operands };
  return requestOf(command, words, { ...surroundings, env: new Map(Object.entries(env)) });
}

describe("chooseCommand", () => {
  test.each([
    ["nothing", [], "check", []],
    ["a target", [".env"], "check", [".env"]],
    ["its name", ["resolve", "x"], "resolve", ["x"]],
    ["its name behind flags", ["--root", "resolve", "--strict", "resolve", "x"], "resolve", ["--root", "resolve", "--strict", "x"]],
    ["a flag with its value in one word", ["--root=x", "explain", "A"], "explain", ["--root=x", "A"]],
    ["standard input", ["-"], "check", ["-"]],
    ["a target behind --", ["--", "resolve"], "check", ["--", "resolve"]],
    ["a file that is called like one", ["there"], "check", ["there"]],
  ])("by %s", (_what, argv, id, rest) => {
    const chosen = chooseCommand(argv, commands, surroundings);
    expect([chosen.command.id, chosen.rest]).toEqual([id, rest]);
  });

  test("knows a mistake in a name", () => {
    expect(() => chooseCommand(["reslove"], commands, surroundings)).toThrow(
      "reslove is neither a command nor a file; did you mean resolve",
    );
  });
});

describe("normalise", () => {
  test.each([
    [
      ["--reveal", ".env"],
      ["--reveal=", ".env"],
    ],
    [
      ["--format", "text", "json=out.json", "--host-env", "A=1", "B=2", "compose.yaml?profile=web"],
      ["--format", "text", "--format=json=out.json", "--host-env", "A=1", "--host-env=B=2", "compose.yaml?profile=web"],
    ],
    [["--reveal=yes-in-ci"], ["--reveal=yes-in-ci"]],
    [
      ["--strict=false", "x"],
      ["--strict=false", "x"],
    ],
    [
      ["--", "--reveal"],
      ["--", "--reveal"],
    ],
  ])("%j", (argv, expected) => {
    expect(normalise(argv)).toEqual(expected);
  });

  test.each([
    [["--strict=maybe"], "--strict takes no value"],
    [["--format"], "--format needs a value: FORMAT[=FILE]"],
    [["--fail-on", "--strict"], "--fail-on needs a value: error, warning, never"],
  ])("refuses %j", (argv, message) => {
    expect(() => normalise(argv)).toThrow(message);
  });
});

describe("requestOf", () => {
  test("fills in what is not given", () => {
    expect(ask("check")).toEqual({
      command: "check",
      root: "/project",
      targets: [],
      name: undefined,
      rule: undefined,
      services: [],
      stages: [],
      outputs: [{ format: "text", file: undefined, append: false }],
      failOn: undefined,
      strict: false,
      hostEnv: new Map(),
      hostEnvFile: undefined,
      reveal: false,
      quiet: false,
      allowEmpty: false,
      allowOutsideRoot: false,
      schemas: [],
      from: undefined,
      to: undefined,
      withoutCode: false,
      baseline: undefined,
      allowMissing: [],
      write: "no",
      yes: false,
      against: undefined,
      wait: undefined,
      watch: false,
      every: 10_000,
      digest: undefined,
      readSecrets: false,
      plain: false,
      snapshots: "snapshots",
      rotation: undefined,
      warnOnly: false,
      envFiles: [],
      authenticate: false,
      timeout: 5000,
      argv: [],
      staged: false,
      schemaRef: undefined,
      config: undefined,
    });
  });

  test("tells operands apart", () => {
    expect(ask("explain", {}, ["A", "x", "y"])).toMatchObject({ name: "A", targets: ["x", "y"] });
    expect(ask("rules", {}, ["missing"])).toMatchObject({ rule: "missing", targets: [] });
  });

  test("takes several formats, one of them for standard output, and GitHub's job summary with its annotations", () => {
    const outputs = ask("check", { format: ["github", "json=out/a=b.json"] }, [], { GITHUB_STEP_SUMMARY: "/run/summary" }).outputs;
    expect(outputs).toEqual([
      { format: "github", file: undefined, append: false },
      { format: "json", file: "/project/out/a=b.json", append: false },
      { format: "markdown", file: "/run/summary", append: true },
    ]);
    expect(ask("check", { format: ["text"] }, [], { GITHUB_STEP_SUMMARY: "/run/summary" }).outputs).toHaveLength(1);
  });

  test("seals what the deploying shell has", () => {
    const { hostEnv } = ask("check", { "host-env": ["A", "B=x=y", "C=", "__proto__=1"] });
    const texts = [...hostEnv].map(([name, text]) => [name, text === undefined ? undefined : unseal(text)]);
    expect(texts).toEqual([
      ["A", undefined],
      ["B", "x=y"],
      ["C", ""],
      ["__proto__", "1"],
    ]);
    expect(JSON.stringify([...hostEnv])).not.toContain("x=y");
  });

  test.each([
    ["an unknown flag", "check", { stagee: "hush" }, [], "there is no flag --stagee; did you mean --stage"],
    ["a flag of another command", "rules", { schema: ["hush"] }, [], "rules does not take --schema"],
    ["a flag twice", "check", { root: ["hush", "hush"] }, [], "--root is given twice"],
    ["a flag without its value", "check", { config: "" }, [], "--config needs a value: FILE"],
    ["a wrong choice", "check", { "fail-on": "erorr" }, [], "--fail-on takes error, warning, never; did you mean error"],
    ["a wrong format", "resolve", { format: ["github"] }, ["x"], "--format takes text, json"],
    ["a format with an empty file", "check", { format: ["json="] }, [], "--format FORMAT=FILE needs the file"],
    [
      "two formats for one output",
      "check",
      { format: ["json", "text"] },
      [],
      "only one --format can go to standard output; write the others as FORMAT=FILE",
    ],
    ["a name with blanks", "check", { "host-env": ["A hush"] }, [], "--host-env takes NAME or NAME=VALUE"],
    ["a root that is not there", "check", { root: "/hush" }, [], "--root names no folder"],
    ["a missing operand", "explain", {}, [], "explain needs a name: the variable"],
    ["a missing word", "hook", {}, [], "hook needs install or uninstall"],
    ["an operand where none is taken", "formats", {}, ["hush"], "formats takes flags only"],
    ["one operand too many", "rules", {}, ["missing", "hush"], "rules takes one rule and nothing more"],
    ["a word for a variable that was not asked for", "resolve", { reveal: "hush" }, ["x"], "--reveal takes yes-in-ci"],
  ] as const)("refuses %s in words that repeat no value", (...[_what, id, values, operands, message]) => {
    expect(() => ask(id, values, operands)).toThrow(message);
    expect(message).not.toContain("hush");
  });

  test.each([
    ["", {}, true],
    ["", { CI: "" }, true],
    ["", { CI: "false" }, true],
    ["yes-in-ci", { CI: "true" }, true],
  ])("may reveal with %j where the environment is %j", (reveal, env, expected) => {
    expect(ask("resolve", { reveal }, ["x"], env).reveal).toBe(expected);
  });

  test("refuses to reveal where CI keeps the log", () => {
    expect(() => ask("resolve", { reveal: "" }, ["x"], { CI: "true" })).toThrow("--reveal is refused where CI is set");
  });
});

test.each([
  [undefined, {}, false],
  ["auto", { FORCE_COLOR: "1" }, true],
  ["auto", { FORCE_COLOR: "0" }, false],
  ["auto", { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
  ["always", { NO_COLOR: "1" }, true],
  ["never", { FORCE_COLOR: "1" }, false],
])("colour %s with %j is %s where no terminal is", (color, env, expected) => {
  expect(surfaceOf({ color, quiet: false }, new Map(Object.entries(env))).color).toBe(expected);
});

describe("a crash", () => {
  const secret = "hush-hush";

  test("tells the kind of error and where, never what it says", () => {
    const report = crashReport(new RangeError(`${secret}\n    at ${secret} (/x/${secret}.js:1:2)`));
    expect(report).toContain("(RangeError)");
    expect(report).toMatch(/ at shell\.test\.ts:\d+:\d+\n/);
    expect(report).not.toContain(secret);
  });

  test.each([
    ["a string", secret],
    ["an object", { secret }],
    ["an error without a stack", Object.assign(new Error(secret), { stack: undefined })],
    ["an error that renames itself", Object.assign(new Error("x"), { name: secret, stack: `${secret}\n at ${secret}.js:1:1` })],
  ])("tells nothing of %s", (_what, thrown) => {
    expect(crashReport(thrown)).not.toContain(secret);
  });
});

test("progress is told after a second, five times a second at most, and taken away at the end", async () => {
  let now = 0;
  const written: string[] = [];
  const { host, done } = withProgress({ ...memoryHost(new Map()), now: () => now }, (text) => written.push(text));
  for (now = 0; now <= 1500; now += 100) host.read("x");
  for (const _ of host.texts(["x", "y", "z"])) now += 150;
  now += 200;
  host.partDone();
  now += 200;
  expect((await host.parsers(["python"])).parse("python", "x").errors).toEqual([]);
  done();
  expect(written).toEqual([
    "\r\u001B[Kenvcheck: 11 files read",
    "\r\u001B[Kenvcheck: 13 files read",
    "\r\u001B[Kenvcheck: 15 files read",
    "\r\u001B[Kenvcheck: 17 files read",
    "\r\u001B[Kenvcheck: 19 files read",
    "\r\u001B[Kenvcheck: 19 files read",
    "\r\u001B[Kenvcheck: 19 files read",
    "\r\u001B[K",
  ]);
});
