import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { unseal } from "../src/model/sealed.ts";
import { readSchemas } from "../src/schema/read-schemas.ts";
import { ask } from "../src/shell/prompt.ts";
import { writeFile } from "../src/shell/write.ts";
import { drafts, type Files, init, verdict } from "./support/drafts.ts";
import { nothingElse } from "./schema-support.ts";

/** A person who gives these answers, and what was asked. */
function person(answers: readonly string[]): { readonly ask: (question: string) => string | undefined; readonly asked: string[] } {
  const asked: string[] = [];
  return { asked, ask: (question) => answers[asked.push(question) - 1] };
}

const shop = {
  "compose.yaml": `services:
  web:
    build: ./web
    environment:
      SECRET_KEY: \${SECRET_KEY}
      DATABASE_URL: postgres://shop:x7f1c02ad9b@db/shop
      WORKERS: 3
      DEBUG: "true"
      UNUSED: x
  db:
    image: postgres:16
    environment: { POSTGRES_PASSWORD: x7f1c02ad9b }
`,
  "compose.production.yaml": "services:\n  web:\n    environment: { DEBUG: 'false' }\n",
  "web/main.py": `import os
KEY = os.environ["SECRET_KEY"]
URL = os.environ["DATABASE_URL"]
DEBUG = os.getenv("DEBUG", "false")
WORKERS = int(os.getenv("WORKERS", "1"))
TOKEN = os.getenv("API_TOKEN", "hunter2-hunter2")
HOME = os.environ["HOME"]
SENTRY = os.getenv("SENTRY_ENVIRONMENT")
`,
  "web/.env.example": "# Where the shop keeps its orders\nDATABASE_URL=\n\n# --- debugging ---\nDEBUG=false\n",
};

/** A Deployment whose one container goes on with these lines. */
function manifest(name: string, env: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  template:\n    spec:\n      containers:\n        - name: ${name}\n${env}`;
}

describe("init", () => {
  test("drafts from code, stages and examples, and says where each line comes from", async () => {
    expect(await drafts(shop)).toEqual({
      "schemas/web.yaml": `# yaml-language-server: $schema=../node_modules/envcheck/schemas/service.schema.json
# A first draft by envcheck init: each comment tells what its line was inferred from. Correct it, and let the comments go.
service: web
code: [web/**]
stages:
  local: compose.yaml#web
  production: compose.yaml+compose.production.yaml#web

variables:
  SECRET_KEY: # web/main.py:2
    type: secret # its name
  DATABASE_URL: # web/main.py:3
    type: url # what it is set to
    sensitive: true # its name
    description: Where the shop keeps its orders # web/.env.example:2
  DEBUG: # web/main.py:4
    type: boolean # what it is set to
    default: false
  WORKERS: # web/main.py:5
    type: integer # what web/main.py:5 makes of it
    default: 1
  API_TOKEN: # web/main.py:6
    type: secret # its name
    required: false # web/main.py:6 has a default
  SENTRY_ENVIRONMENT: # web/main.py:8
    required: false # web/main.py:8 goes on without it

  # Set for the service, but its code does not seem to read them:
  #   UNUSED at compose.yaml:9
`,
    });
    expect(await verdict(shop)).toBe("0 unverifiable plaintext-secret");
  });

  const image = `          image: registry.example/shop/api:1\n          env:\n            - { name: PORT, value: "8080" }\n            - { name: MODE, value: fast }\n`;
  const patch = `          env:\n            - { name: MODE, value: slow }\n            - { name: EXTRA, value: "1" }\n`;
  test.each<[string, Files, readonly string[]]>([
    [
      "images that nobody builds here, but for stores",
      {
        "compose.yaml":
          "services:\n  api: { image: shop/api, environment: { PORT: 80, MODE: a } }\n  cache: { image: redis, environment: { A: b } }\n",
      },
      [
        "service: api",
        "  local: compose.yaml#api",
        "  PORT: # set at compose.yaml:2",
        "    type: port # what it is set to",
        "  MODE: # set at compose.yaml:2",
      ],
    ],
    [
      "manifests of no stage",
      { "k8s/api.yaml": manifest("api", image) },
      [
        "service: api",
        "  production: k8s#Deployment/api",
        "  PORT: # set at k8s/api.yaml:11",
        "    type: port # what it is set to",
        "  MODE: # set at k8s/api.yaml:12",
      ],
    ],
    [
      "overlays over their base",
      {
        "k8s/base/api.yaml": manifest("api", image),
        "k8s/overlays/production/api.yaml": manifest("api", patch),
        "k8s/overlays/staging/api.yaml": manifest("api", image),
      },
      [
        "service: api",
        "  staging: k8s/overlays/staging#Deployment/api",
        "  production: [k8s/base#Deployment/api, k8s/overlays/production#Deployment/api]",
        "  PORT: # set at k8s/overlays/staging/api.yaml:11",
        "    type: port # what it is set to",
        "  MODE: # set at k8s/overlays/staging/api.yaml:12",
        "  EXTRA: # set at k8s/overlays/production/api.yaml:11",
        "    type: integer # what it is set to",
        "    required: false # not set in every stage",
      ],
    ],
    [
      "env files of stages",
      { ".env": "PORT=80\n", ".env.production": "PORT=81\nMODE=x\n" },
      [
        "service: shop",
        "  local: .env",
        "  production: [.env, .env.production]",
        "  PORT: # set at .env:1",
        "    type: port # what it is set to",
        "  MODE: # set at .env.production:2",
        "    required: false # not set in every stage",
      ],
    ],
    [
      "nothing but an example",
      { ".env.example": "# The port that it listens on\nPORT=80\n" },
      [
        "service: shop",
        "  local: .env.example",
        "  PORT: # set at .env.example:2",
        "    type: port # what it is set to",
        "    description: The port that it listens on # .env.example:2",
      ],
    ],
    [
      "nothing but code",
      { "main.py": `import os\nos.environ["TOKEN"]\n` },
      [
        "service: shop",
        'code: ["**"]',
        "# stages: none was found. Name the deploys with their env files and specs, such as",
        "#   production: k8s/production#Deployment/web",
        "  TOKEN: # main.py:2",
        "    type: secret # its name",
      ],
    ],
  ])("from %s", async (_what, files, lines) => {
    const [text = ""] = Object.values(await drafts(files));
    const told = text
      .split("\n")
      .slice(2)
      .filter((line) => line !== "" && line !== "stages:" && line !== "variables:");
    expect(told).toEqual(lines);
  });

  test.each<[string, Files, string]>([
    ["env files", { ".env": "PORT=80\nDEBUG=1\n" }, "0"],
    ["overlays", { "k8s/base/api.yaml": manifest("api", image), "k8s/overlays/production/api.yaml": manifest("api", patch) }, "0"],
    [
      "a variable that a stage lacks",
      {
        "compose.yaml": "services:\n  web:\n    build: .\n    environment: { A_KEY: 1 }\n",
        "main.py": `import os\nos.environ["A_KEY"]\nos.environ["B_HOST"]\n`,
      },
      "1 missing",
    ],
  ])("makes schemas that envcheck can work with: %s", async (_what, files, expected) => {
    expect(await verdict(files)).toBe(expected);
  });

  test.each(["!x", "it's", "a: b # c", "null", "1e3", "*a", "a\u2028b", "- x"])(
    "writes %j as it is into a default and a description",
    async (text) => {
      const files = {
        "main.py": `import os\nos.getenv("TITLE", ${JSON.stringify(text)})\n`,
        ".env.example": `# says ${text.replace("\u2028", " ")} and more\nTITLE=\n`,
      };
      const [source = ""] = Object.values(await drafts(files));
      const { services } = readSchemas([{ path: "schemas/shop.yaml", text: source }], nothingElse);
      const declared = services[0]?.variables.get("TITLE");
      expect(declared?.default === undefined ? undefined : unseal(declared.default)).toBe(text);
      expect(declared?.description).toBe(`says ${text.replace("\u2028", " ")} and more`);
    },
  );

  test("takes the word of an example for what is optional", async () => {
    const files = {
      "main.js": 'if (!process.env.A_KEY) throw new Error("no key");\nif (!process.env.B_KEY) throw new Error("no key");\n',
      ".env.example": "# OPTIONAL: The key of the other transport.\nA_KEY=\n# Not optional at all, this one\nB_KEY=\n",
    };
    const [text = ""] = Object.values(await drafts(files));
    expect(text).toContain("  A_KEY: # main.js:1\n    required: false # .env.example:2 calls it optional\n");
    expect(text.match(/required: false/g)).toHaveLength(1);
  });

  test("takes the type that code fails without, where it makes two things of one text", async () => {
    const files = {
      "a.py": 'import os\nif os.environ.get("USE_STORE") == "1":\n    pass\n',
      "b.py": 'import os\nUSE_STORE = int(os.environ.get("USE_STORE", 0)) == 1\n',
      ".env": "USE_STORE=1\n",
    };
    expect(Object.values(await drafts(files))[0]).toContain("    type: integer # what b.py:2 makes of it\n");
    expect(await verdict(files)).toBe("0");
  });

  test("tells no value and no default that may be a secret", async () => {
    const [text = ""] = Object.values(await drafts(shop));
    expect(text).not.toMatch(/hunter2|7fe1c02a|x7f1c02/);
  });

  test.each<[string, Files, string]>([
    ["an empty folder", {}, "nothing to draft a schema from"],
    ["a folder of texts", { "README.md": "# Shop\n" }, "nothing to draft a schema from"],
    [
      "services that take nothing, beside a database",
      { "compose.yaml": "services:\n  a: { build: a }\n  b: { build: b }\n  db: { image: postgres, environment: { POSTGRES_DB: x } }\n" },
      "envcheck: nothing to declare for a and b: nothing is set for them, and no code here reads a variable\n",
    ],
    ["a schema of the same service", { ...shop, "schemas/a.yaml": "service: web\n" }, "web has a schema already"],
    [
      "another file in its place",
      { ...shop, "schemas/web.yaml": "service: other\n" },
      "schemas/web.yaml is there already, and is not written over",
    ],
    ["a broken schema", { ...shop, "schemas/a.yaml": "service: [\n" }, "the YAML cannot be read"],
  ])("writes nothing for %s", async (_what, files, message) => {
    const { exitCode, stderr, stdout, files: written } = await init(files);
    expect([exitCode, stdout, written]).toEqual([2, "", []]);
    expect(stderr).toContain(message);
    expect(stderr.split("\n").length).toBe(2);
  });

  const two = { "compose.yaml": "services:\n  web: { build: web, environment: { A: b } }\n  api: { build: api, environment: { A: b } }\n" };
  test.each<[string, readonly string[], readonly string[]]>([
    ["everything at once", ["", "", ""], ["web", "api"]],
    ["one of them", ["api", "y"], ["api"]],
    ["one file refused", ["all", "n", ""], ["api"]],
    ["none", ["all", "no", "n"], []],
  ])("asks at a terminal: %s", async (_what, answers, services) => {
    const { ask: answer, asked } = person(answers);
    const { exitCode, files } = await init(two, {}, { ask: answer });
    expect([exitCode, files.map(({ path }) => path)]).toEqual([0, services.map((service) => `/shop/schemas/${service}.yaml`)]);
    expect(asked[0]).toBe("Services found: web, api\nWhich of them? [all] ");
    expect(asked).toHaveLength(answers.length);
  });

  test("asks nothing with --yes, nor for services that were not named", async () => {
    const { ask: answer, asked } = person([]);
    const { files } = await init(two, { yes: true, services: ["web"] }, { ask: answer });
    expect([files.map(({ path }) => path), asked]).toEqual([["/shop/schemas/web.yaml"], []]);
  });
});

describe("on the disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "envcheck-init-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("a new file gets its folder, and what stands there is never written over", () => {
    const path = join(folder, "new", "a.yaml");
    const file = { path, text: "one", append: false, create: true };
    expect([writeFile(file), readFileSync(path, "utf8")]).toEqual([undefined, "one"]);
    expect([writeFile({ ...file, text: "two" }), readFileSync(path, "utf8")]).toEqual(["EEXIST", "one"]);
    mkdirSync(join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere", "b.yaml"), join(folder, "new", "b.yaml"));
    expect([writeFile({ ...file, path: join(folder, "new", "b.yaml") }), existsSync(join(folder, "elsewhere", "b.yaml"))]).toEqual([
      "EEXIST",
      false,
    ]);
  });

  test("a file keeps its mode when it is extended", () => {
    const path = join(folder, "mode.yaml");
    writeFileSync(path, "one", { mode: 0o600 });
    expect(writeFile({ path, text: "two", append: false })).toBeUndefined();
    expect([readFileSync(path, "utf8"), statSync(path).mode & 0o777]).toEqual(["two", 0o600]);
  });

  test("nobody is asked in CI", () => {
    expect(ask("Write it?", new Map([["CI", "true"]]))).toBeUndefined();
  });
});
