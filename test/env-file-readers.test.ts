import { describe, expect, test } from "@jest/globals";
import { Files } from "../src/discover/files.ts";
import { readersIn } from "../src/discover/readers/env-file-readers.ts";
import { libraryIn } from "../src/discover/readers/manifests.ts";
import { envFileUses } from "../src/discover/readers/scripts.ts";
import type { Format } from "../src/formats/format.ts";
import { formats } from "../src/formats/index.ts";
import { absent } from "../src/model/value.ts";
import { readSchemas } from "../src/schema/read-schemas.ts";
import { envFileReaders } from "../src/schema/words.ts";
import { textAt } from "../src/model/source.ts";
import { assessWithoutCode } from "../src/run.ts";
import { memoryHost, requestFor } from "./memory-host.ts";
import { runWords } from "./support/words.ts";

const unseen = { path: "x", reason: "missing", because: "is not there" } as const;

/** Whether a format takes lines of `NAME='value'`, whatever it makes of them. */
function readsLines(format: Format): boolean {
  const { workloads } = format.read(
    { sources: [{ path: "x", text: "A='1'\n" }], options: new Map() },
    { read: () => unseen, shell: () => absent },
  );
  return workloads.some(({ layers }) =>
    layers.some((layer) => layer.kind === "bindings" && layer.bindings.some(({ name }) => name === "A")),
  );
}

type Texts = Readonly<Record<string, string>>;

const hostOf = (texts: Texts) => memoryHost(new Map(Object.entries(texts)));

/** Every env file that a document reads, as `format paths (by)`. */
function uses(path: string, text: string): string[] {
  return envFileUses({ path, text }).map(({ format, by, paths }) => `${format} ${paths.join(",") || "-"} (${by})`);
}

describe("the env file that a command reads", () => {
  test.each([
    ["docker run --env-file .env.prod auth", ["docker-env-file .env.prod (docker run)"]],
    ["docker run --rm -it -p 80:80 --name a --env-file=.env auth node --env-file=x app.js", ["docker-env-file .env (docker run)"]],
    ["docker run -p80:80 -dit auth --env-file x", []],
    [
      "docker run -dp 80:80 --env-file a.env --env-file 'b.env' auth",
      ["docker-env-file a.env (docker run)", "docker-env-file b.env (docker run)"],
    ],
    ["docker run -e A=b --env-file .env auth", ["docker-env-file .env (docker run)"]],
    ["docker --context prod container run --env-file .env auth", ["docker-env-file .env (docker run)"]],
    ["sudo -E docker exec --env-file .env auth env", ["docker-env-file .env (docker exec)"]],
    ["/usr/bin/podman run --replace --env-file ./.env auth", ["podman-env-file .env (podman run)"]],
    ["docker build --env-file .env .", []],
    ["docker run $OPTIONS --env-file .env auth", []],
    ["docker compose -f a.yaml --env-file .env.prod up -d", ["compose-env-file .env.prod (docker compose)"]],
    ["docker-compose --env-file=.env.prod run --rm web node --env-file=x a.js", ["compose-env-file .env.prod (docker compose)"]],
    ["kubectl -n auth create secret generic auth --from-env-file=auth.env", ["kubectl-env-file auth.env (kubectl create secret)"]],
    ["oc create cm auth --from-env-file auth.env | oc apply -f -", ["kubectl-env-file auth.env (oc create cm)"]],
    ["kubectl apply --from-env-file auth.env", []],
    ["NODE_ENV=production exec node --env-file=.env -r ./a.js app.js --env-file=x", ["node-env-file .env (node)"]],
    ["node --env-file-if-exists .env.local app.js", ["node-env-file .env.local (node)"]],
    ["npx tsx --env-file .env src/main.ts", ["node-env-file .env (tsx)"]],
    ["cross-env A=1 B=2 node --env-file=.env a.js", ["node-env-file .env (node)"]],
    ["bun run --env-file=.env start", ["bun .env (bun)"]],
    ["bun --env-file .env start --env-file x", ["bun .env (bun)"]],
    ["deno run --allow-env --env-file=.env main.ts", ["deno .env (deno run)"]],
    ["deno run --env-file main.ts", []],
    ["poetry run uvicorn app:app --reload --env-file .env", ["python-dotenv .env (uvicorn)"]],
    ["python -m flask -e .env run", ["python-dotenv .env (flask)"]],
    ["uv run --env-file .env uvicorn app:app", ["dotenvy .env (uv run)"]],
    ["dotenv -e .env.prod -- next build", ["dotenv-expand .env.prod (dotenv-cli)"]],
    ["dotenv -f .env.prod run -- ./manage.py", ["python-dotenv .env.prod (python-dotenv)"]],
    ["dotenv -f .env.prod rake", []],
    ["dotenvx run -f .env.prod --env-file=.env -- node a.js", ["dotenvx .env.prod (dotenvx run)", "dotenvx .env (dotenvx run)"]],
    ["set -a; . ./.env; set +a", ["sh .env (a shell)"]],
    ["if [ -f .env ]; then source .env; fi", ["bash .env (a shell)"]],
    ["deploy() { docker run --env-file .env auth; }", ["docker-env-file .env (docker run)"]],
    ["case $1 in a) docker run --env-file .env auth;; esac", ["docker-env-file .env (docker run)"]],
    ["docker run \\\n  --env-file \\\n  .env \\\n  auth", ["docker-env-file .env (docker run)"]],
    ["# docker run --env-file .env auth", []],
    ["echo docker run --env-file .env auth", []],
    ["echo 'docker run --env-file .env auth'", []],
    ["cat <<END\ndocker run --env-file .env auth\nEND", []],
    ["ssh host docker run --env-file .env auth", []],
    ['docker run --env-file "$HOME/.env" auth', []],
    ["docker run --env-file ~/.env auth", ["docker-env-file - (docker run)"]],
    ["docker run --env-file {{file}} auth", ["docker-env-file - (docker run)"]],
    ["cd web && docker run --env-file .env auth", ["docker-env-file - (docker run)"]],
    ['cd "$(dirname "$0")"\ndocker run --env-file .env auth', ["docker-env-file .env (docker run)"]],
    ['(cd "$(dirname "$0")"); docker run --env-file .env auth', ["docker-env-file - (docker run)"]],
    ["docker run --env-file 'open", []],
    ["docker run --env-file", []],
    ["docker", []],
    ["env", []],
    ["sudo", []],
    [". ", []],
  ])("%s", (text, expected) => {
    expect(uses("env.sh", `${text}\n`)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ["deploy/run.sh", "docker run --env-file .env a", ["docker-env-file .env,deploy/.env (docker run)"]],
    ["a/bin/run", "#!/usr/bin/env bash\n. .env", ["bash .env,a/.env,a/bin/.env (a shell)"]],
    ["a/bin/run", "#!/usr/bin/env python\n. .env", []],
    ["a/bin/run.sh", 'cd "$(dirname "$0")/.."\n. .env', ["sh a/.env (a shell)"]],
    ["notes.txt", ". .env", []],
    [
      "a/Makefile",
      "run: .env\n\t@docker run --env-file .env a\n\t-cd b && . ./.env\n\t. $(FILE).env\n",
      ["docker-env-file a/.env (docker run)", "sh - (a shell)"],
    ],
    ["Makefile", "run:\n\tdocker run \\\n\t  --env-file prod.env a\n# . .env\n. .env\n", ["docker-env-file prod.env (docker run)"]],
    ["justfile", "run:\n    docker run --env-file prod.env a\n", ["docker-env-file prod.env (docker run)"]],
    ["web/package.json", '{"scripts":{"start":"node --env-file=.env a.js","b":1}}', ["node-env-file web/.env (node)"]],
    [
      ".github/workflows/a.yml",
      "defaults: {run: {working-directory: web}}\njobs:\n  a:\n    steps:\n      - run: |\n          docker run --env-file .env a\n      - run: . .env\n        working-directory: api/\n      - run: . .env\n        working-directory: ${{ matrix.a }}\n      - uses: env\n",
      ["docker-env-file web/.env (docker run)", "bash api/.env (a shell)"],
    ],
  ])("in %s: %j", (path, text, expected) => {
    expect(uses(path, text)).toEqual(expected);
  });

  test("its place is the word that names the file, or the key that holds the command", () => {
    const text = "#!/bin/sh\nset -e\ndocker run --env-file='prod.env' auth\n";
    expect(envFileUses({ path: "a.sh", text }).map(({ at }) => textAt(at))).toEqual(["--env-file='prod.env'"]);
    const json = '{"scripts": {"start": "node --env-file=\\u002eenv a.js"}}';
    expect(envFileUses({ path: "package.json", text: json }).map(({ at }) => textAt(at))).toEqual(["start"]);
    const recipe = "run:\n\t@docker run --env-file prod.env auth\n";
    expect(envFileUses({ path: "Makefile", text: recipe }).map(({ at }) => textAt(at))).toEqual(["prod.env"]);
  });
});

describe("the library that a manifest names", () => {
  test.each([
    ["package.json", '{"dependencies":{"dotenv":"1","next":"14"}}', "next"],
    ["package.json", '{"devDependencies":{"dotenv":"1"}}', "dotenv"],
    ["package.json", '{"scripts":{"next":"next"}}', undefined],
    ["package.json", "[", undefined],
    ["composer.json", '{"require":{"laravel/framework":"^11"}}', "phpdotenv"],
    ["composer.json", '{"require":{"symfony/dotenv":"*"}}', "symfony-dotenv"],
    ["requirements.txt", "Django==5\ndjango_environ>=0.11\n", "django-environ"],
    ["requirements-prod.txt", "python-dotenv\r\n", "python-dotenv"],
    ["requirements.txt", "python-dotenv-vault\n# python-decouple\n", undefined],
    ["pyproject.toml", 'dependencies = ["python-dotenv[cli]>=1"]', "python-dotenv"],
    ["Pipfile", 'python-decouple = "*"', "python-decouple"],
    ["Gemfile", "  gem 'dotenv-rails', groups: [:test]", "ruby-dotenv"],
    ["Gemfile", "# gem 'dotenv'", undefined],
    ["go.mod", "require (\n\tgithub.com/joho/godotenv v1.5.1\n)", "godotenv"],
    ["Cargo.toml", '[dependencies]\ndotenvy = "0.15"', "dotenvy"],
    ["requirements.txt", `${" ".repeat(500_000)}\n`.repeat(2), undefined],
  ])("%s", (path, text, format) => {
    expect(libraryIn({ path, text })?.format).toBe(format);
  });
});

/** The findings about readers, as `rule VARIABLE: message`, with what stands below them. */
function found(texts: Texts): string[] {
  const { report } = assessWithoutCode(requestFor("check"), hostOf(texts));
  return report.diagnostics
    .filter(({ rule }) => /^(?:reader-divergence|quotes-kept|runs-a-command)$/.test(rule))
    .map(({ rule, variable = "-", notes = [] }) =>
      [rule, variable, ...notes.map(({ message, at }) => `${message}${at === undefined ? "" : ` ${at.source.path}`}`)].join(" | "),
    );
}

describe("a check", () => {
  const quoted = 'A="x y"\n';
  const deploy = "docker run --env-file prod.env auth\n";

  test("reads an env file as the command that names it does", () => {
    expect(found({ "prod.env": quoted, "deploy.sh": deploy })).toEqual([
      "quotes-kept | A | docker run reads it here, as docker-env-file has it deploy.sh",
    ]);
    expect(found({ "prod.env": quoted, "deploy.sh": `# ${deploy}` })).toEqual([]);
    expect(found({ "prod.env": `# envcheck: reader=node-env-file\n${quoted}`, "a.sh": "node --env-file=prod.env a.js" })).toEqual([]);
  });

  test("tells the line that two commands read in two ways, and where they are", () => {
    expect(
      found({ "prod.env": quoted, "deploy.sh": deploy, "package.json": '{"scripts":{"dev":"node --env-file=prod.env a.js"}}' }),
    ).toEqual([
      "reader-divergence | A | docker run reads it here, as docker-env-file has it deploy.sh | node reads it here, as node-env-file has it package.json",
    ]);
  });

  test("tells once what two readers have alike", () => {
    const both = { "deploy.sh": deploy, "package.json": '{"scripts":{"dev":"node --env-file=prod.env a.js"}}' };
    const { report } = assessWithoutCode(requestFor("check"), hostOf({ "prod.env": "API_SECRET=changeme\nB=1\nB=2\n", ...both }));
    const told = report.diagnostics.map(({ rule, variable }) => `${rule} ${String(variable)}`);
    expect(told).toEqual([...new Set(told)]);
    expect(told.length).toBeGreaterThan(1);
  });

  test("with a schema holds all readers of a stage's file against each other", () => {
    const schema = { "schemas/auth.yaml": "service: auth\nstages: { production: prod.env }\nvariables: { A: {} }\n" };
    expect(found({ "prod.env": quoted, "deploy.sh": `${deploy}. ./prod.env\n`, ...schema })).toEqual([
      "reader-divergence | A | docker run reads it here, as docker-env-file has it deploy.sh | a shell reads it here, as sh has it deploy.sh",
    ]);
    const named = { "schemas/auth.yaml": schema["schemas/auth.yaml"].replace(" prod.env", " docker-env-file:prod.env") };
    expect(found({ "prod.env": quoted, "a.sh": ". ./prod.env\n", ...named })).toEqual([
      "reader-divergence | A | docker-env-file is its reader as the target, the schema or its first comment says | a shell reads it here, as sh has it a.sh",
    ]);
  });

  test("leaves alone what lies outside of the root, and folders that are no plain names", () => {
    for (const path of ["../prod.env", "a (1)/prod.env", "[a]/prod.env", "*/prod.env"])
      expect(readersIn(new Files(hostOf({ [path]: quoted, "../deploy.sh": deploy, "a (1)/deploy.sh": deploy }))).of(path)).toEqual([]);
  });

  test("takes a script that might mean another file for no evidence", () => {
    const script = { "deploy/run.sh": "docker run --env-file prod.env auth" };
    expect(found({ "prod.env": quoted, ...script })).toEqual([
      "quotes-kept | A | docker run reads it here, as docker-env-file has it deploy/run.sh",
    ]);
    expect(found({ "prod.env": quoted, "deploy/prod.env": "A=1\n", ...script })).toEqual([]);
  });

  test("holds a library against nobody, and leaves one that refuses the file", () => {
    const compose = { "compose.yaml": "services: {a: {image: a, env_file: .env}}\n" };
    expect(found({ ".env": "A=a # b\n", "requirements.txt": "django-environ\n", ...compose })).toEqual([]);
    expect(found({ ".env": "A=$(id)\nB=a b\n", "composer.json": '{"require":{"symfony/dotenv":"*"}}' })).toEqual([]);
    expect(found({ ".env": "A=$(id)\n", "composer.json": '{"require":{"symfony/dotenv":"*"}}' })).toEqual([
      "runs-a-command | A | symfony/dotenv is taken to read it, as symfony-dotenv has it composer.json",
    ]);
  });

  test("resolve says who reads the file", async () => {
    const { stdout } = await runWords(["resolve", "prod.env"], hostOf({ "prod.env": quoted, "ops/deploy.sh": `\n\n${deploy}` }));
    expect(stdout).toContain("docker-env-file  prod.env:1:1  read by docker run in ops/deploy.sh:3");
  });
});

describe("the reader that a schema names", () => {
  const ofOneTarget = new Set(["django-environ", "process", "env-dump"]);

  test("may be any format of env files", () => {
    const read = formats.filter(({ id, globs, options }) => globs.length === 0 && (options.length === 0 || id === "node-env-file"));
    const ids = read.filter((format) => readsLines(format) && !ofOneTarget.has(format.id)).map(({ id }) => id);
    expect(ids.filter((id) => !envFileReaders.some((reader) => reader === id))).toEqual([]);
    expect(envFileReaders.filter((id) => !formats.some((format) => format.id === id))).toEqual([]);
  });

  test.each(envFileReaders)("%s", (reader) => {
    const { services, problems } = readSchemas([{ path: "a.yaml", text: `service: a\nreader: ${reader}\n` }], () => unseen);
    expect(problems).toEqual([]);
    expect(services.map(({ envFileFormat, reader: id }) => [envFileFormat, id])).toEqual([[reader, "strict"]]);
  });
});
