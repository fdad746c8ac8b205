import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import type { Outcome } from "../src/commands/command.ts";
import type { Host } from "../src/host.ts";
import type { LiveAnswer } from "../src/model/live.ts";
import { memoryHost } from "./memory-host.ts";
import { runWords } from "./support/words.ts";

type Files = Readonly<Record<string, string>>;

const schema = `service: auth
stages:
  production: { target: compose.yaml#auth, live: docker:auth-* }
variables:
  SECRET_KEY: { type: secret }
  DATABASE_URL: { type: url }
  LOG_LEVEL: { required: false }
`;
const compose = `services:
  auth:
    image: auth
    environment:
      SECRET_KEY: canary-q7VtZ2mXw9LrB4sKd8Nc
      DATABASE_URL: postgres://canary-host/auth
`;
const process = "SECRET_KEY=canary-q7VtZ2mXw9LrB4sKd8Nc\nDATABASE_URL=postgres://canary-host/auth\nHOSTNAME=4f1c\n";
const good: Files = { "schemas/auth.yaml": schema, "compose.yaml": compose, "docker:auth-1": process };

function hostOf(files: Files, changes: Partial<Host> = {}): Host {
  return { ...memoryHost(new Map(Object.entries(files))), ...changes };
}

async function live(files: Files, words = "", changes: Partial<Host> = {}): Promise<Outcome> {
  const outcome = await runWords(`live ${words}`.trim().split(" "), hostOf(files, changes));
  expect(outcome.stdout + outcome.stderr).not.toContain("canary");
  return outcome;
}

/** `error[rule] VARIABLE` of each finding, and the exit code. */
async function told(files: Files, words = ""): Promise<string> {
  const { stdout, exitCode } = await live(files, words);
  return [...[...stdout.matchAll(/^(?:error|warning)\[[^\]]+\] \S+/gm)].map(([line]) => line), String(exitCode)].join(", ");
}

const without = (text: string, name: string): string => text.replace(new RegExp(`^.*${name}.*\n`, "m"), "");

test.each<[string, Files, string, string]>([
  ["a process that has all that was promised is fine", good, "", "0"],
  [
    "a required variable that it lacks is one finding",
    { ...good, "docker:auth-1": without(process, "SECRET_KEY") },
    "",
    "error[missing] SECRET_KEY, 1",
  ],
  [
    "another value is told without either",
    { ...good, "docker:auth-1": process.replace("canary-host", "canary-other") },
    "",
    "warning[differs-in-process] DATABASE_URL, 0",
  ],
  ["what every process has by itself is no difference", { ...good, "docker:auth-1": `${process}PATH=/bin\nHOME=/\n` }, "", "0"],
  ["what the image may set is no difference from a document", { ...good, "docker:auth-1": `${process}GPG_KEY=1\n` }, "", "0"],
  [
    "but from another process it is",
    { ...good, "docker:auth-1": `${process}GPG_KEY=1\n`, "pid:1": process },
    "--against pid:1",
    "warning[extra-in-process] GPG_KEY, 0",
  ],
  [
    "what is declared, and promised by nothing, is told",
    { ...good, "docker:auth-1": `${process}LOG_LEVEL=info\n` },
    "",
    "warning[extra-in-process] LOG_LEVEL, 0",
  ],
  ["a target that is named counts", { ...good, "pid:7": without(process, "DATABASE_URL") }, "pid:7", "error[missing] DATABASE_URL, 1"],
  [
    "it is compared with the stage that is named",
    { ...good, "pid:7": process.replace("canary-host", "x") },
    "pid:7 --stage production",
    "warning[differs-in-process] DATABASE_URL, 0",
  ],
  [
    "a dump of a process is as good",
    { ...good, "dump.env": without(process, "DATABASE_URL") },
    "env-dump:dump.env",
    "error[missing] DATABASE_URL, 1",
  ],
  [
    "replicas that differ are named",
    { ...good, "docker:auth-2": process, "docker:auth-3": process.replace("canary-host", "canary-old") },
    "",
    "error[replicas-disagree] DATABASE_URL, warning[differs-in-process] DATABASE_URL, 1",
  ],
  [
    "without a schema it is compared all the same",
    { "compose.yaml": compose, "pid:7": without(process, "SECRET_KEY") },
    "pid:7 --against compose.yaml",
    "error[missing-in-process] SECRET_KEY, 1",
  ],
])("%s", async (_what, files, words, expected) => {
  expect(await told(files, words)).toBe(expected);
});

test("what cannot be asked is in doubt, never missing", async () => {
  const { "docker:auth-1": _, ...rest } = good;
  const { stdout, exitCode } = await live(rest);
  expect({ exitCode, says: /3 cannot tell|2 cannot tell/.test(stdout), missing: stdout.includes("[missing]") }).toEqual({
    exitCode: 3,
    says: true,
    missing: false,
  });
});

test.each<[string, LiveAnswer, number, string]>([
  ["an engine that is down", { undetermined: "does not answer" }, 3, "docker:auth-* does not answer"],
  ["a name that nothing has", { mistake: "no container is called auth-*; there are web-1" }, 2, "there are web-1"],
])("%s", async (_what, answer, exitCode, says) => {
  const outcome = await live(good, "", { live: () => Promise.resolve(answer) });
  expect({ exitCode: outcome.exitCode, stdout: outcome.stdout }).toEqual({ exitCode, stdout: expect.stringContaining(says) });
});

test("a promise that cannot be read is trouble only where it was asked for", async () => {
  const { "compose.yaml": _, ...rest } = good;
  expect((await live(rest)).exitCode).toBe(0);
  expect((await live(rest, "--against compose.yaml#auth")).exitCode).toBe(2);
});

test("nothing says where a service runs", async () => {
  const files = { ...good, "schemas/auth.yaml": schema.replace(", live: docker:auth-*", "") };
  const { exitCode, stdout } = await live(files);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: expect.stringContaining("give its stages `live:`") });
});

/** A world in which time passes only while somebody waits, and what runs changes with it. */
function rollout(steps: readonly string[], printed: string[] = []): Partial<Host> {
  let time = 0;
  let looks = 0;
  return {
    now: () => time,
    wait: (milliseconds) => {
      time += milliseconds;
      return Promise.resolve();
    },
    print: (text) => void printed.push(text),
    live: (place, permissions) => {
      const text = steps[Math.min(looks, steps.length - 1)] ?? "";
      looks += 1;
      return hostOf({ "docker:auth-1": text }).live(place, permissions);
    },
  };
}

describe("--wait", () => {
  const lacking = without(process, "DATABASE_URL");
  test.each<[string, readonly string[], number]>([
    ["ends once all is well", [lacking, lacking, process], 0],
    ["fails when the time is over", [lacking], 1],
    ["does not take a process for new that is yet to be replaced", [`# stale: the pod is of an older revision\n${process}`], 1],
    ["waits until it is replaced", [`# stale: the pod is of an older revision\n${process}`, process], 0],
  ])("%s", async (_what, steps, exitCode) => {
    expect((await live(good, "--wait 30s", rollout(steps))).exitCode).toBe(exitCode);
  });
});

test.each(["--wait 5m", "--watch"])("%s does not wait where it is wrong how it was asked", async (words) => {
  const { exitCode, stdout } = await live(good, `${words} --stage prodution`, { wait: () => Promise.reject(new Error("waited")) });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: expect.stringMatching(/did you mean production\n\n0 environments/) });
});

describe("--watch", () => {
  const steps = [process, without(process, "DATABASE_URL"), process];
  test("prints a line for each change", async () => {
    const printed: string[] = [];
    const { exitCode, stdout } = await live(good, "--watch --wait 25s --every 10s", rollout(steps, printed));
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    expect(printed.join("").replaceAll(/^\S+ /gm, "")).toBe(`  1 process, 0 errors, 0 warnings
+ process auth-1 runs, started 1970-01-01T00:00:00.000Z
+ error[missing] auth production: DATABASE_URL is not set for auth in production
- error[missing] auth production: DATABASE_URL is not set for auth in production
`);
  });

  test("prints JSON for programs", async () => {
    const printed: string[] = [];
    await live(good, "--watch --wait 15s --every 10s --format json", rollout(steps, printed));
    expect(printed.map((line): unknown => JSON.parse(line))).toEqual([
      expect.objectContaining({ version: 1, change: "came", kind: "process" }),
      expect.objectContaining({
        change: "came",
        kind: "error",
        rule: "missing",
        variable: "DATABASE_URL",
        service: "auth",
        stage: "production",
      }),
    ]);
  });
});

const documented = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, "../schemas", file), "utf8"));

function validate(file: string, text: string): void {
  const check = new Ajv({ allowUnionTypes: true, validateFormats: false }).compile(Object(documented(file)));
  expect(check(JSON.parse(text)) ? [] : check.errors).toEqual([]);
}

describe("audit", () => {
  test.each(["text", "markdown", "json", "prometheus"])("tells no value as %s", async (format) => {
    const files = { ...good, "docker:auth-1": without(process, "DATABASE_URL") };
    const { stdout, exitCode } = await runWords(["audit", "--without-code", "--format", format], hostOf(files));
    expect({ exitCode, leaks: stdout.includes("canary") }).toEqual({ exitCode: 1, leaks: false });
    if (format === "json") validate("audit.schema.json", stdout);
    if (format === "prometheus")
      for (const line of stdout.trimEnd().split("\n"))
        expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{(?:\w+="[^"]*",?)+\})? -?\d+)$/);
  });

  test("tells what changed since the snapshot", async () => {
    const key = new Map([["ENVCHECK_FINGERPRINT_KEY", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"]]);
    const before = { ...memoryHost(new Map(Object.entries(good)), key) };
    const { files } = await runWords(["snapshot"], before);
    const [snapshot] = files;
    const now = {
      ...good,
      "snapshots/auth-production.json": snapshot?.text ?? "",
      "docker:auth-1": process.replace("canary-host", "canary-new"),
    };
    const { stdout, exitCode } = await runWords(["audit", "--without-code"], memoryHost(new Map(Object.entries(now)), key));
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/since the snapshot: DATABASE_URL (?:is another secret|has another value)/),
    });
  });

  test("tells together what cannot be compared with the snapshot", async () => {
    const { files } = await runWords(["snapshot"], hostOf(good));
    const { stdout } = await runWords(["audit"], hostOf({ ...good, "snapshots/auth-production.json": files[0]?.text ?? "" }));
    expect(stdout.match(/since the snapshot: .*/g)).toEqual(["since the snapshot: DATABASE_URL and SECRET_KEY cannot be compared"]);
  });

  test("lists secrets that are due", async () => {
    const key = new Map([["ENVCHECK_FINGERPRINT_KEY", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"]]);
    const { files } = await runWords(["snapshot"], memoryHost(new Map(Object.entries(good)), key));
    const old = (files[0]?.text ?? "").replaceAll("2026-11-22", "2026-01-01");
    const host = memoryHost(new Map(Object.entries({ ...good, "snapshots/auth-production.json": old })), key);
    const { stdout } = await runWords(["audit", "--without-code", "--rotation", "90"], host);
    expect(stdout).toContain("rotation: SECRET_KEY has not changed for 325 days, since 2026-01-01");
    expect((await runWords(["audit", "--without-code"], host)).stdout).not.toContain("rotation:");
  });

  test("looks at what runs, too, where the document cannot be read", async () => {
    const files = { ...good, "compose.yaml": "services: [\n", "docker:auth-1": without(process, "SECRET_KEY") };
    const { stdout, exitCode } = await runWords(["audit", "--without-code"], hostOf(files));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: expect.stringContaining("live: error[missing] SECRET_KEY") });
  });

  test("is no success where there is nothing to look at", async () => {
    const { stdout, exitCode } = await runWords(["audit"], hostOf({}));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: expect.stringContaining("nothing was audited") });
    expect((await runWords(["audit", "--allow-empty"], hostOf({}))).exitCode).toBe(0);
  });

  test.each(["text", "markdown", "json"])("says where what cannot be read is wrong, as %s", async (format) => {
    const { stdout, exitCode } = await runWords(["audit", "--format", format], hostOf({ ...good, "compose.yaml": "services:\n  a: [\n" }));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: expect.stringMatching(/compose\.yaml(?::3:1|",\s*"line": 3)/) });
  });

  test("cannot tell of what it cannot ask", async () => {
    const { "docker:auth-1": _, ...rest } = good;
    expect((await runWords(["audit", "--without-code"], hostOf(rest))).exitCode).toBe(3);
  });
});

const digestIn = (text: string): string => /`((?:hmac-)?sha256:[0-9a-f]+)`/.exec(text)?.[1] ?? "";

describe("checklist", () => {
  const words = ["checklist", "--stage", "production", "--without-code"];

  test("its JSON is as documented, and tells no value", async () => {
    const { stdout, exitCode } = await runWords([...words, "--format", "json"], hostOf(good));
    validate("checklist.schema.json", stdout);
    expect({ exitCode, leaks: stdout.includes("canary") }).toEqual({ exitCode: 0, leaks: false });
  });

  test("tells what the release changes, and what a rollback would miss", async () => {
    const host = memoryHost(
      new Map(Object.entries({ ...good, "compose.yaml": compose.replace("canary-host", "other") })),
      new Map(),
      "",
      new Map([["v1", new Map(Object.entries(good))]]),
    );
    const { stdout } = await runWords([...words, "--from", "v1"], host);
    expect(stdout).toContain("- the environment: `DATABASE_URL` has another value");
    expect(stdout).toContain("a rollback to `v1` misses no variable");
  });

  test("its digest is checked after the deploy", async () => {
    const { stdout } = await runWords(words, hostOf(good));
    const digest = digestIn(stdout);
    expect((await live(good, `--stage production --digest ${digest}`)).exitCode).toBe(0);
    const changed = { ...good, "compose.yaml": `${compose}      LOG_LEVEL: info\n` };
    const { exitCode, stderr } = await live(changed, `--stage production --digest ${digest}`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining("--digest does not match") });
  });

  test.each([[["checklist"]], [["checklist", "--stage", "a", "--stage", "b"]], [[...words, "--from", "v9"]]])(
    "refuses %j",
    async (wrong) => {
      const { exitCode, stdout } = await runWords(wrong, hostOf(good));
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    },
  );
});
