import { expect, test } from "@jest/globals";
import { drafts, type Files, verdict } from "./support/drafts.ts";

function app(name: string): Files {
  return {
    [`apps/${name}/Dockerfile`]: "FROM node\nCOPY . .\n",
    [`apps/${name}/package.json`]: `{ "name": "${name}", "dependencies": { "@shop/db": "workspace:*" } }`,
    [`apps/${name}/main.js`]: `if (!process.env.${name.toUpperCase()}_KEY) throw new Error("no key");\n`,
  };
}

test("takes for code the package beside the Dockerfile with those of the workspace that it names", async () => {
  const files = {
    "compose.yaml":
      "services:\n  api:\n    build: { context: ., dockerfile: apps/api/Dockerfile }\n    environment: { API_KEY: x, URL: y }\n  jobs:\n    build: { context: ., dockerfile: apps/jobs/Dockerfile }\n    environment: { JOBS_KEY: x, URL: y }\n",
    ...app("api"),
    ...app("jobs"),
    "packages/db/package.json": '{ "name": "@shop/db" }',
    "packages/db/main.js": 'if (!process.env.URL) throw new Error("no URL");\n',
  };
  const codes = Object.values(await drafts(files)).map((text) => /^code: .*$/m.exec(text)?.[0]);
  expect(codes).toEqual(["code: [apps/api/**, packages/db/**]", "code: [apps/jobs/**, packages/db/**]"]);
  expect(await verdict(files)).toBe("0");
});

test.each<[string, Files, readonly string[]]>([
  [
    "what is run, and not what a developer works in",
    {
      ".devcontainer/compose.yaml": "services:\n  desk: { build: ., environment: { PORT: 1 } }\n",
      "compose.yaml": "services:\n  api: { image: shop/api, environment: { MODE: a } }\n",
    },
    ["service: api", "  local: compose.yaml#api", "  MODE: # set at compose.yaml:2"],
  ],
  [
    "the package of a workspace that is called like the image that is run",
    {
      "compose.yaml": "services:\n  shop-api: { image: shop/shop-api:1, environment: { A_URL: x } }\n",
      "package.json": '{ "name": "shop" }',
      "packages/api/package.json": '{ "name": "@shop/shop-api", "dependencies": { "@shop/db": "file:../db" } }',
      "packages/api/main.js": "console.log(process.env.A_URL);\n",
      "packages/db/package.json": '{ "name": "@shop/db" }',
      "packages/cli/package.json": '{ "name": "shop-cli" }',
      "packages/cli/main.js": "console.log(process.env.B_URL);\n",
    },
    [
      "service: shop-api",
      "code: [packages/api/**]",
      "  local: compose.yaml#shop-api",
      "  A_URL: # packages/api/main.js:1",
      "    required: false # packages/api/main.js:1 goes on without it",
    ],
  ],
  [
    "what is built from a Dockerfile that is there",
    {
      "deploy/build.yml": "services:\n  api:\n    build: { context: ., dockerfile: api/Dockerfile }\n",
      "compose.yaml": "services:\n  api:\n    build: ./api\n    environment: { MODE: a }\n",
      "api/Dockerfile": "FROM python\nCOPY . .\n",
      "api/a.py": 'import os\nos.environ["MODE"]\n',
      "deploy/b.py": 'import os\nos.environ["OTHER"]\n',
    },
    ["service: api", "code: [api/**]", "  local: compose.yaml#api", "  MODE: # api/a.py:2"],
  ],
  [
    "what a release is run with, and what a developer builds over it",
    {
      "compose.yaml": "services:\n  api:\n    image: shop/api:1\n    restart: always\n    environment: { MODE: a }\n",
      "compose.dev.yaml": "services:\n  api:\n    build: .\n",
    },
    [
      "service: api",
      "  development: compose.yaml+compose.dev.yaml#api",
      "  production: compose.yaml#api",
      "  MODE: # set at compose.yaml:5",
    ],
  ],
  [
    "what a developer works in, where nothing else is run",
    {
      ".devcontainer/compose.yaml": "services:\n  desk: { build: ., environment: { MODE: a } }\n",
      "compose.yaml": "services:\n  cache: { image: redis, environment: { A: b } }\n",
    },
    ["service: desk", "  local: .devcontainer/compose.yaml#desk", "  MODE: # set at .devcontainer/compose.yaml:2"],
  ],
  [
    "what others run, whatever file has its variables",
    {
      "docker-compose.yml": "services:\n  web:\n    image: wger/server\n    env_file: [config/prod.env]\n    restart: unless-stopped\n",
      "config/prod.env": "TIME_ZONE=Europe/Berlin\n",
    },
    ["service: web", "  production: docker-compose.yml#web", "  TIME_ZONE: # set at config/prod.env:1"],
  ],
  [
    "what a developer works in as on a machine, however it is kept up",
    {
      ".devcontainer/docker-compose.yml":
        "services:\n  app: { image: mcr.microsoft.com/devcontainers/go:1, restart: unless-stopped, environment: { ADMIN_USERNAME: admin } }\n",
    },
    ["service: app", "  local: .devcontainer/docker-compose.yml#app", "  ADMIN_USERNAME: # set at .devcontainer/docker-compose.yml:2"],
  ],
  [
    "the repository rather than what a developer works in",
    {
      ".devcontainer/docker-compose.yml": "services:\n  app: { build: ., environment: { RUST_LOG: info } }\n",
      ".env.sample": "SESSION_KEY=\n",
    },
    [
      "service: shop",
      "  local: .env.sample",
      "  SESSION_KEY: # set at .env.sample:1",
      "    type: secret # its name",
      "    required: false # not set in every stage",
    ],
  ],
  [
    "an image that gets all from a file that cannot be seen",
    {
      "compose.yaml": "services:\n  api: { image: shop/api, env_file: .env }\n",
      ".gitignore": ".env\n",
      ".env.example": "MODE=\n",
    },
    ["service: api", "  local: compose.yaml#api", "  MODE: # set at .env.example:1", "    required: false # not set in every stage"],
  ],
])("a draft is for %s", async (_what, files, lines) => {
  const told = Object.values(await drafts(files))
    .flatMap((text) => text.split("\n"))
    .filter((line) => line !== "" && !line.startsWith("#") && line !== "stages:" && line !== "variables:");
  expect(told).toEqual(lines);
});
