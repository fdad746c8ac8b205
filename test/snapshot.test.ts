import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import type { Outcome } from "../src/commands/command.ts";
import { snapshot as format } from "../src/formats/snapshot.ts";
import { absent } from "../src/model/value.ts";
import { after, as, key, run, running, type World } from "./support/records.ts";

const schema = `service: auth
stages: { staging: staging.env, production: prod.env }
variables:
  SECRET_KEY: { type: secret }
  DATABASE_URL: { type: url, sensitive: true }
  LOG_LEVEL: { one-of: [debug, info] }
`;
const files = {
  "schemas/auth.yaml": schema,
  "staging.env": "SECRET_KEY=canary-of-staging-0815\nLOG_LEVEL=debug\n",
  "prod.env": "SECRET_KEY=canary-of-production-4711\nDATABASE_URL=postgres://app:canary@db/auth\nLOG_LEVEL=info\n",
};
const keyless: World = { files };
const world: World = { files, env: { ENVCHECK_FINGERPRINT_KEY: key } };
const validate = new Ajv().compile(JSON.parse(readFileSync(join(import.meta.dirname, "../schemas/snapshot.schema.json"), "utf8")));

function textOf({ files: written }: Outcome, path: string): string {
  return written.find((file) => file.path === `/snapshots/${path}`)?.text ?? "";
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.startsWith("    "));
}

test("without a key only presence is kept", async () => {
  const outcome = await run("snapshot", keyless);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: "" });
  expect(outcome.stdout).toContain("without ENVCHECK_FINGERPRINT_KEY only the names are kept");
  expect(linesOf(textOf(outcome, "auth-production.json"))).toEqual([
    '    "DATABASE_URL": { "state": "known", "secret": true, "from": "prod.env:2" },',
    '    "LOG_LEVEL": { "state": "known", "from": "prod.env:3" },',
    '    "SECRET_KEY": { "state": "known", "secret": true, "from": "prod.env:1" }',
  ]);
});

test("with a key and --plain, what is no secret is kept as it is, and the rest as fingerprints", async () => {
  const outcome = await run("snapshot", world, { plain: true });
  expect(linesOf(textOf(outcome, "auth-production.json"))).toEqual([
    expect.stringMatching(
      /"DATABASE_URL": \{ "state": "known", "secret": true, "fingerprint": "[0-9a-f]{32}", "since": "2026-11-22", "from": "prod.env:2" \},$/,
    ),
    '    "LOG_LEVEL": { "state": "known", "value": "info", "since": "2026-11-22", "from": "prod.env:3" },',
    expect.stringMatching(/"SECRET_KEY": \{ "state": "known", "secret": true, "fingerprint": "[0-9a-f]{32}"/),
  ]);
});

test.each([{}, { plain: true }])("what is written is what the schema of snapshots says: %j", async (changes) => {
  for (const one of [keyless, world]) {
    const outcome = await run("snapshot", one, changes);
    expect(outcome.files.map(({ path }) => path)).toEqual(["/snapshots/auth-staging.json", "/snapshots/auth-production.json"]);
    for (const { text } of outcome.files) expect([validate(JSON.parse(text)), validate.errors]).toEqual([true, null]);
  }
});

test("another day without a change leaves the file as it is", async () => {
  const outcome = await run("snapshot", world);
  const again = await run("snapshot", { ...after(world, outcome), day: "2026-12-24" });
  expect(again.files).toEqual([]);
  expect(again.stdout).toBe(
    "snapshots/auth-staging.json  unchanged: 2 variables, 2 with a fingerprint\nsnapshots/auth-production.json  unchanged: 3 variables, 3 with a fingerprint\n",
  );
});

test.each([{}, { plain: true }])("the day of what did not change is carried over: %j", async (changes) => {
  const first = after(world, await run("snapshot", world, changes));
  const changed = { ...first, day: "2026-12-24", files: { ...first.files, "prod.env": "SECRET_KEY=another-0815\nLOG_LEVEL=info\n" } };
  const text = textOf(await run("snapshot", changed, changes), "auth-production.json");
  expect(text).toMatch(/"LOG_LEVEL": \{[^}]*"since": "2026-11-22"/);
  expect(text).toMatch(/"SECRET_KEY": \{[^}]*"since": "2026-12-24"/);
  expect(text).toContain('"taken": "2026-12-24"');
});

test("another key begins every date anew, and says so", async () => {
  const first = after(world, await run("snapshot", world));
  const again = await run("snapshot", { ...first, day: "2026-12-24", env: { ENVCHECK_FINGERPRINT_KEY: key.replaceAll("0", "9") } });
  expect(again.stdout).toContain("every date begins anew");
  expect(textOf(again, "auth-production.json")).not.toContain('"since": "2026-11-22"');
});

test("a key that is too weak is refused before anything is written", async () => {
  const outcome = await run("snapshot", { files, env: { ENVCHECK_FINGERPRINT_KEY: "hunter2" } });
  expect(outcome).toEqual({ exitCode: 2, stdout: "", stderr: expect.stringContaining("make one with: openssl rand -hex 32"), files: [] });
});

const liveSchema = schema.replace("production: prod.env", "production: { target: prod.env, live: docker:auth }");
const block = { PATH: "/bin", HOSTNAME: "a", HOME: "/", LOG_LEVEL: "info", SECRET_KEY: "x9" };
const live = (processes: Parameters<typeof running>[0]): World => ({
  ...world,
  files: { ...files, "schemas/auth.yaml": liveSchema },
  live: { "docker:auth": running(processes) },
});

test("where a stage says what runs, that is recorded; a name of its own for each process is only present", async () => {
  const outcome = await run("snapshot", live({ "auth-1": block, "auth-2": { ...block, HOSTNAME: "b" } }), {
    plain: true,
    stages: ["production"],
  });
  const text = textOf(outcome, "auth-production.json");
  expect(text).toContain('"seen": ["auth-1: read from /proc/4711/environ","auth-2: read from /proc/4711/environ"]');
  expect(linesOf(text)).toEqual([
    expect.stringContaining('"HOME": { "state": "known", "value": "/"'),
    '    "HOSTNAME": { "state": "known" },',
    expect.stringContaining('"LOG_LEVEL": { "state": "known", "value": "info"'),
    expect.stringContaining('"PATH": { "state": "known", "value": "/bin"'),
    expect.stringContaining('"SECRET_KEY": { "state": "known", "secret": true, "fingerprint"'),
  ]);
});

test("what processes do not have alike is unknown", async () => {
  const outcome = await run("snapshot", live({ "auth-1": block, "auth-2": { ...block, SECRET_KEY: "x8" } }), { stages: ["production"] });
  expect(textOf(outcome, "auth-production.json")).toMatch(
    /"SECRET_KEY": \{ "state": "unknown", "because": "its 2 processes have different values", "secret": true \}/,
  );
});

test("processes that were started anew leave the file as it is", async () => {
  const first = await run("snapshot", live({ "auth-1": block }), { stages: ["production"] });
  const anew = { ...live({ "auth-7": { ...block, HOSTNAME: "c" } }), day: "2026-12-24" };
  const again = await run("snapshot", { ...anew, files: after(anew, first).files }, { stages: ["production"] });
  expect(again.files).toEqual([]);
});

test("a process that cannot be read keeps its former record, and the others are written", async () => {
  const outcome = await run("snapshot", live({ "auth-1": "cannot be read: permission denied" }));
  expect(outcome.files.map(({ path }) => path)).toEqual(["/snapshots/auth-staging.json"]);
  expect(outcome).toMatchObject({
    exitCode: 3,
    stderr: "envcheck: snapshots/auth-production.json is not written: auth-1 cannot be read: permission denied\n",
  });
});

test.each([
  ["what is no JSON", "<<<<<<< HEAD\n", "the snapshot is damaged: it is not JSON"],
  ["half of one", '{ "version": 1, "service": "auth", "ta', "the snapshot is damaged: it is not JSON"],
  ["one without variables", '{ "version": 1, "service": "auth", "taken": "2026-11-22" }', "it lacks what every snapshot has"],
  [
    "a fingerprint that is none",
    '{ "version": 1, "service": "auth", "taken": "2026-11-22",\n"variables": { "A": { "state": "known", "fingerprint": "zuxqo" } } }',
    "auth-production.json:2:17: the snapshot is damaged here",
  ],
  [
    "one of a later version",
    '{ "version": 2, "service": "auth", "taken": "2026-11-22" }',
    "is of version 2, and this envcheck reads version 1",
  ],
])("%s is not written over", async (_what, text, message) => {
  const outcome = await run("snapshot", { ...world, files: { ...files, "snapshots/auth-production.json": text } });
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr).toContain(message);
  expect(outcome.stderr).toContain("it is left as it is");
  expect(outcome.stderr).not.toContain("zuxqo");
  expect(outcome.files.map(({ path }) => path)).toEqual(["/snapshots/auth-staging.json"]);
});

test("a named target is written under its own name, that of its service, or printed", async () => {
  const [bare, named, shown] = [
    await run("snapshot", { files: { "a/b.env": "A=1\n" } }, { targets: ["docker-env-file:a/b.env"] }),
    await run("snapshot", world, { targets: ["prod.env"], services: ["worker"], stages: ["blue/../green"], snapshots: "kept" }),
    await run("snapshot", world, { targets: ["prod.env"], ...as("json") }),
  ];
  expect(bare.files.map(({ path }) => path)).toEqual(["/snapshots/docker-env-file-a-b.env.json"]);
  expect(named.files.map(({ path }) => path)).toEqual(["/kept/worker-blue-..-green.json"]);
  expect([shown.files, JSON.parse(shown.stdout)]).toMatchObject([[], { version: 1, service: "auth", target: "prod.env" }]);
});

test.each([
  ["two snapshots as one document", { ...as("json") }, world, "--format json shows one snapshot"],
  ["two targets under one name", { targets: ["prod.env", "staging.env"], services: ["auth"] }, world, "would be written twice"],
  ["nothing at all", {}, { files: {} }, "nothing was recorded"],
  ["a target that is not there", { targets: ["no.env"] }, world, "no.env"],
])("refused: %s", async (_what, changes, where, message) => {
  const outcome = await run("snapshot", where, changes);
  expect(outcome).toMatchObject({ exitCode: 2, files: [] });
  expect(outcome.stderr).toContain(message);
});

test("neither the key nor a name that may be a piece of a value is recorded", async () => {
  const odd = "x9f8e7d6c5b4a39281706";
  const outcome = await run(
    "snapshot",
    { files: {}, env: { ENVCHECK_FINGERPRINT_KEY: key, [odd]: "1", A: "1" } },
    { targets: ["process:self"] },
  );
  const text = textOf(outcome, "process-self.json");
  expect([text.includes("FINGERPRINT"), text.includes(odd), text.includes('"A"')]).toEqual([false, false, true]);
  expect(outcome.stdout).toContain("1 name left out");
});

test("ten thousand variables are written and read in good time", async () => {
  const many = Array.from({ length: 10_000 }, (_, i) => `NAME_${String(i)}=text ${String(i)}`).join("\n");
  const outcome = await run("snapshot", { ...world, files: { "many.env": many } }, { targets: ["many.env"] });
  const [file] = outcome.files;
  const source = { path: "x.json", text: file?.text ?? "" };
  const spec = format.read({ sources: [source], options: new Map() }, { read: () => source, shell: () => absent });
  expect(spec.workloads[0]?.recorded?.variables.size).toBe(10_000);
}, 20_000);
