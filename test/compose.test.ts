import { describe, expect, test } from "@jest/globals";
import { compose } from "../src/formats/compose.ts";
import { resolve } from "../src/resolve/resolve.ts";
import { isRefused, type Options, readCompose, shellWith } from "./support/compose-case.ts";
import { textOf } from "./support/env-file-case.ts";

/** A file per `=== name` line. */
function filesOf(text: string): Map<string, string> {
  const parts = text.split(/^=== (.*)\n/m).slice(1);
  return new Map(parts.flatMap((part, i) => (i % 2 === 0 ? [[part, parts[i + 1] ?? ""] as const] : [])));
}

function run(text: string, targets: readonly string[], options: Options = {}) {
  return readCompose(filesOf(text), targets, shellWith({ HOST: "shell", PAIR: "K=v=w" }), options);
}

function environments(spec: ReturnType<typeof run>): Record<string, Record<string, string | null>> {
  const active = resolve(spec).filter(({ workload }) => workload.inactive === undefined);
  return Object.fromEntries(
    active.map(({ workload, entries }) => [
      workload.address,
      Object.fromEntries([...entries].map(([name, { value }]) => [name, textOf(value)])),
    ]),
  );
}

const one = ["compose.yaml"];
const two = ["a.yaml", "b.yaml"];

// Every expectation was compared with docker compose itself.
describe("the environment of services", () => {
  test.each<[string, string, readonly string[], Record<string, Record<string, string | null>>]>([
    [
      "list entries whose name or pair comes from a variable",
      "=== compose.yaml\nservices:\n  app:\n    image: x\n    environment: ['${PAIR}', HOST, NOWHERE, 'A=$HOST=', ' B=1']\n",
      one,
      { app: { K: "v=w", HOST: "shell", NOWHERE: null, A: "shell=", " B": "1" } },
    ],
    [
      "a map merged over a list, numbers printed by Go",
      "=== a.yaml\nservices:\n  app:\n    image: x\n    environment: [A=1, B=1]\n=== b.yaml\nservices:\n  app:\n    environment: {B: 1e6, C: True, A: }\n",
      two,
      { app: { A: null, B: "1e+06", C: "true" } },
    ],
    [
      "an empty override changes nothing, and a text counts as a list",
      "=== a.yaml\nservices:\n  app:\n    image: x\n    environment: {A: 1}\n=== b.yaml\nservices:\n  app:\n    environment:\n=== c.yaml\nservices:\n  app:\n    environment: B=2\n",
      ["a.yaml", "b.yaml", "c.yaml"],
      { app: { A: "1", B: "2" } },
    ],
    [
      "!reset of a key and of a service",
      "=== a.yaml\nservices:\n  app:\n    image: x\n    environment: [A=1, B=1]\n  two:\n    image: x\n=== b.yaml\nservices:\n  app:\n    environment: !override {C: 3}\n  two: !reset null\n",
      two,
      { app: { C: "3" } },
    ],
    [
      "!reset lets a merge key speak, and takes keys that are no text with it",
      "=== compose.yaml\nx-base: &base\n  image: x\n  environment: {A: 1, B: 2}\nservices:\n  app:\n    <<: *base\n    environment: !reset {C: 3, true: 4}\n  two:\n    <<: *base\n    environment: {1: !reset null, C: 3}\n",
      one,
      { app: { A: "1", B: "2" }, two: { C: "3" } },
    ],
    [
      "!reset below !override is no more than a tag",
      "=== a.yaml\nservices:\n  app:\n    image: x\n    environment: {A: 1}\n=== b.yaml\nservices:\n  app:\n    environment: !override {B: !reset null, C: !reset 0x1F}\n",
      two,
      { app: { B: "null", C: "0x1F" } },
    ],
    [
      "!reset in an extending service",
      "=== compose.yaml\nservices:\n  base:\n    image: x\n    environment: {A: 1, B: 2}\n  app:\n    extends: base\n    environment: {A: !reset null, C: 3}\n",
      one,
      { base: { A: "1", B: "2" }, app: { B: "2", C: "3" } },
    ],
    [
      "extends through files, each with its own folder",
      "=== compose.yaml\nservices:\n  app:\n    extends: {file: s/m.yaml, service: mid}\n    environment: {C: c}\n=== s/m.yaml\nservices:\n  mid:\n    extends: {file: t/b.yaml, service: base}\n    environment: {B: m}\n    env_file: m.env\n=== s/t/b.yaml\nservices:\n  base:\n    image: x\n    environment: {A: b, B: b}\n    env_file: b.env\n=== s/m.env\nM=1\n=== s/t/b.env\nT=1\nM=0\n",
      one,
      { app: { T: "1", M: "1", A: "b", B: "m", C: "c" } },
    ],
    [
      "included projects with environments of their own",
      "=== compose.yaml\ninclude: [i/a.yaml]\n=== i/a.yaml\ninclude: [j/b.yaml]\nservices:\n  a:\n    image: x\n    environment: {V: '$V'}\n=== i/.env\nV=i\n=== i/j/b.yaml\nservices:\n  b:\n    image: x\n    environment: {V: '$V', W: '$W'}\n=== i/j/.env\nV=j\nW=w$V\n",
      one,
      { a: { V: "i" }, b: { V: "i", W: "wi" } },
    ],
    [
      "bare names of an included service: a list takes the included environment, a mapping the root's",
      "=== compose.yaml\ninclude: [i/a.yaml]\n=== i/a.yaml\nservices:\n  list:\n    image: x\n    environment: [V]\n  map:\n    image: x\n    environment: {V: }\n=== i/.env\nV=i\n",
      one,
      { list: { V: "i" }, map: { V: null } },
    ],
    [
      "a service that included projects have too: the including file wins, then the first project",
      "=== compose.yaml\ninclude: [i.yaml, j.yaml]\nservices:\n  a:\n    environment: {A: own}\n  r:\n    environment: !override {A: own}\n=== i.yaml\nservices:\n  a:\n    image: x\n    environment: {A: i, B: i}\n  r:\n    image: x\n    environment: {B: i}\n=== j.yaml\nservices:\n  a:\n    environment: [A=j, B=j, C=j]\n",
      one,
      { a: { A: "own", B: "i", C: "j" }, r: { A: "own" } },
    ],
    [
      "an item without a name, which only a mapping of a lone file may not have",
      "=== a.yaml\nservices:\n  app:\n    image: x\n    environment: [$NO, A=1]\n=== b.yaml\nservices:\n  app:\n    environment: {B: 2}\n",
      two,
      Object.fromEntries([
        [
          "app",
          Object.fromEntries([
            ["", null],
            ["A", "1"],
            ["B", "2"],
          ]),
        ],
      ]),
    ],
    [
      "env files of an included service see the root's environment only",
      "=== compose.yaml\ninclude: [i/a.yaml]\n=== i/a.yaml\nservices:\n  a:\n    image: x\n    env_file: x.env\n=== i/.env\nV=i\n=== i/x.env\nX=<$V>\n",
      one,
      { a: { X: "<>" } },
    ],
    [
      "env files: the shell before the service's own environment before earlier files",
      "=== compose.yaml\nservices:\n  app:\n    image: x\n    env_file:\n      - a.env\n      - {path: b.env, format: raw}\n      - c.env\n    environment: {OWN: own}\n=== a.env\nHOST=a\nA=$HOST $OWN\nZ=1\n=== b.env\nB='$Z' # b\n=== c.env\nC=$Z $B\nOWN=c\n",
      one,
      { app: { HOST: "a", A: "shell own", Z: "1", B: "'$Z' # b", C: "1 '$Z' # b", OWN: "own" } },
    ],
    [
      "the override file of a default file",
      "=== compose.yaml\nservices:\n  app:\n    image: x\n    environment: {A: 1}\n=== docker-compose.override.yml\nservices:\n  app:\n    environment: {B: 2}\n",
      one,
      { app: { A: "1", B: "2" } },
    ],
    [
      "COMPOSE_FILE and COMPOSE_PROFILES of .env, and the project's name",
      "=== .env\nCOMPOSE_FILE=compose.yaml:b.yaml\nCOMPOSE_PROFILES=p, q\n=== compose.yaml\nname: My Project\nservices:\n  app:\n    image: x\n    profiles: [q]\n    environment: {A: '$COMPOSE_PROJECT_NAME'}\n  off:\n    image: x\n    profiles: [r]\n=== b.yaml\nservices:\n  app:\n    environment: {B: 2}\n",
      one,
      { app: { A: "myproject", B: "2" } },
    ],
    [
      "documents of one file, merged",
      "=== compose.yaml\nservices:\n  app:\n    image: x\n    environment: {A: 1}\n---\nservices:\n  app:\n    environment: {B: 2}\n",
      one,
      { app: { A: "1", B: "2" } },
    ],
    [
      "names that JavaScript treats specially",
      "=== compose.yaml\nservices:\n  __proto__:\n    image: x\n    environment: {__proto__: 1, constructor: '$toString'}\n",
      one,
      Object.fromEntries([
        [
          "__proto__",
          Object.fromEntries([
            ["__proto__", "1"],
            ["constructor", ""],
          ]),
        ],
      ]),
    ],
  ])("%s", (_, text, targets, expected) => {
    const spec = run(text, targets);
    expect(isRefused(spec)).toBe(false);
    expect(environments(spec)).toEqual(expected);
  });
});

test("models set their variables over all others", () => {
  const text =
    "=== compose.yaml\nmodels: {chat-llm: {model: ai/smollm2}, e: {model: '$HOST'}}\nservices:\n  list:\n    image: x\n    environment: {CHAT_LLM_URL: mine}\n    models: [chat-llm]\n  map:\n    image: x\n    models: {e: {endpoint_var: AI_URL, model_var: AI}, chat-llm: }\n";
  const found = resolve(run(text, one)).map(({ workload, entries }) => [
    workload.address,
    Object.fromEntries([...entries].map(([name, { value }]) => [name, value.state === "opaque" ? value.because : textOf(value)])),
  ]);
  const asked = "docker compose asks its model runner for it";
  expect(Object.fromEntries(found)).toEqual({
    list: { CHAT_LLM_URL: asked, CHAT_LLM_MODEL: "ai/smollm2" },
    map: { AI: "shell", AI_URL: asked, CHAT_LLM_MODEL: "ai/smollm2", CHAT_LLM_URL: asked },
  });
});

test("a provider may set variables of the services that depend on it, and of no other", () => {
  const text =
    "=== compose.yaml\nservices:\n  db: {provider: {type: cloud}}\n  cache: {image: x}\n  short: {image: x, depends_on: [cache, db]}\n  long: {image: x, depends_on: {db: {condition: service_started}}}\n  none: {image: x, depends_on: [cache]}\n";
  const found = resolve(run(text, one)).map(({ workload, openings }) => [workload.address, openings.map(({ because }) => because)]);
  const because = "the provider db sets variables of its own";
  expect(Object.fromEntries(found)).toEqual({ cache: [], short: [because], long: [because], none: [] });
});

test.each<[Options, Record<string, Record<string, string>>]>([
  [
    { "env-file": ["p.env", "q.env"], profile: ["dbg"] },
    { app: { A: "q", B: "p" }, dbg: {} },
  ],
  [{ "project-directory": ["sub"] }, { app: { A: "sub", B: "" } }],
  [{ profile: ["*"] }, { app: { A: "root", B: "" }, dbg: {} }],
])("options %j", (options, expected) => {
  const text =
    "=== compose.yaml\nservices:\n  app:\n    image: x\n    environment: {A: '$A', B: '$B'}\n  dbg:\n    image: x\n    profiles: [dbg]\n=== p.env\nA=p\nB=p\n=== q.env\nA=q\n=== .env\nA=root\n=== sub/.env\nA=sub\n";
  expect(environments(run(text, one, options))).toEqual(expected);
});

test.each([
  [undefined, false],
  ["2", true],
  ["5", false],
])("docker compose %s refuses a service that an included file has too: %s", (major, expected) => {
  const text = "=== compose.yaml\ninclude: [i.yaml]\nservices:\n  app:\n    image: x\n=== i.yaml\nservices:\n  app:\n    image: y\n";
  expect(isRefused(run(text, one, major === undefined ? {} : { compose: [major] }))).toBe(expected);
});

describe("what docker compose refuses", () => {
  test.each([
    ["a default that is missing in an extension field", "x-a: ${NO:?}\nservices: {app: {image: x}}"],
    ["a default that is missing in an inactive service", "services: {app: {image: x, profiles: [p], environment: {A: '${NO:?}'}}}"],
    ["a missing env file", "services: {app: {image: x, env_file: no.env}}"],
    ["a missing included file", "include: [no.yaml]"],
    ["a missing extended file", "services: {app: {extends: {file: no.yaml, service: x}}}"],
    ["a cycle of extends", "services: {a: {image: x, extends: b}, b: {image: x, extends: a}}"],
    ["a cycle of includes", "include: [compose.yaml]"],
    ["a service without an image", "services: {app: {environment: {A: 1}}}"],
    ["an image that its variable leaves empty", "services: {app: {image: '$NO'}}"],
    ["an empty file", "# nothing"],
    ["no mapping", "- a"],
    [
      "an env file that is neither required nor not",
      "services: {app: {image: x, profiles: [p], env_file: [{path: a.env, required: '$HOST'}]}}",
    ],
    ["a text that is not what its tag says", "services: {app: {image: x, environment: {A: !!bool yes}}}"],
    ["a key twice, once to be reset", "services: {app: {image: x, environment: {A: !reset null, A: 1}}}"],
    ["a boolean that is none", "services: {app: {image: x, tty: '${HOST}'}}"],
  ])("%s", (_, text) => {
    expect(isRefused(run(`=== compose.yaml\n${text}\n`, one))).toBe(true);
  });

  test("but not the missing env file of an inactive service", () => {
    expect(isRefused(run("=== compose.yaml\nservices: {app: {image: x, profiles: [p], env_file: no.env}}\n", one))).toBe(false);
  });

  test("nor a lone file that leaves the image to another one", () => {
    expect(isRefused(run("=== prod.yaml\nservices: {app: {environment: {A: 1}}}\n", ["prod.yaml"]))).toBe(false);
  });
});

test.each([
  ["compose.yaml", "", true],
  ["deploy/docker-compose.prod.yml", "", true],
  ["stack.yml", "services:\n  a:\n    image: x\n", true],
  ["rancher-compose.yml", "services:\n  a:\n    scale: 1\n", false],
  ["k8s.yaml", "apiVersion: v1\nkind: Service\n", false],
  ["ci.yml", "jobs:\n  a:\n    services:\n      image: x\n", false],
  ["compose.md", "services:\n  a:\n    image: x\n", false],
])("%s is a compose file: %#", (path, text, expected) => {
  expect(compose.accepts({ path, text })).toBe(expected);
});

test("two hundred services are not read for ever", () => {
  const variables = Array.from({ length: 20 }, (_, i) => `      V${String(i)}: "a \${X${String(i)}:-d} b"\n`).join("");
  const services = Array.from({ length: 201 }, (_, i) => `  s${String(i)}:\n    image: x\n    environment:\n${variables}`).join("");
  const start = performance.now();
  const spec = run(`=== compose.yaml\nservices:\n${services}`, one);
  expect(resolve(spec)).toHaveLength(201);
  expect(performance.now() - start).toBeLessThan(10_000);
});

// docker compose takes it for no variables, in env_file too.
test("/dev/null is an empty env file, and hides nothing", () => {
  const spec = run("=== compose.yaml\nservices:\n  app:\n    image: x\n    env_file: [/dev/null, a.env]\n=== a.env\nA=1\n", one);
  expect(resolve(spec).flatMap(({ openings }) => openings)).toEqual([]);
  expect(environments(spec)).toEqual({ app: { A: "1" } });
  expect(spec.sources.map(({ path }) => path)).toEqual(["compose.yaml", "a.env"]);
});
