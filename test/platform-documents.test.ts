import { describe, expect, test } from "@jest/globals";
import { ansible } from "../src/formats/ansible.ts";
import { appEngine } from "../src/formats/app-engine.ts";
import { circleci } from "../src/formats/circleci.ts";
import { cloudformation } from "../src/formats/cloudformation.ts";
import { devcontainer } from "../src/formats/devcontainer.ts";
import { dockerBake } from "../src/formats/docker-bake.ts";
import { ecs } from "../src/formats/ecs.ts";
import { fly } from "../src/formats/fly.ts";
import type { Format } from "../src/formats/format.ts";
import { githubActions } from "../src/formats/github-actions.ts";
import { gitlabCi } from "../src/formats/gitlab-ci.ts";
import { heroku } from "../src/formats/heroku.ts";
import { formats } from "../src/formats/index.ts";
import { netlify } from "../src/formats/netlify.ts";
import { procfile } from "../src/formats/procfile.ts";
import { railway } from "../src/formats/railway.ts";
import { render } from "../src/formats/render.ts";
import { serverless } from "../src/formats/serverless.ts";
import { skaffold } from "../src/formats/skaffold.ts";
import { supervisord } from "../src/formats/supervisord.ts";
import { tilt } from "../src/formats/tilt.ts";
import { vercel } from "../src/formats/vercel.ts";
import { wrangler } from "../src/formats/wrangler.ts";
import { textAt } from "../src/model/source.ts";
import { amazonCases } from "./support/platform-amazon.ts";
import { hostCases } from "./support/platform-host.ts";
import { hostedCases } from "./support/platform-hosted.ts";
import { pipelineCases } from "./support/platform-pipeline.ts";
import { readDocument, variablesOf } from "./support/platform.ts";

const rows = [...amazonCases, ...pipelineCases, ...hostCases, ...hostedCases];

const files = new Map([[".env", "A=env\nE=\"a\\nb\"\nF='$1'\n# C=1\nexport G=1\nPORT=5000\n"]]);

describe("what a document sets", () => {
  test.each(rows)("%s", (_name, { format, path }, text, expected) => {
    const spec = readDocument(format, { path, text }, files);
    expect(spec.problems).toEqual([]);
    expect(variablesOf(spec)).toEqual(expected);
  });

  test.each(rows)("%s: every binding stands where its name is written", (_name, { format, path }, text) => {
    const { workloads, bundles } = readDocument(format, { path, text }, files);
    const bindings = [...bundles.values(), ...workloads.flatMap(({ layers }) => layers.filter((layer) => layer.kind === "bindings"))];
    for (const { name, at } of bindings.flatMap((each) => each.bindings)) expect(textAt(at)).toBe(name);
  });

  test.each(rows.filter(([, , text]) => !text.startsWith("[{")))("%s is recognised", (_name, { format, path }, text) => {
    expect(formats.find((one) => one.accepts({ path, text }))?.id).toBe(format.id);
  });
});

describe("what is wrong has its place and is no exception", () => {
  test.each<[string, Format, string, number]>([
    ["no JSON", ecs, '{"containerDefinitions": [}', 26],
    ["a comment where none may be", ecs, '{"containerDefinitions": [] // x\n}', 28],
    ["variables that are no list", ecs, '{"containerDefinitions": [{"environment": {}}]}', 42],
    ["an entry without a name", ecs, '{"containerDefinitions": [{"environment": [1]}]}', 43],
    ["containers that are no list", ecs, '{"containerDefinitions": 1}', 25],
    ["too many levels", ecs, "[".repeat(5000), 101],
    ["variables that are no mapping", githubActions, "env: [A]\njobs: {}\n", 5],
    ["jobs that extend each other", gitlabCi, "a: {extends: b}\nb: {extends: a}\n", 29],
    ["a job that is nowhere", gitlabCi, "a: {extends: b}\n", 13],
    ["a quote that is never closed", supervisord, '[program:a]\nenvironment=A="b\n', 12],
    ["a lone percent", supervisord, "[program:a]\nenvironment=A=5%\n", 12],
    ["a value that is none", fly, "[env]\nA = x\n", 10],
    ["a key that is set twice", fly, "[env]\nA = 'a'\nA = 'b@c'\n", 14],
    ["a string that does not end", netlify, "[build.environment]\nA = 'b@c\n", 28],
    ["a header that is not closed", wrangler, "[vars\nA = 'b@c'\n", 5],
    ["too many levels of TOML", fly, `a = ${"[".repeat(5000)}`, 104],
    ["no JSON where it must be", vercel, '{"env": {"A": b@c}}', 14],
    ["variables of Vercel that are no mapping", vercel, '{"env": ["b@c"]}', 8],
    ["variables of Fly that are no table", fly, "env = 'b@c'\n", 7],
    ["a pipeline whose variables are a text", circleci, "jobs: {a: {environment: b@c}}\n", 24],
    ["a file of bake", dockerBake, 'target "web" { args = { A = "b@c" } }', 0],
    ["a Tiltfile that has to be run", tilt, "k8s_yaml(local('b@c'))\n", 0],
    ["signs outside quotes", supervisord, "[program:a]\nenvironment=A=b@c,B=1\n", 12],
  ])("%s", (_name, format, text, start) => {
    const { problems } = readDocument(format, { path: "x", text });
    expect(problems.map(({ at }) => at?.start)).toEqual([start]);
    expect(JSON.stringify(problems.map(({ message }) => message))).not.toMatch(/b@c/);
  });
});

const all = [
  ansible,
  appEngine,
  circleci,
  cloudformation,
  devcontainer,
  dockerBake,
  ecs,
  fly,
  githubActions,
  gitlabCi,
  heroku,
  netlify,
  procfile,
  railway,
  render,
  serverless,
  skaffold,
  supervisord,
  tilt,
  vercel,
  wrangler,
];

describe("hostile documents", () => {
  const long = "x".repeat(5_000_000);
  test.each(all.map((format) => [format.id, format] as const))("%s reads them all, and quickly", (_id, format) => {
    const texts = [
      "",
      "\0\0\0",
      "null",
      "[]",
      "{}",
      "- a\n- b\n",
      "<<: *x\n",
      long,
      `{"env":{"A":"${long}"}}`,
      `a: ${long}\n`,
      `[program:a]\nenvironment=A=${long}`,
      `[env]\nA = "${long}"\n`,
      `k8s_yaml(['${long}'`,
    ];
    const started = performance.now();
    for (const text of texts) expect(() => readDocument(format, { path: "x", text })).not.toThrow();
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  const wrong = ["1", "[]", "{}", "null", '"x"', "[[]]", "[{}]", '{"a":1}', "[null]", "true"];
  test.each(all.map((format) => [format.id, format] as const))("%s takes any type anywhere", (_id, format) => {
    for (const [, { path }, text] of rows.filter(([, one]) => one.format === format)) {
      for (const match of text.matchAll(/(?<=[:=] ?)[[{"\w][^\n]*/g)) {
        for (const other of wrong) {
          const changed = text.slice(0, match.index) + other + text.slice(match.index + match[0].length);
          expect(() => variablesOf(readDocument(format, { path, text: changed }))).not.toThrow();
        }
      }
    }
  });
});
