import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

const bin = join(import.meta.dirname, "../bin/envcheck.cjs");
const folder = mkdtempSync(join(tmpdir(), "envcheck-cli-"));
const project = join(folder, "project");
const empty = join(folder, "empty");
const secret = "hush-hush-4711";

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function envcheck(
  args: readonly string[],
  { cwd = project, env = {}, input = "" }: { cwd?: string; env?: Record<string, string>; input?: string } = {},
): Run {
  const own = { PATH: process.env["PATH"], ENVCHECK_NO_CODE_CACHE: "1", ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd, env: own, input, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

function shows(args: readonly string[], env: Record<string, string> = {}): boolean {
  return envcheck(["resolve", "good.env", "--format", "json", ...args], { env }).stdout.includes(secret);
}

/** A run that keeps its code cache below `home`. */
function cachedRun(home: string): Run {
  return envcheck(["--stage", "good"], { env: { XDG_CACHE_HOME: home, ENVCHECK_NO_CODE_CACHE: "" } });
}

function cachesIn(home: string): string[] {
  const own = join(home, "envcheck");
  return existsSync(own) ? readdirSync(own).map((name) => join(own, name)) : [];
}

/** That of the program itself, which is the largest. */
function programCacheIn(home: string): string {
  const [largest = ""] = cachesIn(home).toSorted((a, b) => statSync(b).size - statSync(a).size);
  return largest;
}

function moveBehindLink(path: string): void {
  renameSync(path, `${path}.moved`);
  symlinkSync(`${path}.moved`, path);
}

/** A code cache that V8 takes for that of the program, since it compares no more than the length of the source; it shows whether a cache is used. */
function poison(): Buffer {
  const [start, end] = ["(function(){", "\n})"];
  const { size } = statSync(join(import.meta.dirname, "../dist/envcheck.cjs"));
  const evil = `${start}process.stdout.write("poisoned")${end}`.padEnd(size);
  const maker = `const s = new (require("vm").Script)(require("fs").readFileSync(0, "latin1")); const w = process.stdout.write; process.stdout.write = () => true;
    s.runInThisContext()(); process.stdout.write = w; require("fs").writeSync(1, s.createCachedData())`;
  return execFileSync(process.execPath, ["-e", maker], { input: evil, env: {} });
}

function newHome(): string {
  return mkdtempSync(join(folder, "cache-"));
}

const files = {
  "schemas/auth.yaml": `service: auth
stages:
  good: good.env
  bad: bad.env
  doubtful: compose.yaml#auth
variables:
  PORT: { type: port }
  TOKEN: { type: string, sensitive: true }
`,
  "good.env": `PORT=8080\nTOKEN=${secret}\n`,
  "bad.env": `PORT=8080\n`,
  "compose.yaml": `services:\n  auth:\n    image: auth\n    environment:\n      PORT: "8080"\n      TOKEN:\n`,
} as const;

beforeAll(() => {
  mkdirSync(join(project, "schemas"), { recursive: true });
  mkdirSync(empty);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(project, path), text);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["fine", ["--stage", "good"], 0],
  ["an error", ["--stage", "bad"], 1],
  ["an error that may be", ["--stage", "bad", "--fail-on", "never"], 0],
  ["what cannot be told", ["--stage", "doubtful"], 0],
  ["what cannot be told and must be", ["--stage", "doubtful", "--strict"], 3],
  ["a flag that is not there", ["--stagee", "good"], 2],
  ["a stage that is not there", ["--stage", "goood"], 2],
  ["a target that is not there", ["nowhere.env"], 2],
  ["the version", ["--version"], 0],
  ["the version in passing", ["resolve", "--version"], 0],
  ["the help", ["--help"], 0],
  ["the help of a command", ["explain", "--help"], 0],
  ["a list of the rules", ["rules"], 0],
  ["a list of the formats", ["formats"], 0],
  ["a rule that is not there", ["rules", "misssing"], 2],
  ["a target of its own", ["resolve", "good.env"], 0],
  ["standard input", ["resolve", "dotenv:-"], 0],
  ["an explanation", ["explain", "PORT"], 0],
] as const)("%s ends with its exit code, and shows no value", (_what, args, code) => {
  const run = envcheck(args, { input: `TOKEN=${secret}\n` });
  expect({ ...run, code: run.code }).toMatchObject({ code });
  expect(run.stdout + run.stderr).not.toContain(secret);
  expect(run.stdout).not.toContain("\u001B");
  expect(code === 2 ? run.stdout + run.stderr : run.stdout).not.toBe("");
});

test("an empty folder is a failure unless it may be empty", () => {
  expect([envcheck([], { cwd: empty }).code, envcheck(["--allow-empty"], { cwd: empty }).code]).toEqual([2, 0]);
});

test("a mistake is one line that says where help is", () => {
  expect(envcheck(["--host-env", `=${secret}`]).stderr).toBe("envcheck: --host-env takes NAME or NAME=VALUE (see envcheck --help)\n");
});

test("values are shown when asked for, and in CI only when asked for twice", () => {
  expect([shows([]), shows(["--reveal"]), shows(["--reveal"], { CI: "true" }), shows(["--reveal=yes-in-ci"], { CI: "true" })]).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

test.each([
  ["report", ["--stage", "bad", "--stage", "doubtful"]],
  ["environments", ["resolve", "compose.yaml", "good.env", "nowhere.env", "--reveal"]],
  ["explanation", ["explain", "TOKEN"]],
  ["rules", ["rules"]],
  ["formats", ["formats"]],
])("the JSON of %s is what its schema describes", (schema, args) => {
  const described: unknown = JSON.parse(readFileSync(join(import.meta.dirname, "../schemas", `${schema}.schema.json`), "utf8"));
  if (typeof described !== "object" || described === null) throw new Error("no schema");
  const ajv = new Ajv({ allErrors: true });
  const valid = ajv.validate(described, JSON.parse(envcheck([...args, "--format", "json"]).stdout));
  expect({ valid, errors: ajv.errors }).toEqual({ valid: true, errors: null });
});

describe("output", () => {
  test("goes to several files at once, whole, and leaves nothing else behind", () => {
    const out = mkdtempSync(join(folder, "out-"));
    writeFileSync(join(out, "r.json"), "old");
    const run = envcheck([
      "--stage",
      "bad",
      "--format",
      "concise",
      "--format",
      `json=${join(out, "r.json")}`,
      "--format",
      `markdown=${join(out, "r.md")}`,
    ]);
    expect(run.stdout).toContain("error[missing] TOKEN");
    expect(JSON.parse(readFileSync(join(out, "r.json"), "utf8"))).toMatchObject({ version: 1, summary: { errors: 1 } });
    expect(readdirSync(out).toSorted()).toEqual(["r.json", "r.md"]);
  });

  test("may be a device", () => {
    const script = `"${process.execPath}" "${bin}" --stage good --quiet --format text --format json=/dev/stdout | cat`;
    expect(JSON.parse(execFileSync("bash", ["-c", script], { cwd: project, encoding: "utf8" }))).toMatchObject({ version: 1 });
  });

  test("that cannot be written is a failure with a name", () => {
    const run = envcheck(["--stage", "good", "--format", "json=nowhere/r.json"]);
    expect(run).toMatchObject({
      code: 2,
      stderr: `envcheck: cannot write ${join(project, "nowhere/r.json")} (ENOENT): its folder does not exist\n`,
    });
  });

  test("that meets a full disk is a failure", () => {
    const script = `"${process.execPath}" "${bin}" --stage good 2>&1 >/dev/full; echo $?`;
    expect(execFileSync("bash", ["-c", script], { cwd: project, encoding: "utf8" })).toBe(
      "envcheck: cannot write standard output (ENOSPC): no space is left there\n2\n",
    );
  });

  test("adds to GitHub's job summary", () => {
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "before\n");
    const run = envcheck(["--stage", "bad", "--format", "github"], { env: { GITHUB_STEP_SUMMARY: summary } });
    expect(run.stdout).toMatch(/^::error file=bad\.env,line=/);
    expect(readFileSync(summary, "utf8")).toMatch(/^before\n<!-- envcheck -->\n## envcheck\n/);
  });

  test("ends quietly where nobody reads on", () => {
    const script = `set -o pipefail; "${process.execPath}" "${bin}" --stage bad 2>&1 | head -c 1 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    expect(execFileSync("bash", ["-c", script], { cwd: project, encoding: "utf8" })).toBe("1\n");
  });
});

test.each([
  ["TERM", "143"],
  ["INT", "130"],
])("SIG%s ends it as the shell expects", (signal, code) => {
  const script = `trap : INT; mkfifo pipe-${signal}; exec 3<>pipe-${signal}; "${process.execPath}" -e '
    const child = require("child_process").spawn(process.execPath, process.argv.slice(1), { stdio: [3, "ignore", "ignore"] });
    setTimeout(() => child.kill("SIG${signal}"), 500);
    child.on("exit", (code, signal) => console.log(signal === null ? code : 128 + require("os").constants.signals[signal]));
  ' "${bin}" check dotenv:-`;
  expect(execFileSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" })).toBe(`${code}\n`);
});

describe("the code cache", () => {
  test("is written once, for the user alone", () => {
    const home = newHome();
    expect(cachedRun(home).code).toBe(0);
    const path = programCacheIn(home);
    const before = statSync(path);
    expect([statSync(join(home, "envcheck")).mode & 0o777, before.mode & 0o777]).toEqual([0o700, 0o600]);
    expect(cachedRun(home).code).toBe(0);
    expect(statSync(path).mtimeMs).toBe(before.mtimeMs);
  });

  test("is written anew where it is broken", () => {
    const home = newHome();
    cachedRun(home);
    const path = programCacheIn(home);
    writeFileSync(path, "broken");
    expect(cachedRun(home).code).toBe(0);
    expect(statSync(path).size).toBeGreaterThan(1000);
  });

  test("is another one for each command, since each compiles what it needs", () => {
    const home = newHome();
    for (const words of [["check", "--stage", "good"], ["rules", "missing"], ["--help"], ["check", "--help"]])
      envcheck(words, { env: { XDG_CACHE_HOME: home, ENVCHECK_NO_CODE_CACHE: "" } });
    const programs = cachesIn(home).filter((path) => statSync(path).size > 200_000);
    expect(programs).toHaveLength(4);
  });

  test("goes after a month, and where there are too many; what is no cache stays", () => {
    const home = newHome();
    cachedRun(home);
    const now = Date.now() / 1000;
    const place = (name: string, days: number): string => {
      const path = join(home, "envcheck", name);
      writeFileSync(path, "", { mode: 0o600 });
      utimesSync(path, now, now - days * 24 * 3600);
      return path;
    };
    const old = place("a-b.v8", 31);
    const many = Array.from({ length: 60 }, (_, index) => place(`${String(index)}.v8`, 1 + index / 10));
    const reads = place("a.reads", 31);
    writeFileSync(programCacheIn(home), "broken");
    cachedRun(home);
    const left = cachesIn(home);
    expect(left.filter((path) => path.endsWith(".v8"))).toHaveLength(40);
    expect(left).toEqual(expect.arrayContaining([reads, many[0]]));
    expect(left).not.toEqual(expect.arrayContaining([old]));
    expect(left).not.toEqual(expect.arrayContaining([many.at(-1)]));
  });

  test.each([
    ["the user's own place", () => undefined, "poisoned"],
    ["a folder that others may enter", (path: string) => chmodSync(dirname(path), 0o755), "sound"],
    ["a file that others may read", (path: string) => chmodSync(path, 0o644), "sound"],
    ["a folder behind a link", (path: string) => moveBehindLink(dirname(path)), "sound"],
    ["a file behind a link", (path: string) => moveBehindLink(path), "sound"],
  ])("put there by somebody else, in %s, leaves the run as it says", (_what, spoil, expected) => {
    const home = newHome();
    cachedRun(home);
    const path = programCacheIn(home);
    writeFileSync(path, poison());
    spoil(path);
    expect(cachedRun(home).stdout === "poisoned" ? "poisoned" : "sound").toBe(expected);
  });

  test.each([
    ["no home is there", () => ({ XDG_CACHE_HOME: "", HOME: "" })],
    ["the home is not absolute", () => ({ XDG_CACHE_HOME: "cache", HOME: "cache" })],
    ["the home cannot be written", () => ({ XDG_CACHE_HOME: "/dev/null" })],
    ["the home lies in the project", () => ({ XDG_CACHE_HOME: join(project, "cache") })],
    ["it is switched off", () => ({ XDG_CACHE_HOME: folder, ENVCHECK_NO_CODE_CACHE: "1" })],
  ])("is left out where %s", (_what, env) => {
    expect(envcheck(["--stage", "good"], { env: { ENVCHECK_NO_CODE_CACHE: "", ...env() } }).code).toBe(0);
    expect([folder, project, join(project, "cache")].flatMap(cachesIn)).toEqual([]);
  });
});

test("a working directory that is gone is said to be gone", () => {
  const script = `mkdir gone && cd gone && rmdir ../gone && "${process.execPath}" "${bin}" 2>&1; echo $?`;
  expect(execFileSync("bash", ["-c", script], { cwd: empty, encoding: "utf8" })).toContain("2\n");
});

test("an old Node is told so in words that it can read", () => {
  const script = `Object.defineProperty(process.versions, "node", { value: "18.20.0" }); process.argv.splice(1, 1); require(${JSON.stringify(bin)})`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringMatching(/^envcheck: needs Node 20\.19 or newer/) });
});
