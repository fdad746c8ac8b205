import { describe, expect, test } from "@jest/globals";
import type { Spec } from "../src/model/binding.ts";
import { positionOf, type Span, textAt } from "../src/model/source.ts";
import { absent, known, type Lookup, unknown } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";
import { readCompose, shellWith, worldOf } from "./support/compose-case.ts";
import { compose } from "../src/formats/compose.ts";

const nobody: Lookup = (name) => unknown(`${name} comes from the deploying shell`);

function read(text: string, others: Readonly<Record<string, string>> = {}, shell = shellWith({})): Spec {
  return readCompose(new Map([["compose.yaml", text], ...Object.entries(others)]), ["compose.yaml"], shell);
}

/** `line:column text` of a place. */
function shown(at: Span | undefined): string {
  if (at === undefined) return "";
  const { line, column } = positionOf(at);
  return `${String(line)}:${String(column)} ${textAt(at)}`;
}

function factsOf(spec: Spec, kind: string): (string | undefined)[][] {
  return spec.facts.flatMap((fact) => (fact.kind === kind ? [["name" in fact ? fact.name : undefined, shown(fact.at)]] : []));
}

/** The lines of one service, from line 3 on. */
function service(lines: string): string {
  return `services:\n  app:\n${lines.replaceAll(/^/gm, "    ")}\n`;
}

describe("facts at the very place", () => {
  test.each([
    [
      "reference",
      "image: x\nenvironment: [TZ=$TZ, PHP_TZ=$TZ]\n",
      [
        ["TZ", "4:23 TZ"],
        ["PHP_TZ", "4:35 TZ"],
      ],
    ],
    ["lost-piece", "image: x\nenvironment: [TZ=$TZ, PASSWORD=pa$TZ]\n", [["PASSWORD", "4:27 "]]],
    [
      "reference",
      "image: x\nenvironment:\n  A: 'it''s ${X:-${Y}}'\n  B: |\n    $ZZZ\n",
      [
        ["A", "5:19 X"],
        ["A", "5:24 Y"],
        ["B", "7:10 ZZZ"],
      ],
    ],
    [
      "reference",
      "image: x:$TAG\nenvironment:\n  - A=$XXX\n",
      [
        ["A", "5:12 XXX"],
        [undefined, "3:15 TAG"],
      ],
    ],
    ["duplicate", 'image: x\nenvironment:\n  - A=1\n  - B=1\n  - "A=2"\n', [["A", "7:10 A"]]],
    [
      "retyped",
      "image: x\nenvironment:\n  A: 0755\n  B: 80\n  C: true\n  D: True\n  E: '07'\n",
      [
        ["A", "5:7 A"],
        ["D", "8:7 D"],
      ],
    ],
    [
      "quotes-kept",
      "image: x\nenvironment:\n  - A='x'\n  - B=\"y\"\n  - C=it's\n  - 'D=z'\n",
      [
        ["A", "5:9 A"],
        ["B", "6:9 B"],
      ],
    ],
    ["plaintext", "image: x\nenvironment: [A=1, B=, C=$X, D, 'E=${F:-x}']\n", [["A", "4:19 A"]]],
    ["plaintext", "image: x\nenvironment: {A: 1, B: '', C: $X, D: , E: ~}\n", [["A", "4:19 A"]]],
    [
      "baked",
      "build: {context: ., args: {A: 1, B: }}\n",
      [
        ["A", "3:32 A"],
        ["B", "3:38 B"],
      ],
    ],
    [
      "missing-file",
      "image: x\nenv_file: [a.env, {path: b.env, required: false}]\n",
      [
        [undefined, "4:16 a.env"],
        [undefined, "4:30 b.env"],
      ],
    ],
    [
      "invalid-name",
      "image: x\nenvironment: [=x, 'A B=1']\n",
      [
        ["", "4:19 "],
        ["A B", "4:24 A B"],
      ],
    ],
  ])("%s in %j", (kind, lines, expected) => {
    expect(factsOf(read(service(lines)), kind)).toEqual(expected);
  });

  test("an overridden service and an extended one do not make duplicates", () => {
    const text = "services:\n  base:\n    image: x\n    environment: [A=1]\n  app:\n    extends: base\n    environment: [A=2]\n";
    expect(factsOf(read(text), "duplicate")).toEqual([]);
  });

  test("an anchored value is told once, an inactive service only for what stops compose", () => {
    const text =
      "x-e: &e {A: $XXX}\nservices:\n  a:\n    image: x\n    environment: *e\n  b:\n    image: x\n    environment: *e\n  c:\n    image: x\n    profiles: [p]\n    environment: {B: $Y, C: '${Z:?}'}\n";
    expect(factsOf(read(text), "reference")).toEqual([
      ["A", "1:14 XXX"],
      [undefined, "12:32 Z"],
    ]);
  });
});

describe("problems at the very place", () => {
  test.each([
    ["environment: A=1", "4:5 environment", "environment of service app must be a mapping or a list of NAME=value, not text"],
    ["environment:", "4:5 environment", "environment of service app must be a mapping or a list of NAME=value, not nothing"],
    ["environment: {A: [1]}", "4:19 A", "A in environment of service app must be text, a number, a boolean or nothing, not a list"],
    ["environment: {A: 2024-01-02}", "4:19 A", "A in environment of service app must be quoted, for docker compose refuses a date"],
    ["environment: {true: 1}", "4:19 true", "true must be quoted, for a key must be text, not a boolean"],
    ["environment: {A: 1, A: 2}", "4:25 A", "A is a key of this mapping twice"],
    ["environment: [A =1]", "4:19 A ", "A in environment of service app must not have a space behind its name"],
    ["environment: [A: 1]", "4:19 ", "an item in environment of service app must be NAME=value, not a mapping"],
    ["environment: {A: 'x${'}", "4:24 ", "A must refer to variables as ${NAME}, and write a plain dollar as $$"],
    ["enviroment: {A: 1}", "4:5 enviroment", "enviroment is no key of service app: did you mean environment"],
    ["env_file: [{required: false}]", "4:16 ", "an item in env_file of service app must have a path"],
    ["env_file: {path: a}", "4:5 env_file", "env_file of service app must be a path or a list, not a mapping"],
    ["profiles: p", "4:5 profiles", "profiles of service app must be a list, not text"],
    ["extends: no", "4:14 no", "service app must extend a service of compose.yaml, which has none of this name"],
    [
      'env_file: [{path: a.env, required: "${N:-maybe}"}]',
      "4:30 required",
      "required of an env_file must be true or false once its variables are filled in",
    ],
    ['deploy: {replicas: "${N:-two}"}', "4:14 replicas", "deploy.replicas must be a whole number once its variables are filled in"],
  ])("%s", (line, place, message) => {
    const { problems } = read(service(`image: x\n${line}`));
    expect(problems.map(({ at, message: said }) => [shown(at), said])).toEqual([[place, message]]);
  });
});

function states(spec: Spec): Record<string, string> {
  const [environment] = resolve(spec);
  return Object.fromEntries(
    [...(environment?.entries ?? [])].map(([name, { value }]) => [name, "because" in value ? value.because : value.state]),
  );
}

function openings(spec: Spec): [string, string][] {
  return resolve(spec).flatMap((environment) => environment.openings.map(({ at, because }): [string, string] => [shown(at), because]));
}

describe("what cannot be told", () => {
  test("the shell, unless .env knows", () => {
    const spec = read(service("image: x\nenvironment: {A: $A, B: $B, C: , D: }"), { ".env": "A=1\nC=1\n" }, nobody);
    expect(states(spec)).toEqual({ A: "known", B: "B comes from the deploying shell", C: "known", D: "D comes from the deploying shell" });
  });

  test("a .env that git ignores", () => {
    const sources = [{ path: "compose.yaml", text: service("image: x\nenvironment: {A: $A}") }] as const;
    const world = { shell: () => absent, read: (path: string) => ({ path, reason: "ignored" as const, because: "" }) };
    const spec = compose.read({ sources: [...sources], options: new Map() }, world);
    expect(states(spec)).toEqual({ A: ".env is ignored by git, so it is not in these files" });
  });

  test("env files that are not here may set what later ones use", () => {
    const spec = read(service("image: x\nenv_file: [gone.env, b.env]"), { "b.env": "A=$A\nB=1\nC=$B\n" });
    expect(states(spec)).toEqual({ A: "gone.env is not in these files", B: "known", C: "known" });
    expect(openings(spec)).toEqual([["4:16 gone.env", "gone.env is not in these files"]]);
  });

  test.each([
    ["an entry whose name a variable holds", "image: x\nenvironment: [$P]", [["4:19 ", "P comes from the deploying shell"]]],
    ["an extended file", "extends: {file: b.yaml, service: b}", [["3:21 b.yaml", "b.yaml is not in these files"]]],
    ["the path of an env file", "image: x\nenv_file: $P.env", [["4:15 $P.env", "P comes from the deploying shell"]]],
  ])("%s", (_, lines, expected) => {
    expect(openings(read(service(lines), {}, nobody))).toEqual(expected);
  });

  test("an inactive service says why, a container has two names", () => {
    const { workloads } = read(service("image: x\nprofiles: [p, q]\ncontainer_name: box"));
    expect(workloads).toMatchObject([{ inactive: "profile p, q is not active", names: ["app", "box"], image: { name: "x" } }]);
  });
});

describe("the image", () => {
  const dockerfile = "FROM node:20 AS base\nENV A=image B=image\nFROM base AS release\nARG C=default\nENV C=$C\n";

  test.each([
    ["build: ./api", { A: "image", B: "image", C: "default" }],
    ["build: {context: api, target: base}", { A: "image", B: "image" }],
    ["build: {context: api, args: {C: given}}\nenvironment: {B: own, A: }", { A: null, B: "own", C: "given" }],
    ["build: {context: api, args: [C]}", { A: "image", B: "image", C: "shell" }],
    ["build: {dockerfile: api/Dockerfile}", { A: "image", B: "image", C: "default" }],
    ["build:\n  dockerfile_inline: |\n    FROM scratch\n    ENV A=inline\n", { A: "inline" }],
  ])("%s", (lines, expected) => {
    const spec = read(service(lines), { "api/Dockerfile": dockerfile }, shellWith({ C: "shell" }));
    const [environment] = resolve(spec);
    for (const [name, text] of Object.entries(expected)) {
      expect(environment?.entries.get(name)?.value).toEqual(text === null ? absent : known(text));
    }
    expect(spec.problems).toEqual([]);
  });

  test.each([
    ["build: api", "api/Dockerfile"],
    ["build: https://example.com/repo.git", "https://example.com/repo.git"],
    ["image: repo/app:${TAG}", "repo/app:${TAG}"],
  ])("%s is not in these files", (line, name) => {
    expect(read(service(line)).workloads[0]?.image?.name).toBe(name);
  });
});

test("no value is in what is said", () => {
  const canary = "c4n4ry";
  const text = `x-a: ${canary}\nservices:\n  a:\n    image: x\n    environment:\n      A: ${canary}\n      B: "${canary} \${"\n      C: [${canary}]\n      D: \${E:-${canary}}\n      F: '\${G:?${canary}}'\n    env_file: a.env\n    profiles: ${canary}\n  b:\n    build: {context: ., args: [H=${canary}]}\n    environment: [I=${canary}, J =${canary}]\n    tty: '${canary}'\n`;
  const spec = read(text, { "a.env": `K=${canary}\nL='${canary}\n` });
  expect(spec.problems.length).toBeGreaterThan(4);
  expect(
    JSON.stringify([
      spec.problems.map(({ message, at }) => [message, shown(at)]),
      spec.facts.map((fact) => ({ ...fact, at: shown(fact.at) })),
    ]),
  ).not.toContain(canary);
  expect(JSON.stringify(spec.workloads.map(({ layers }) => layers.map((layer) => ({ ...layer, at: "" }))))).not.toMatch(
    new RegExp(`"(?:value|because)":"[^"]*${canary}`),
  );
});

test("arbitrary bytes never stop the reader", () => {
  for (const text of [
    "\0",
    "a: !!binary \ud800",
    "services: *x",
    "services: {a: &a {extends: *a}}",
    "? [a]\n: b",
    "services:\n\t- a",
    "<<: [a]",
    "services: {<<: 5}",
  ]) {
    const world = worldOf(new Map([[".env", text]]), nobody);
    expect(() => compose.read({ sources: [{ path: "compose.yaml", text }], options: new Map() }, world)).not.toThrow();
  }
});
