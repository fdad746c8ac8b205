import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "@jest/globals";
import { run } from "../src/commands/reads.ts";
import { run as check } from "../src/commands/check.ts";
import type { Outcome } from "../src/commands/command.ts";
import type { Request } from "../src/request.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";

const settings = `import os
DEBUG = os.environ.get("DEBUG", "false")
KEY = os.environ["SECRET_KEY"]
PORT = int(os.getenv("PORT", 8080))
TOKEN = os.getenv("API_TOKEN", "hunter2-hunter2")
NAME = os.getenv("SITE_NAME")
`;

async function reads(files: Readonly<Record<string, string>>, changes: Partial<Request> = {}): Promise<Outcome> {
  return run(requestFor("reads", changes), memoryHost(new Map(Object.entries(files))), plain);
}

/** The schema after `--write`, with what was added marked by a plus. */
async function extended(schema: string, path = "schemas/auth.yaml"): Promise<string> {
  const { files, exitCode, stderr } = await reads({ [path]: schema, "auth/settings.py": settings }, { write: "yes", schemas: [path] });
  expect([exitCode, stderr]).toEqual([0, ""]);
  const [file] = files;
  return file?.text ?? schema;
}

describe("reads --write", () => {
  test("adds what the schema lacks behind the last variable, and leaves every other byte", async () => {
    const head = `# ours\nservice: auth\nvariables:\n  DEBUG:   { type: boolean, default: false }   # odd\n  SECRET_KEY: { type: secret }\n  # about the key\n`;
    const tail = `\nconstraints: [] # none yet\n`;
    expect(await extended(head + tail)).toBe(
      `${head}  PORT: { type: port, default: 8080 } # auth/settings.py:4
  API_TOKEN: { type: secret, required: false } # auth/settings.py:5
  SITE_NAME: { required: false } # auth/settings.py:6
${tail}`,
    );
  });

  test("writes as the file does: blocks, their indentation, blank lines between", async () => {
    const head = `service: auth\nvariables:\n    DEBUG:\n        type: boolean\n        required: false\n\n    SECRET_KEY:\n        type: secret\n`;
    expect(await extended(head)).toBe(
      `${head}
    PORT: # auth/settings.py:4
        type: port # what auth/settings.py:4 makes of it
        default: 8080

    API_TOKEN: # auth/settings.py:5
        type: secret # its name
        required: false # auth/settings.py:5 has a default

    SITE_NAME: # auth/settings.py:6
        required: false # auth/settings.py:6 goes on without it
`,
    );
  });

  const rest = `{ type: port, default: 8080 } # auth/settings.py:4\n  API_TOKEN: { type: secret, required: false } # auth/settings.py:5\n  SITE_NAME: { required: false } # auth/settings.py:6\n`;
  const known = `DEBUG: { default: "false" }, SECRET_KEY: {}`;
  test.each([
    [
      "no variables",
      "service: auth",
      `service: auth\n\nvariables:\n  DEBUG: { type: boolean, default: false } # auth/settings.py:2\n  SECRET_KEY: { type: secret } # auth/settings.py:3\n  PORT: ${rest}`,
    ],
    [
      "an empty mapping",
      "service: auth\nvariables: {} # soon\ncode: []\n",
      `service: auth\nvariables: # soon\n  DEBUG: { type: boolean, default: false } # auth/settings.py:2\n  SECRET_KEY: { type: secret } # auth/settings.py:3\n  PORT: ${rest}code: []\n`,
    ],
    [
      "braces",
      `service: auth\nvariables: { ${known} }\n`,
      `service: auth\nvariables: { ${known},\n  PORT: { type: port, default: 8080 }, # auth/settings.py:4\n  API_TOKEN: { type: secret, required: false }, # auth/settings.py:5\n  SITE_NAME: { required: false } # auth/settings.py:6\n}\n`,
    ],
    [
      "Windows lines",
      `service: auth\r\nvariables:\r\n  DEBUG:\r\n  SECRET_KEY:\r\n`,
      `service: auth\r\nvariables:\r\n  DEBUG:\r\n  SECRET_KEY:\r\n  PORT: ${rest.replaceAll("\n", "\r\n")}`,
    ],
    [
      "a text in quotes with braces",
      `service: auth\nvariables:\n  DEBUG: { description: "a } b # c", default: "it's" }\n  SECRET_KEY: { description: 'x "{' }`,
      `service: auth\nvariables:\n  DEBUG: { description: "a } b # c", default: "it's" }\n  SECRET_KEY: { description: 'x "{' }\n  PORT: ${rest}`,
    ],
  ])("into a file with %s", async (_what, before, after) => {
    expect(await extended(before)).toBe(after);
  });

  test("into JSON, which has no comments", async () => {
    const before = `{\n  "service": "auth",\n  "variables": {\n    "DEBUG": { "required": false },\n    "SECRET_KEY": {}\n  }\n}\n`;
    const after = await extended(before, "schemas/auth.json");
    expect(after).toBe(
      `{\n  "service": "auth",\n  "variables": {\n    "DEBUG": { "required": false },\n    "SECRET_KEY": {},\n    "PORT": { "type": "port", "default": 8080 },\n    "API_TOKEN": { "type": "secret", "required": false },\n    "SITE_NAME": { "required": false }\n  }\n}\n`,
    );
    expect(() => JSON.parse(after)).not.toThrow();
    expect(JSON.parse(await extended(`{ "service": "auth" }`, "schemas/auth.json"))).toMatchObject({
      variables: { PORT: { type: "port" } },
    });
  });

  test.each([
    [
      "what a shared file declares",
      {
        "schemas/auth.yaml": "service: auth\nextends: ./shared/all.yaml\n",
        "schemas/shared/all.yaml": "variables: { DEBUG: , SECRET_KEY: , PORT: , API_TOKEN: , SITE_NAME: }\n",
      },
    ],
    [
      "aliases",
      {
        "schemas/auth.yaml": "service: auth\nvariables: { DEBUG: , SECRET_KEY: , PORT: , API_TOKEN: , TITLE: { aliases: [SITE_NAME] } }\n",
      },
    ],
  ])("does not add %s", async (_what, files) => {
    const { stdout, files: written } = await reads({ ...files, "auth/settings.py": settings }, { write: "yes" });
    expect([stdout, written]).toEqual(["schemas/auth.yaml: nothing to add\n", []]);
  });

  test.each([
    ["a broken schema", "service: auth\nvarables: {}\n", /varables/],
    ["no YAML", "service: [auth\n", /YAML/],
  ])("leaves %s alone", async (_what, schema, message) => {
    const { exitCode, files, stderr } = await reads({ "schemas/auth.yaml": schema, "auth/settings.py": settings }, { write: "yes" });
    expect([exitCode, files]).toEqual([2, []]);
    expect(stderr).toMatch(message);
  });

  test.each([
    ["an alias", "x: &all { A: {} }\n", /no key x|alias/],
    ["kept line breaks at the end", "service: auth\nvariables:\n  DEBUG:\n    description: |+\n      x\n\n\n", /cannot be put in/],
  ])("does not touch %s", async (_what, schema, message) => {
    const { exitCode, files, stdout, stderr } = await reads(
      { "schemas/auth.yaml": schema, "auth/settings.py": settings },
      { write: "yes" },
    );
    expect([exitCode, files]).toEqual([2, []]);
    expect(stdout + stderr).toMatch(message);
  });

  test("shows what it would do, and writes nothing", async () => {
    const schema = "service: auth\nvariables: \n  DEBUG:\n  SECRET_KEY:\n  PORT:\n  API_TOKEN:\nconstraints: []\n";
    const { stdout, files } = await reads({ "schemas/auth.yaml": schema, "auth/settings.py": settings }, { write: "show" });
    expect([stdout, files]).toEqual([
      "schemas/auth.yaml: would get 1 variable\n+   SITE_NAME: { required: false } # auth/settings.py:6\n",
      [],
    ]);
  });

  test("gives each service what its own code reads", async () => {
    const files = {
      "schemas/a.yaml": "service: a\ncode: [a/**]\nvariables: {}\n",
      "schemas/b.yaml": "service: b\ncode: [b/**]\nvariables: {}\n",
      "schemas/c.yaml": "service: c\n",
      "a/main.py": `import os\nos.environ["ONE"]\n`,
      "b/main.py": `import os\nos.environ["TWO"]\n`,
    };
    const { stdout, files: written, exitCode } = await reads(files, { write: "yes" });
    expect(stdout.split("\n")).toEqual([
      "schemas/a.yaml: 1 variable added: ONE",
      "schemas/b.yaml: 1 variable added: TWO",
      "schemas/c.yaml: left as it is: it does not say which code is its service's: give it code: [folder/**]",
      "",
    ]);
    expect([exitCode, written.map(({ path }) => path)]).toEqual([2, ["//schemas/a.yaml", "//schemas/b.yaml"]]);
    const one = await reads(files, { write: "yes", services: ["b"] });
    expect([one.exitCode, one.files.map(({ path }) => path)]).toEqual([0, ["//schemas/b.yaml"]]);
  });

  test("drafts a first schema where there is none, and tells no default that may be a secret", async () => {
    const { stdout, files, exitCode } = await reads({ "auth/settings.py": settings }, { write: "yes", root: "/auth" });
    expect([exitCode, stdout]).toEqual([
      0,
      "schemas/auth.yaml: a first draft with 5 variables: DEBUG, SECRET_KEY, PORT, API_TOKEN and SITE_NAME\n",
    ]);
    expect(files).toMatchObject([{ path: "/auth/schemas/auth.yaml", create: true }]);
    expect(files[0]?.text).not.toContain("hunter2");
  });
});

describe("readers and dynamic", () => {
  const code = {
    "app/main.php": `<?php\n$a = System::getEnv("LEGACY_MODE", "none");\n$b = $this->env->fetch("OTHER");\n`,
    "app/main.py": `from .wiring import context\ntoken = context.env.fetch(timeout=3, key="TOKEN")\n`,
    "app/flags.py": `import os\ndef flag(name): return os.environ.get("FEATURE_" + name)\nflag(input())\ndef other(name): return os.environ[name + "_X"]\nother(input())\n`,
    "app.env": "LEGACY_MODE=x\nAPP_TOKEN=y\nFEATURE_A=1\n",
  };
  const readers = `readers:\n  - { call: "System::getEnv", name: 0, default: 1 }\n  - { call: "$this->env->fetch", name: 0, prefix: APP_ }\n  - { call: env.fetch, name: key, prefix: APP_, mode: required, type: integer }\n`;
  const schema = `service: app\ncode: [app/**]\nstages: { local: app.env }\nvariables: { LEGACY_MODE: { default: none }, APP_TOKEN: , APP_OTHER: { required: false }, FEATURE_A: , FEATURE_B: { required: false } }\n`;

  test.each([
    ["a schema", { "schemas/app.yaml": `${schema}${readers}dynamic: [FEATURE_*]\n` }],
    ["the configuration", { "schemas/app.yaml": schema, "envcheck.yaml": `${readers}dynamic: [FEATURE_*]\n` }],
  ])("are taken from %s", async (_where, files) => {
    const { stdout } = await reads({ ...code, ...files }, { outputs: [{ format: "json", file: undefined, append: false }] });
    const document: unknown = JSON.parse(stdout);
    expect(
      new Ajv({ allowUnionTypes: true }).validate(
        JSON.parse(readFileSync(join(import.meta.dirname, "../schemas/reads.schema.json"), "utf8")),
        document,
      ),
    ).toBe(true);
    expect(document).toMatchObject({
      reads: [
        { variable: "LEGACY_MODE", mode: "default", default: "none", via: "System.getEnv" },
        { variable: "APP_OTHER", mode: "optional", via: "this.env.fetch" },
        { variable: "APP_TOKEN", mode: "required", confidence: "certain", type: "integer", via: "env.fetch" },
      ],
      dynamic: [
        { prefix: "FEATURE_", sanctioned: true },
        { suffix: "_X", sanctioned: false },
      ],
    });
  });

  const strict = async (dynamic: string): Promise<Outcome> => {
    const files = { ...code, "schemas/app.yaml": `${schema}${readers}${dynamic}` };
    return check(requestFor("check", { strict: true }), memoryHost(new Map(Object.entries(files))), plain);
  };

  test("what a pattern fits counts as read, and only other open reads fail --strict", async () => {
    const [open, sanctioned] = [await strict("dynamic: [FEATURE_*]\n"), await strict(`dynamic: [FEATURE_*, "*_X"]\n`)];
    expect(open.exitCode).toBe(3);
    expect(open.stdout).toContain("1 read of app has a name known only at run time   app/flags.py:5:7");
    expect(sanctioned.exitCode).toBe(0);
    expect(sanctioned.stdout).not.toMatch(/run time|unread/);
  });
});
