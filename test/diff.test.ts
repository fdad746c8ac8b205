import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { after, as, key, run, running, type World } from "./support/records.ts";

const schema = `service: auth
stages: { staging: staging.env, production: prod.env }
variables:
  SECRET_KEY: { type: secret }
  DATABASE_URL: { type: url, sensitive: true }
`;
const files = {
  "schemas/auth.yaml": schema,
  "staging.env": "SECRET_KEY=canary-0815-x9\nDATABASE_URL=postgres://canary@s/auth\nLOG_LEVEL=debug\nOLD=1\nSAME=1\n",
  "prod.env": "SECRET_KEY=canary-0815-x9\nDATABASE_URL=postgres://canary@p/auth\nLOG_LEVEL=info\nNEW=1\nSAME=1\n",
};
const keyless: World = { files };
const world: World = { files, env: { ENVCHECK_FINGERPRINT_KEY: key } };
const validate = new Ajv().compile(JSON.parse(readFileSync(join(import.meta.dirname, "../schemas/diff.schema.json"), "utf8")));
const both = { targets: ["staging.env", "prod.env"] };

test("two files differ line by line, with both places", async () => {
  const { exitCode, stdout } = await run("diff", keyless, both);
  expect(exitCode).toBe(1);
  expect(stdout.split("\n")).toEqual([
    "staging.env -> prod.env",
    "  ~ DATABASE_URL  another secret  staging.env:2 -> prod.env:2",
    "  ~ LOG_LEVEL     changed  staging.env:3 -> prod.env:3",
    "  + NEW           added  prod.env:4",
    "  - OLD           removed  staging.env:4",
    "  1 added, 1 removed, 2 changed; 2 the same (1 secret among them)",
    "",
  ]);
});

test("Markdown tells the same", async () => {
  const { stdout } = await run("diff", keyless, { ...both, ...as("markdown") });
  expect(stdout).toContain("### ✗ `staging.env` to `prod.env`\n\n- `DATABASE_URL` another secret (`staging.env:2 -> prod.env:2`)\n");
});

test.each([
  ["files", both],
  ["one file", { targets: ["prod.env", "prod.env"] }],
  ["rotation", { rotation: 90, targets: ["staging.env", "prod.env"] }],
])("JSON is what its schema says: %s", async (_what, changes) => {
  const { stdout } = await run("diff", world, { ...changes, ...as("json") });
  expect([validate(JSON.parse(stdout)), validate.errors]).toEqual([true, null]);
});

test("a snapshot that was just taken is no different from its target", async () => {
  const taken = after(world, await run("snapshot", world));
  for (const targets of [
    ["snapshots/auth-production.json", "prod.env"],
    ["prod.env", "snapshot:snapshots/auth-production.json"],
    ["snapshots/auth-production.json", "snapshots/auth-production.json"],
  ]) {
    const { exitCode, stdout } = await run("diff", taken, { targets });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining("✓ no difference; 5 the same (2 secrets among them)")]);
  }
});

test("a later change shows with the place that was recorded", async () => {
  const taken = after(world, await run("snapshot", world));
  const changed = { ...taken, files: { ...taken.files, "prod.env": files["prod.env"].replace("canary-0815-x9", "other") } };
  const { exitCode, stdout } = await run("diff", changed, { targets: ["snapshots/auth-production.json", "prod.env"] });
  expect([exitCode, stdout]).toEqual([
    1,
    expect.stringMatching(/~ SECRET_KEY {2}another secret {2}snapshots\/auth-production\.json:13 \(prod\.env:1\) -> prod\.env:1/),
  ]);
});

test.each<readonly [string, World["env"], World["env"], string]>([
  ["without a key then", {}, world.env, "the snapshot keeps only that it was set"],
  ["without a key now", world.env, {}, "it takes ENVCHECK_FINGERPRINT_KEY to compare it with its fingerprint"],
  [
    "with another key",
    world.env,
    { ENVCHECK_FINGERPRINT_KEY: key.replaceAll("0", "9") },
    "the snapshot was taken with the key c10d3707, and this one is ",
  ],
])("%s nothing can be told, once for all variables, and the exit code is 3", async (_what, then, now, because) => {
  const taken = after(world, await run("snapshot", { files, env: then ?? {} }));
  const { exitCode, stdout } = await run("diff", { ...taken, env: now ?? {} }, { targets: ["snapshots/auth-production.json", "prod.env"] });
  expect(exitCode).toBe(3);
  expect(stdout).toContain(`? DATABASE_URL, LOG_LEVEL, NEW, SAME and SECRET_KEY  cannot be compared: ${because}`);
});

test("a commit is compared with today", async () => {
  const refs = new Map([["v1", new Map(Object.entries({ ...files, "prod.env": "LOG_LEVEL=info\n" }))]]);
  const { exitCode, stdout } = await run("diff", { ...keyless, refs }, { targets: ["git:v1:prod.env", "prod.env"] });
  expect([exitCode, stdout]).toEqual([1, expect.stringContaining("git:v1:prod.env -> prod.env\n")]);
  expect(stdout).toContain("  4 added; 1 the same\n");
});

const pod = (env: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: auth }\nspec:\n  containers:\n    - name: web\n      image: auth\n      env:\n        - name: TOKEN\n          ${env}\n`;

test("a value that moves into a Secret is told as that", async () => {
  const manifests = { "a.yaml": pod('value: "1"'), "b.yaml": pod("valueFrom: { secretKeyRef: { name: auth, key: token } }") };
  const { exitCode, stdout } = await run("diff", { files: manifests }, { targets: ["a.yaml", "b.yaml"] });
  expect([exitCode, stdout]).toEqual([1, expect.stringMatching(/≠ TOKEN {2}written out, now key token of secret auth/)]);
  expect((await run("diff", { files: manifests }, { targets: ["b.yaml", "b.yaml"] })).exitCode).toBe(0);
});

const compose = (image: string): string =>
  `services:\n  auth: { image: ${image}, environment: { A: "1", B: "${image}" } }\n  worker: { image: x, environment: { A: "1" } }\n`;

test("workloads are paired by name, and one without a counterpart is told", async () => {
  const more = { "a.yaml": compose("one"), "b.yaml": compose("two").replace("worker:", "mailer:") };
  const { exitCode, stdout } = await run("diff", { files: more }, { targets: ["compose:a.yaml", "compose:b.yaml"] });
  expect(exitCode).toBe(1);
  expect(stdout).toContain("compose:a.yaml#auth -> compose:b.yaml#auth\n  ~ B  changed  a.yaml:2 -> b.yaml:2\n");
  expect(stdout).toContain("compose:a.yaml#worker -> nothing\n");
  expect(stdout).toContain("nothing -> compose:b.yaml#mailer\n");
});

const block = { PATH: "/bin", HOSTNAME: "a", HOME: "/", A: "1", B: "one" };
const live = (processes: Parameters<typeof running>[0]): World => ({
  files: { "compose.yaml": compose("one"), "schemas/auth.yaml": schema },
  live: { "docker:auth": running(processes) },
});

test("each process is compared with what was promised, and those that differ alike are told together", async () => {
  const all = { "auth-1": block, "auth-2": { ...block, HOSTNAME: "b", B: "two" }, "auth-3": { ...block, B: "three" } };
  const { exitCode, stdout } = await run("diff", live(all), { targets: ["compose.yaml#auth", "docker:auth"] });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/-> docker:auth#auth-1\n {2}✓ no difference; 2 the same; 3 names that processes have by themselves left out\n/);
  expect(stdout).toMatch(/-> docker:auth#auth-2 and docker:auth#auth-3\n {2}~ B {2}changed/);
});

test("a process that cannot be read is in doubt", async () => {
  const { exitCode, stdout } = await run("diff", live({ "auth-1": "cannot be read: permission denied" }), {
    targets: ["compose.yaml#auth", "docker:auth"],
  });
  expect([exitCode, stdout]).toEqual([3, expect.stringContaining("? auth-1 cannot be read: permission denied")]);
});

test.each([
  ["one target", { targets: ["prod.env"] }, "diff takes two targets"],
  ["three targets", { targets: ["prod.env", "prod.env", "prod.env"] }, "diff takes two targets"],
  ["what is not there", { targets: ["prod.env", "no.env"] }, "no.env"],
  ["what does not run", { targets: ["prod.env", "docker:no"] }, "docker:no names nothing"],
  ["a damaged snapshot", { targets: ["prod.env", "snapshot:prod.env"] }, "the snapshot is damaged"],
  ["rotation without snapshots", { rotation: 90 }, "snapshots holds no snapshot"],
])("refused: %s", async (_what, changes, message) => {
  const outcome = await run("diff", keyless, changes);
  expect(outcome).toMatchObject({ exitCode: 2, stdout: "" });
  expect(outcome.stderr).toContain(message);
});

test("a key that is too weak is refused", async () => {
  expect(await run("diff", { files, env: { ENVCHECK_FINGERPRINT_KEY: "short" } }, both)).toMatchObject({ exitCode: 2, stdout: "" });
});

test("rotation lists what is old, and what stages share", async () => {
  const taken = after(world, await run("snapshot", world));
  const later = { ...taken, day: "2027-03-01" };
  const { exitCode, stdout } = await run("diff", later, { rotation: 90 });
  expect(exitCode).toBe(1);
  expect(stdout.split("\n")).toEqual([
    "! DATABASE_URL  auth production: unchanged since 2026-11-22, 99 days  snapshots/auth-production.json:9",
    "! SECRET_KEY  auth production: unchanged since 2026-11-22, 99 days  snapshots/auth-production.json:13",
    "! DATABASE_URL  auth staging: unchanged since 2026-11-22, 99 days  snapshots/auth-staging.json:9",
    "! SECRET_KEY  auth staging: unchanged since 2026-11-22, 99 days  snapshots/auth-staging.json:13",
    "= SECRET_KEY  auth: the same in production and staging",
    "4 secrets unchanged for more than 90 days, 1 secret shared by stages",
    "",
  ]);
  expect((await run("diff", later, { rotation: 99, stages: ["production"] })).exitCode).toBe(0);
});

test("known values of stages are compared in one run, and need no key", async () => {
  const { exitCode, stdout } = await run("diff", keyless, { rotation: 90, ...both });
  expect([exitCode, stdout]).toEqual([1, "= SECRET_KEY  auth: the same in staging.env and prod.env\n1 secret shared by stages\n"]);
});

test("secrets of a snapshot without a key have no date, and the exit code is 3", async () => {
  const taken = after(keyless, await run("snapshot", keyless));
  const { exitCode, stdout } = await run("diff", taken, { rotation: 90 });
  expect([exitCode, stdout]).toEqual([
    3,
    expect.stringContaining("? DATABASE_URL and SECRET_KEY  auth production: no fingerprint of it was taken\n"),
  ]);
});

test("a hostile snapshot commands neither a terminal nor a CI runner", async () => {
  const evil = "\u001B[31m\n::error::x ##[error]y \u202E";
  const variables = {
    A: { state: "opaque", because: evil, from: evil },
    __proto__x: { state: "unknown", because: evil },
    [evil]: { state: "known" },
  };
  const snapshot = JSON.stringify({
    version: 1,
    service: evil,
    stage: evil,
    target: evil,
    taken: "2026-11-22",
    keyId: evil,
    openings: [{ because: evil }],
    variables,
  });
  for (const changes of [{ targets: ["snapshot:evil.json", "prod.env"] }, { rotation: 0, targets: ["snapshot:evil.json"] }]) {
    for (const format of ["text", "markdown", "json"]) {
      const { stdout, stderr, exitCode } = await run("diff", { files: { ...files, "evil.json": snapshot } }, { ...changes, ...as(format) });
      expect([exitCode === 2, stdout === ""]).toEqual([false, false]);
      expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]|\u202E|##\[|(?:^|\n)\s*::/u);
    }
  }
});

test("what each pod has from its own fields is no difference", async () => {
  const answer = running({ "auth-1": { ...block, POD_IP: "10.0.0.1" } });
  const own = "instances" in answer ? { instances: [{ ...answer.instances[0], own: new Set(["POD_IP"]) }] as const } : answer;
  const pods: World = { ...world, live: { "docker:auth": own } };
  const taken = after(pods, await run("snapshot", pods, { targets: ["docker:auth"], services: ["auth"] }));
  expect(taken.files["snapshots/auth.json"]).toContain('"POD_IP": { "state": "known" }');
  expect((await run("diff", taken, { targets: ["snapshots/auth.json", "docker:auth"] })).exitCode).toBe(0);
});
