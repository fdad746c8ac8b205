import { expect, test } from "@jest/globals";
import type { Outcome } from "../src/commands/command.ts";
import { memoryHost } from "./memory-host.ts";
import { runWords } from "./support/words.ts";

/** Production deploys by its name the image that another stage builds, so only that other stage tells which code is meant. */
const files = {
  "schemas/auth.yaml": `service: auth
stages: { local: compose.yaml#auth, production: k8s/auth.yaml#Deployment/auth }
variables: { OAUTH_CLIENT_ID: {} }
`,
  "compose.yaml": "services:\n  auth:\n    build: auth\n    environment: { OAUTH_CLIENT_ID: x }\n  broken: { image: [] }\n",
  "auth/Dockerfile": "FROM python:3.12\nCOPY settings.py .\n",
  "auth/settings.py": 'import os\nos.environ["OAUTH_CLIENT_ID"]\n',
  "k8s/auth.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: { name: auth }
spec: { template: { spec: { containers: [{ name: auth, image: registry.example.org/auth }] } } }
`,
};
const former = { ...files, "auth/settings.py": "import os\n" };

function ask(...words: readonly string[]): Promise<Outcome> {
  const commits = new Map([["v1", new Map(Object.entries(former))]]);
  return runWords([...words, "--stage", "production"], memoryHost(new Map(Object.entries(files)), new Map(), "", commits));
}

test("what is missing in one stage is told with the code that reads it and the stage that has it", async () => {
  const { stdout, exitCode } = await ask("check");
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringContaining("::: auth/settings.py:2:") });
  expect(stdout).toMatch(/::: compose\.yaml:4:20 +set in local/);
  expect(stdout).toMatch(/^auth {3}production ✗ 1 missing\n1 environment, 1 variable, 1 error, \d+ ms\n$/m);
});

test("what is wrong with another stage is not told", async () => {
  const { stdout } = await ask("check");
  expect(stdout).not.toContain("broken");
  expect(stdout).not.toContain("problem");
});

function input(): never {
  throw new Error("asked for standard input");
}

test("another stage that is read from standard input is not waited for", async () => {
  const schema = files["schemas/auth.yaml"].replace("stages: {", "stages: { pipe: 'dotenv:-',");
  const host = { ...memoryHost(new Map(Object.entries({ ...files, "schemas/auth.yaml": schema }))), input };
  const { exitCode } = await runWords(["check", "--stage", "production"], host);
  expect(exitCode).toBe(1);
});

test("the release to one stage knows what its code newly reads", async () => {
  const { stdout, exitCode } = await ask("release", "--from", "v1");
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringContaining("! OAUTH_CLIENT_ID") });
});

test("the checklist of one stage knows what its code newly reads", async () => {
  const { stdout } = await ask("checklist", "--from", "v1");
  expect(stdout).toContain("- the code: `OAUTH_CLIENT_ID` is required now, and was not read before");
});
