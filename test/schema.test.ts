import { describe, expect, test } from "@jest/globals";
import type { Declaration } from "../src/model/schema.ts";
import { unseal } from "../src/model/sealed.ts";
import { positionOf, textAt } from "../src/model/source.ts";
import { readSchemas } from "../src/schema/read-schemas.ts";
import { mistakesIn, nothingElse } from "./schema-support.ts";

function read(text: string, path = "schemas/app.yaml") {
  const source = { path, text };
  const { services, problems } = readSchemas([source], nothingElse);
  expect(mistakesIn(problems)).toEqual([]);
  const [service] = services;
  if (service === undefined) throw new Error("no service");
  return service;
}

/** One variable, in a stage when one is named. */
function variable(text: string, stage?: string): Declaration {
  const service = read(`service: app\nvariables:\n  A: ${text}\n  B: {}\n`);
  const found = (stage === undefined ? service.variables : service.inStage(stage)).get("A");
  if (found === undefined) throw new Error("no variable");
  return found;
}

const example = `# yaml-language-server: $schema=../node_modules/envcheck/schemas/service.schema.json
service: auth
description: Django authentication service
owner: team-identity
runbook: docs/runbooks/auth-failure.md
reader: django-environ
closed: true
code: [auth/**/*.py]
stages:
  local: [.env, compose.yaml#auth]
  staging: k8s/overlays/staging#Deployment/auth
  production:
    target: k8s/overlays/production#Deployment/auth
    host-env: [IMAGE_TAG]
    provided: { SENTRY_DSN: injected by the platform }
variables:
  SECRET_KEY: { type: secret, min-length: 50, impact: every login fails }
  DEBUG: { type: boolean, default: false, in: { production: { one-of: [false] } } }
  OIDC_ENABLED: { type: boolean, required: false }
  OIDC_CLIENT_ID: { required: { when: { OIDC_ENABLED: true } } }
  OLD_SIGNING_KEY: { deprecated: use SECRET_KEY, forbidden: [production] }
  SENTRY_DSN:
constraints:
  - distinct: [SECRET_KEY, OLD_SIGNING_KEY]
  - when: { OIDC_ENABLED: true, SENTRY_DSN: { set: true } }
    require: [OIDC_CLIENT_ID]
    message: log-ins must be traceable
`;

describe("a whole schema", () => {
  const service = read(example, "schemas/auth.yaml");

  test("says what the service is", () => {
    const { service: name, owner, runbook, reader, closed, code, envFileFormat, description } = service;
    expect({ name, owner, runbook, reader, closed, code, envFileFormat, description }).toEqual({
      name: "auth",
      owner: "team-identity",
      runbook: "docs/runbooks/auth-failure.md",
      reader: "django-environ",
      closed: true,
      code: ["auth/**/*.py"],
      envFileFormat: "django-environ",
      description: "Django authentication service",
    });
    expect(textAt(service.at)).toBe("auth");
  });

  test("takes every form of a stage", () => {
    const targets = service.stages.map((stage) => [
      stage.name,
      ...stage.targets.map(({ text, at }) => `${text} in line ${String(positionOf(at).line)}`),
    ]);
    expect(targets).toEqual([
      ["local", ".env in line 10", "compose.yaml#auth in line 10"],
      ["staging", "k8s/overlays/staging#Deployment/auth in line 11"],
      ["production", "k8s/overlays/production#Deployment/auth in line 13"],
    ]);
    const production = service.stages.at(-1);
    expect([...(production?.hostEnv ?? [])]).toEqual([["IMAGE_TAG", undefined]]);
    expect([...(production?.provided ?? [])]).toEqual([["SENTRY_DSN", "injected by the platform"]]);
    expect(service.stages[0]?.hostEnv).toBeUndefined();
  });

  test("keeps the order of the variables, each with the place of its name", () => {
    expect([...service.variables.values()].map(({ name, at }) => [name, textAt(at), positionOf(at).line])).toEqual([
      ["SECRET_KEY", "SECRET_KEY", 17],
      ["DEBUG", "DEBUG", 18],
      ["OIDC_ENABLED", "OIDC_ENABLED", 19],
      ["OIDC_CLIENT_ID", "OIDC_CLIENT_ID", 20],
      ["OLD_SIGNING_KEY", "OLD_SIGNING_KEY", 21],
      ["SENTRY_DSN", "SENTRY_DSN", 22],
    ]);
  });

  test("has the constraints", () => {
    expect(
      service.constraints.map(({ kind, variables, when, message, at }) => ({ kind, variables, when, message, at: textAt(at) })),
    ).toEqual([
      { kind: "distinct", variables: ["SECRET_KEY", "OLD_SIGNING_KEY"], when: [], message: undefined, at: "distinct" },
      {
        kind: "require",
        variables: ["OIDC_CLIENT_ID"],
        when: [
          { name: "OIDC_ENABLED", test: { kind: "one-of", texts: ["true"] } },
          { name: "SENTRY_DSN", test: { kind: "present", present: true } },
        ],
        message: "log-ins must be traceable",
        at: "require",
      },
    ]);
  });

  test("tightens a variable in its stage only", () => {
    const choices = ["local", "production", "unknown"].map((stage) => service.inStage(stage).get("DEBUG")?.use.constraints.oneOf);
    expect(choices).toEqual([undefined, ["false"], undefined]);
    expect(["local", "production"].map((stage) => service.inStage(stage).get("OLD_SIGNING_KEY")?.forbidden)).toEqual([false, true]);
    expect(service.inStage("production")).toBe(service.inStage("production"));
  });
});

test.each([
  ["{}", true],
  ["", true],
  ["{ required: false }", false],
  ["{ default: x }", false],
  ["{ default: x, required: true }", true],
  ["{ deprecated: true }", false],
  ["{ deprecated: true, required: true }", true],
  ["{ deprecated: false }", true],
  ["{ forbidden: true }", false],
  ["{ required: { when: { B: [x, 1] } } }", { when: [{ name: "B", test: { kind: "one-of", texts: ["x", "1"] } }] }],
])("%s is required: %j", (text, required) => {
  expect(variable(text).required).toEqual(required);
});

test.each([
  ["{ forbidden: [live] }", undefined, true, false],
  ["{ forbidden: [live] }", "live", false, true],
  ["{ forbidden: [live] }", "other", true, false],
  ["{ in: { live: { forbidden: true } } }", "live", false, true],
  ["{ forbidden: true, in: { live: { forbidden: false } } }", "live", true, false],
  ["{ default: x, in: { live: { required: true } } }", "live", true, false],
])("%s in stage %s is required: %s, forbidden: %s", (text, stage, required, forbidden) => {
  expect(variable(text, stage)).toMatchObject({ required, forbidden });
});

test.each([
  ["{ type: secret }", true],
  ["{ type: secret, sensitive: false }", false],
  ["{ type: url }", false],
  ["{ type: url, sensitive: true }", true],
  ["{ type: list, items: secret }", true],
])("%s is sensitive: %s", (text, sensitive) => {
  expect(variable(text).sensitive).toBe(sensitive);
});

test.each([
  ["{ one-of: [1.0, 007, true, 'x y'] }", { oneOf: ["1.0", "007", "true", "x y"] }],
  ["{ type: duration, min: 30s, max: 2m }", { min: 30_000, max: 120_000 }],
  ["{ type: byte-size, max: 1MiB }", { max: 1_048_576 }],
  ["{ min-length: 0, max-length: 9 }", { minLength: 0, maxLength: 9 }],
  ["{ type: url, schemes: [http, https], hosts: ['*.example.com'] }", { schemes: ["http", "https"], hosts: ["*.example.com"] }],
  [
    "{ type: list, items: hostname, separator: ' ', unique: true }",
    { separator: " ", unique: true, items: { type: { id: "hostname" }, constraints: {} } },
  ],
  ["{ type: list, items: { type: integer, min: 1 } }", { items: { type: { id: "integer" }, constraints: { min: 1 } } }],
  ["{ type: pem, kind: public-key, key-type: rsa, min-bits: 2048 }", { kind: "public-key", keyType: "rsa", minBits: 2048 }],
  ["{ type: jwt-key, algorithm: HS512 }", { algorithm: "HS512" }],
  ["{ not: [x] }", { not: ["x"] }],
])("%s has the constraints %j", (text, constraints) => {
  expect(variable(text).use.constraints).toMatchObject(constraints);
});

test("a pattern is RE2 and is kept as written", () => {
  const { pattern, patternText } = variable('{ pattern: "^[a-z]+$" }').use.constraints;
  expect([pattern?.("abc"), pattern?.("ab1"), patternText]).toEqual([true, false, "^[a-z]+$"]);
});

test.each([
  ["{ default: 007 }", "007"],
  ["{ default: '' }", ""],
  ["{ default: True }", "True"],
  ["{ default: 1_000 }", "1_000"],
])("%s keeps the characters of the default, sealed", (text, characters) => {
  const { default: preset } = variable(text);
  expect(preset === undefined ? undefined : unseal(preset)).toBe(characters);
  expect(JSON.stringify(variable(text))).not.toContain(`"default":"${characters}"`);
});

test("an example of a sensitive variable is not kept", () => {
  expect(variable("{ type: url, sensitive: true, example: 'postgres://u:p@db/x' }").example).toBeUndefined();
  expect(variable("{ type: url, example: 'https://a.example/' }").example).toBe("https://a.example/");
});

test("names of JavaScript's own are names like any other", () => {
  const text =
    "service: app\nvariables:\n  __proto__: { type: port }\n  constructor: {}\n  toString: { required: { when: { __proto__: 1 } } }\nstages:\n  __proto__: .env\n";
  const service = read(text);
  expect([...service.variables].map(([name, { use }]) => [name, use.type.id])).toEqual([
    ["__proto__", "port"],
    ["constructor", "string"],
    ["toString", "string"],
  ]);
  expect(service.stages.map(({ name }) => name)).toEqual(["__proto__"]);
  expect(Object.keys({})).toEqual([]);
});

test("anchors and merge keys work in a schema", () => {
  const service = read("service: app\nvariables:\n  A: &key { type: port, impact: x }\n  B: *key\n  C: { <<: *key, default: 1 }\n");
  expect([...service.variables.values()].map(({ use, impact }) => [use.type.id, impact])).toEqual(
    Array.from({ length: 3 }, () => ["port", "x"]),
  );
});

test("a JSON file is read like a YAML file", () => {
  const service = read(
    '{\n\t"$schema": "x",\n\t"service": "app",\n\t"variables": { "A": { "type": "integer", "default": 5, "min": 1 }, "B": null }\n}',
    "schemas/app.json",
  );
  expect(service.variables.get("A")?.use).toMatchObject({ type: { id: "integer" }, constraints: { min: 1 } });
  expect([...service.variables.keys()]).toEqual(["A", "B"]);
});
