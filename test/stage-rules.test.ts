import { describe, expect, test } from "@jest/globals";
import { firstWinsIn } from "../src/text/env-file/loads.ts";
import { deployment, type Files, said, schema } from "./support/delivery.ts";

const base = deployment("env: [{ name: LOG_LEVEL, value: info }, { name: DATABASE_URL, value: d }]\n");
const patch = (env: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: auth }\nspec: { template: { spec: { containers: [{ name: auth, env: [${env}] }] } } }\n`;
const tree = (env: string, more: Files = {}): Files => ({
  "base/kustomization.yaml": "resources: [auth.yaml]\n",
  "base/auth.yaml": base,
  "overlays/production/kustomization.yaml": "resources: [../../base]\npatches: [{ path: p.yaml }]\n",
  "overlays/production/p.yaml": patch(env),
  ...more,
});
const merged = (literals: string): Files => ({
  "base/kustomization.yaml": "resources: [auth.yaml]\nconfigMapGenerator: [{ name: auth, literals: [LOG_LEVEL=info, CACHE_URL=c] }]\n",
  "base/auth.yaml": deployment("envFrom: [{ configMapRef: { name: auth } }]\n"),
  "overlays/production/kustomization.yaml": `resources: [../../base]\nconfigMapGenerator: [{ name: auth, behavior: merge, literals: [${literals}] }]\n`,
});

describe("a patch of what is not there", () => {
  const renamed = "warning unpatched-key: DATABASE_URI is patched in Deployment auth, which has DATABASE_URL instead";

  test.each<[string, Files, readonly string[]]>([
    ["a name that the base has in another form", tree("{ name: DATABASE_URI, value: x }"), [renamed]],
    ["a name that the base has", tree("{ name: DATABASE_URL, value: x }"), []],
    ["a new name", tree("{ name: REDIS_URL, value: x }"), []],
    ["both forms", tree("{ name: DATABASE_URI, value: x }, { name: DATABASE_URL, value: x }"), []],
    ["one form for the other", tree("{ name: DATABASE_URI, value: x }, { name: DATABASE_URL, $patch: delete }"), []],
    [
      "a deletion",
      tree("{ name: LOGLEVELS, $patch: delete }"),
      ["warning unpatched-key: LOGLEVELS is deleted here, and Deployment auth does not have it"],
    ],
    ["a deletion of what is there", tree("{ name: LOG_LEVEL, $patch: delete }"), []],
    ["a list that is replaced", tree("{ $patch: replace }, { name: DATABASE_URI, value: x }"), []],
    [
      "a name that a schema declares",
      tree("{ name: DATABASE_URI, value: x }", { "schemas/auth.yaml": schema("{ DATABASE_URI: {} }", "overlays/production") }),
      [],
    ],
    [
      "a component that fits another build",
      {
        ...tree("{ name: LOG_LEVEL, value: x }"),
        "overlays/staging/kustomization.yaml": "resources: [auth.yaml]\ncomponents: [../../quiet]\n",
        "overlays/staging/auth.yaml": base,
        "overlays/qa/kustomization.yaml": "resources: [auth.yaml]\ncomponents: [../../quiet]\n",
        "overlays/qa/auth.yaml": base.replace("LOG_LEVEL", "VERBOSITY"),
        "quiet/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{ path: p.yaml }]\n",
        "quiet/p.yaml": patch("{ name: LOG_LEVEL, $patch: delete }"),
      },
      [],
    ],
  ])("%s", async (_, files, expected) => {
    expect(await said(files)).toEqual(expected);
  });

  test.each<[string, readonly string[]]>([
    ["CACHE_URI=x", ["warning unpatched-key: CACHE_URI is merged into ConfigMap auth, which has CACHE_URL instead"]],
    ["CACHE_URL=x", []],
    ["QUEUE_URL=x", []],
  ])("a generator that merges %s", async (literals, expected) => {
    expect(await said(merged(literals))).toEqual(expected);
  });
});

const overlay = (keys: string, env = "[]"): string =>
  `resources: [auth.yaml]\nconfigMapGenerator: [{ name: auth, literals: [${keys
    .split("")
    .map((key) => `${key}_KEY=x`)
    .join(
      ", ",
    )}] }]\npatches: [{ patch: '${JSON.stringify([{ op: "add", path: "/spec/template/spec/containers/0/env", value: env === "[]" ? [] : [{ name: env, value: "x" }] }])}', target: { kind: Deployment } }]\n`;
const stages = (keys: Readonly<Record<string, string>>, folder = "overlays", env = "[]"): Files =>
  Object.fromEntries(
    Object.entries(keys).flatMap(([stage, own]) => [
      [`${folder}/${stage}/kustomization.yaml`, overlay(own, env)],
      [`${folder}/${stage}/auth.yaml`, deployment("envFrom: [{ configMapRef: { name: auth } }]\n")],
    ]),
  );

describe("a generator that falls behind", () => {
  const lacks = "warning generator-drift: configmap auth lacks C_KEY in production, and has it in";

  test.each<[string, Files, readonly string[]]>([
    ["of three", stages({ dev: "ABC", production: "AB", staging: "ABC" }), [`${lacks} dev and staging`]],
    ["of three with more in the others", stages({ dev: "ABC", production: "AB", staging: "ABCD" }), [`${lacks} dev and staging`]],
    ["what only one other has", stages({ dev: "AB", production: "AB", staging: "ABC" }), []],
    ["of two that have much in common", stages({ production: "ABDEF", staging: "ABCDEF" }), [`${lacks} staging`]],
    ["of two that have little in common", stages({ production: "ABD", staging: "ABC" }), []],
    ["what only production has", stages({ production: "ABCDEF", staging: "ABDEF" }), []],
    ["what another layer gives", stages({ dev: "ABC", production: "AB", staging: "ABC" }, "overlays", "C_KEY"), []],
    ["folders that are named like stages", stages({ dev: "ABC", production: "AB", staging: "ABC" }, "auth"), [`${lacks} dev and staging`]],
    ["services side by side", stages({ login: "ABC", mail: "AB", search: "ABC" }, "services"), []],
    [
      "what a schema declares",
      {
        ...stages({ dev: "ABC", production: "AB", staging: "ABC" }),
        "schemas/auth.yaml":
          "service: auth\nstages: { dev: overlays/dev, staging: overlays/staging, production: overlays/production }\nvariables: { C_KEY: { required: false } }\n",
      },
      [],
    ],
    ["a workplace", stages({ dev: "AB", production: "ABC", staging: "ABC" }), []],
  ])("%s", async (_, files, expected) => {
    expect((await said(files)).filter((line) => line.includes("generator-drift"))).toEqual(expected);
  });
});

describe("an env file behind the one that it refines", () => {
  const files = { "package.json": "{}", ".env": "LOG_LEVEL=debug\nA=1\n", ".env.production": "LOG_LEVEL=info\nA=1\nB=2\n" };
  const told = "LOG_LEVEL has no effect here:";

  test.each<[string, string, readonly string[]]>([
    ["index.js", "require('dotenv').config({ path: ['.env', '.env.production'] });\n", [`${told} dotenv`]],
    ["index.js", "require('dotenv').config({ path: ['.env.production', '.env'] });\n", []],
    ["index.js", "require('dotenv').config({ path: ['.env', '.env.production'], override: true });\n", []],
    ["index.js", "// require('dotenv').config({ path: ['.env', '.env.production'] });\n", []],
    ["index.js", 'dotenv.config();\ndotenv.config({ path: "./.env.production" });\n', [`${told} dotenv`]],
    ["index.js", 'if (a) {\n  dotenv.config();\n} else dotenv.config({ path: ".env.production" });\n', []],
    ["index.js", "dotenv.config();\ndotenv.config({ path: `.env.${stage}` });\n", []],
    ["app.py", 'load_dotenv()\nload_dotenv(".env.production")\n', [`${told} python-dotenv`]],
    ["app.py", 'load_dotenv()\nload_dotenv(".env.production", override=True)\n', []],
    ["app.rb", "Dotenv.load('.env', '.env.production')\n", [`${told} ruby's dotenv`]],
    ["app.rb", "Dotenv.overload('.env', '.env.production')\n", []],
    ["main.go", 'package main\n\nfunc main() { godotenv.Load(".env", ".env.production") }\n', [`${told} godotenv`]],
    ["app.module.ts", "ConfigModule.forRoot({ isGlobal: true, envFilePath: ['.env', '.env.production'] });\n", [`${told} Nest`]],
    ["test/index.test.js", "require('dotenv').config({ path: ['.env', '.env.production'] });\n", []],
  ])("%s: %s", async (path, text, expected) => {
    const lines = await said({ ...files, [path]: text });
    const tail = " keeps the value of .env, which is loaded first";
    expect(lines).toEqual(expected.map((line) => `warning first-file-wins: ${line}${tail}`));
  });

  test("defaults that come last are meant to", async () => {
    const defaults = {
      "package.json": "{}",
      ".env": "A=1\n",
      ".env.defaults": "A=2\n",
      "index.js": "dotenv.config({ path: ['.env', '.env.defaults'] });\n",
    };
    expect(await said(defaults)).toEqual([]);
  });

  test("a long text is read in linear time", () => {
    const text = "dotenv.config({ path: [".repeat(20_000);
    expect(firstWinsIn(text)).toEqual([]);
  });
});
