import { describe, expect, test } from "@jest/globals";
import { type Files, python, said } from "./support/code.ts";

const compose = (service: string): string => `services:\n  auth:\n${service}`;
const built = compose("    build: ./auth\n    environment: { A_KEY: x }\n");

/** A class of C# that does not come about without a variable. */
function needed(name: string): string {
  return `class K { static string K1 = System.Environment.GetEnvironmentVariable("${name}") ?? throw new System.Exception(); }\n`;
}

describe("a Compose service that is built here", () => {
  test.each<[string, Files, readonly string[]]>([
    [
      "lacks what its code cannot do without",
      { "compose.yaml": built, "auth/a.py": python('os.environ["B_KEY"]') },
      ["error read-unset B_KEY compose.yaml"],
    ],
    ["has it", { "compose.yaml": built, "auth/a.py": python('os.environ["A_KEY"]') }, []],
    ["lacks what the code has a default for", { "compose.yaml": built, "auth/a.py": python('os.environ.get("B_KEY", "d")') }, []],
    ["lacks what only a branch needs", { "compose.yaml": built, "auth/a.py": python("if x:", '    os.environ["B_KEY"]') }, []],
    [
      "lacks what a guard asks for on a branch only",
      {
        "compose.yaml": built,
        "auth/a.py": python("if x:", '    key = os.environ.get("B_KEY")', "    if not key:", "        raise SystemExit(1)"),
      },
      [],
    ],
    [
      "lacks what a guard asks for in production",
      {
        "compose.yaml": built,
        "auth/a.py": python('if MODE == "production":', '    if not os.environ.get("B_KEY"):', "        raise SystemExit(1)"),
      },
      ["error read-unset B_KEY compose.yaml"],
    ],
    [
      "lacks what the compose files below may bring",
      { "compose.dev.yaml": `${built}  cache: { ports: [6379] }\n`, "auth/a.py": python('os.environ["B_KEY"]') },
      [],
    ],
    [
      "lacks what no compose file below can bring",
      { "compose.dev.yaml": `${built}  cache: { image: redis }\n`, "auth/a.py": python('os.environ["B_KEY"]') },
      ["error read-unset B_KEY compose.dev.yaml"],
    ],
    ["lacks what another folder reads", { "compose.yaml": built, "web/a.py": python('os.environ["B_KEY"]') }, []],
    ["lacks what only tests read", { "compose.yaml": built, "auth/tests/test_a.py": python('os.environ["B_KEY"]') }, []],
    [
      "lacks what a guard asks for",
      { "compose.yaml": built, "auth/a.py": python('key = os.environ.get("B_KEY")', "if not key:", "    raise SystemExit(1)") },
      ["error read-unset B_KEY compose.yaml"],
    ],
    [
      "has the file that does as well",
      {
        "compose.yaml": compose("    build: ./auth\n    environment: { B_KEY_FILE: /run/secrets/b }\n"),
        "auth/a.py": python(
          "def secret(name):",
          '    path = os.environ.get(name + "_FILE")',
          "    return open(path).read() if path else os.environ[name]",
          'secret("B_KEY")',
        ),
      },
      [],
    ],
    [
      "may get it from an env file that cannot be seen",
      { "compose.yaml": compose("    build: ./auth\n    env_file: [secret.env]\n"), "auth/a.py": python('os.environ["B_KEY"]') },
      [],
    ],
    [
      "loads an env file by itself",
      { "compose.yaml": built, "auth/a.py": python("from dotenv import load_dotenv", "load_dotenv()", 'os.environ["B_KEY"]') },
      ["warning read-unset B_KEY compose.yaml"],
    ],
    [
      "copies only a part of its context",
      {
        "compose.yaml": compose("    build: .\n    environment: { A_KEY: x }\n"),
        Dockerfile: "FROM python\nCOPY auth /app\n",
        "auth/a.py": python('os.environ["A_KEY"]'),
        "other/a.py": python('os.environ["B_KEY"]'),
      },
      [],
    ],
    [
      "serves what an earlier stage made, and starts a script",
      {
        "compose.yaml": compose("    build: .\n    environment: { A_KEY: x }\n"),
        Dockerfile:
          "FROM python AS made\nCOPY auth /app\nRUN python /app/a.py\nFROM nginx:1.29\nCOPY --from=made /app/static /srv\nCOPY start.sh /docker-entrypoint.d/\n",
        "auth/a.py": python('os.environ["B_KEY"]'),
        "start.sh": 'set -u\necho "${C_KEY:?}"\n',
      },
      ["error read-unset C_KEY compose.yaml"],
    ],
    [
      "copies it under quotes",
      {
        "compose.yaml": compose("    build: .\n    environment: { A_KEY: x }\n"),
        Dockerfile: 'FROM python\nCOPY \\\n    --link \\\n    "auth" "/app/"\n',
        "auth/a.py": python('os.environ["A_KEY"]', 'os.environ["C_KEY"]'),
        "other/a.py": python('os.environ["B_KEY"]'),
      },
      ["error read-unset C_KEY compose.yaml"],
    ],
    [
      "has a script that sets what it starts with",
      {
        "compose.yaml": compose("    build: ./auth\n    environment: { REDIS_URL: x, SAFE: '' }\n"),
        "auth/Dockerfile": 'FROM python\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\n',
        "auth/entrypoint.sh": `#!/bin/sh
set -e
export BROKER_URL="$REDIS_URL"
if [ -z "$DIRECT_URL" ]; then
  export DIRECT_URL="\${DATABASE_URL}"
fi
: "\${PORT:=8000}"
export PORT
if [ "$1" = web ]; then export SOMETIMES=1; fi
LOCAL_ONLY=1
export SAME="$SAME" EMPTY="\${EMPTY:-}"
(export INNER=1; exec migrate)
exec "$@"
`,
        "auth/a.py": python(
          ..."BROKER_URL DIRECT_URL PORT SOMETIMES LOCAL_ONLY SAME EMPTY INNER".split(" ").map((name) => `os.environ["${name}"]`),
        ),
      },
      ["SOMETIMES", "LOCAL_ONLY", "SAME", "EMPTY", "INNER"].map((name) => `error read-unset ${name} compose.yaml`).toSorted(),
    ],
    [
      "is one package of a workspace, built beside its Dockerfile with what it names",
      {
        "compose.yaml": compose("    build: { context: ., dockerfile: apps/auth/Dockerfile }\n"),
        "pnpm-workspace.yaml": "packages: [apps/*, packages/*]\n",
        "package.json": '{ "name": "shop" }',
        "apps/auth/Dockerfile": "FROM node\nCOPY . .\n",
        "apps/auth/package.json": '{ "name": "auth", "dependencies": { "@shop/db": "workspace:*", "shop": "1.0.0" } }',
        "apps/auth/main.js": 'if (!process.env.A_KEY) throw new Error("no key");\n',
        "apps/web/package.json": '{ "name": "web" }',
        "apps/web/main.js": 'if (!process.env.B_KEY) throw new Error("no key");\n',
        "packages/db/package.json": '{ "name": "@shop/db" }',
        "packages/db/index.js": 'if (!process.env.C_KEY) throw new Error("no key");\n',
      },
      ["error read-unset A_KEY compose.yaml", "error read-unset C_KEY compose.yaml"],
    ],
    [
      "is one of several projects, built with those that it refers to",
      {
        "compose.yaml": compose("    build: { context: src, dockerfile: Auth/Dockerfile }\n"),
        "src/Auth/Dockerfile": 'FROM dotnet\nCOPY ["Auth/Auth.csproj", "Auth/"]\nCOPY . .\n',
        "src/Auth/Auth.csproj": '<Project><ItemGroup><ProjectReference Include="..\\Common\\Common.csproj" /></ItemGroup></Project>',
        "src/Auth/Program.cs": needed("A_KEY"),
        "src/Common/Common.csproj": "<Project></Project>",
        "src/Common/Keys.cs": needed("C_KEY"),
        "src/Web/Web.csproj": "<Project></Project>",
        "src/Web/Program.cs": needed("B_KEY"),
      },
      ["error read-unset A_KEY compose.yaml", "error read-unset C_KEY compose.yaml"],
    ],
    [
      "has its folder mounted",
      {
        "compose.yaml": compose("    build: ./image\n    volumes: [./auth:/app]\n    environment: { A_KEY: x }\n"),
        "image/Dockerfile": "FROM python\n",
        "auth/a.py": python('os.environ["B_KEY"]'),
      },
      ["error read-unset B_KEY compose.yaml"],
    ],
    [
      "lacks what its launcher sets",
      { "compose.yaml": built, "auth/puma.rb": 'if ENV.fetch("RAILS_ENV") == "production"\n  workers Integer(ENV.fetch("B_KEY"))\nend\n' },
      [],
    ],
    [
      "is built from elsewhere",
      { "compose.yaml": compose("    build: https://example.org/a.git\n"), "auth/a.py": python('os.environ["B_KEY"]') },
      [],
    ],
  ])("%s", async (_what, files, expected) => {
    expect(await said(files)).toEqual(expected);
  });
});

test.each([
  ["the project's own", "registry.example.org/auth:1", ["warning unread DB_OLD compose.yaml"]],
  ["a database, which other code runs in", "docker.io/library/mariadb:11", []],
  ["that of a sample, which may be of anybody", "registry.example.org/auth:1", [], "templates/"],
])("an image that is not built here: %s", async (_what, image, expected, folder = "") => {
  const files = {
    "requirements.txt": "",
    [`${folder}compose.yaml`]: compose(`    image: ${image}\n    environment: { DB_HOST: a, DB_OLD: b }\n`),
    "a.py": python('os.environ.get("DB_HOST")', 'os.environ.get("DB_NAME")', 'os.environ.get("DB_USER")'),
  };
  expect(await said(files)).toEqual(expected);
});

test.each([
  ["mysql:8", []],
  ["registry.example.org/jobs:1", ["warning unread DB_ROOT all.env"]],
])("a file of variables for all, also for %s", async (image, expected) => {
  const files = {
    "compose.yaml": `services:\n  auth: { build: ./auth, env_file: [all.env] }\n  other: { image: ${image}, env_file: [all.env] }\n`,
    "all.env": "DB_HOST=a\nDB_ROOT=b\n",
    "auth/a.py": python('os.environ.get("DB_HOST")', 'os.environ.get("DB_NAME")', 'os.environ.get("DB_USER")'),
  };
  expect((await said(files)).filter((line) => line.includes("DB_ROOT")).slice(0, 1)).toEqual(expected);
});

test.each([
  ["by a compose file", { "compose.yaml": compose("    image: auth:1\n    environment: { A_KEY: x }\n") }, []],
  ["by nothing that is seen", {}, ["error missing A_KEY auth/Dockerfile"]],
])("an image whose service names no stages is judged where it is deployed: %s", async (_what, more, expected) => {
  const files = {
    "auth/Dockerfile": "FROM python\nENV MODE=a\n",
    "schemas/auth.yaml": "service: auth\nvariables: { A_KEY: { type: string } }\n",
    ...more,
  };
  expect(await said(files)).toEqual(expected);
});
