import { describe, expect, test } from "@jest/globals";
import { commands } from "../src/commands/index.ts";
import type { Outcome } from "../src/commands/command.ts";
import { Canaries, type Kind } from "./support/canary.ts";
import { after, as, key, run, running, type World } from "./support/records.ts";

const schema = `service: auth
stages:
  staging: { target: staging.env, live: docker:auth }
  production: prod.env
variables:
  SECRET_KEY: { type: secret }
  OPAQUE_NAME: { sensitive: true }
`;

/** Secrets of each sort: by schema, by name, by what the text looks like; in documents, in processes, in targets. */
function worldOf(kind: Kind, env: World["env"]): { readonly world: World; readonly canaries: Canaries } {
  const canaries = new Canaries(kind);
  const text = (stage: string): string =>
    [
      `SECRET_KEY=${canaries.mint(`${stage} key`)}`,
      `OPAQUE_NAME='${canaries.mintOdd(`${stage} declared`)}'`,
      `DB_PASSWORD=${canaries.mint(`${stage} by name`)}`,
      `BACKEND=postgres://app:${canaries.mint(`${stage} url`)}@db/auth`,
      `DSN=Server=db;Password=${canaries.mint(`${stage} dsn`)}`,
      `SETTINGS={"token": "${canaries.mint(`${stage} json`)}"}`,
      `RANDOM=${canaries.mint(`${stage} random`, "random")}`,
      canaries.mint(`${stage} pasted`),
      "LOG_LEVEL=info",
    ].join("\n");
  const compose = `services:\n  auth:\n    image: x\n    build: { context: ., args: [A] }\n    environment: { SECRET_KEY: ${canaries.mint("compose")} }\n`;
  const block = {
    PATH: "/bin",
    HOME: "/",
    SECRET_KEY: canaries.mint("process key"),
    OPAQUE_NAME: canaries.mintOdd("process declared"),
    [canaries.mint("process name", "random")]: "1",
    LOG_LEVEL: "info",
  };
  const files = { "schemas/auth.yaml": schema, "staging.env": text("staging"), "prod.env": text("prod"), "compose.yaml": compose };
  return {
    world: { files, env: env ?? {}, live: { "docker:auth": running({ "auth-1": block, "auth-2": { ...block, B: "2" } }) } },
    canaries,
  };
}

function printed({ stdout, stderr, files }: Outcome): string {
  return [stdout, stderr, ...files.map(({ path, text }) => `${path}\n${text}`)].join("\n");
}

const pairs = [
  ["staging.env", "prod.env"],
  ["prod.env", "docker:auth"],
  ["docker:auth", "snapshots/auth-production.json"],
  ["snapshots/auth-staging.json", "docker:auth"],
  ["snapshots/auth-staging.json", "snapshots/auth-production.json"],
  ["compose.yaml#auth", "prod.env"],
];

const formats = (command: string): readonly string[] => commands.find(({ id }) => id === command)?.formats ?? [];

describe.each(["random", "word"] as const)("a %s value shows in", (kind) => {
  describe.each([
    ["with a key", { ENVCHECK_FINGERPRINT_KEY: key }],
    ["without a key", {}],
  ])("%s", (_with, env) => {
    test.each([true, false])("no snapshot, plain: %j", async (plain) => {
      const { world, canaries } = worldOf(kind, env);
      for (const changes of [
        {},
        ...["staging.env", "docker:auth", "compose.yaml#auth"].flatMap((one) => [{ targets: [one] }, { targets: [one], ...as("json") }]),
      ]) {
        const outcome = await run("snapshot", world, { plain, ...changes });
        expect(outcome.exitCode).toBe(0);
        expect(canaries.seenIn(printed(outcome))).toEqual([]);
      }
    });

    test.each([...formats("diff")])("no diff as %s", async (format) => {
      const { world, canaries } = worldOf(kind, env);
      const taken = after(world, await run("snapshot", world));
      for (const changes of [
        ...pairs.map((targets) => ({ targets })),
        { rotation: 0 },
        { rotation: 0, targets: ["staging.env", "docker:auth"] },
      ]) {
        const outcome = await run("diff", { ...taken, day: "2027-01-01" }, { ...changes, ...as(format) });
        expect([0, 1, 3]).toContain(outcome.exitCode);
        expect(canaries.seenIn(printed(outcome))).toEqual([]);
      }
    });
  });
});

test("and the key shows nowhere", async () => {
  const { world } = worldOf("word", { ENVCHECK_FINGERPRINT_KEY: key });
  const snapshot = await run("snapshot", world, { plain: true });
  const self = await run("snapshot", world, { plain: true, targets: ["process:self"] });
  const diff = await run("diff", after(world, snapshot), { targets: ["process:self", "snapshots/auth-staging.json"] });
  expect([snapshot, self, diff].filter((outcome) => printed(outcome).includes(key.slice(0, 6)))).toEqual([]);
});
