import { describe, expect, test } from "@jest/globals";
import { readSchemas } from "../src/schema/read-schemas.ts";
import { envFileReaders, words } from "../src/schema/words.ts";
import { types } from "../src/types/index.ts";
import { mistakesIn, nothingElse } from "./schema-support.ts";

const typeIds =
  "string, secret, integer, number, boolean, url, hostname, host-port, port, ip, cidr, email, duration, byte-size, list, map, json, base64, hex, uuid, pem, jwt-key, path, semver, regex, cron, timezone, locale, date-time";
const constraintKinds =
  "require, forbid, exactly-one-of, at-least-one-of, all-or-none, distinct, equal, less-than, same-across, differs-between";

/** A schema text, then each mistake as the text its span covers and its message. */
type Row = readonly [text: string, ...mistakes: readonly (readonly [span: string, message: string])[]];

const whole: readonly Row[] = [
  ["", ["", "the file holds no schema"]],
  ["# only a comment\n", ["", "the file holds no schema"]],
  ["~", ["", "the file holds no schema"]],
  ["hunter2", ["", "the file must be a mapping"]],
  ["- service: a", ["", "the file must be a mapping"]],
  ["service: a\n---\nservice: b", ["", "a second YAML document starts here, where only one is read"]],
  ["service: a\nowner: b\nservice: c", ["service", "service stands twice in this mapping, first in line 1"]],
  ["service: a\n? [x]\n: y", ["", "a key must be text"]],
  ["variables: {}", ["", "the file names no service, and no other schema extends it"]],
  ["service: a b", ["service", "service must be a name of letters, digits, dots, dashes and underscores"]],
  ["service: a\ndescription: [hunter2]", ["description", "description must be text"]],
  ["service: a\nclosed: yes", ["closed", "closed must be true or false"]],
  ["service: a\ncode: src", ["code", "code must be a list"]],
  ["service: a\ncode: [{ a: b }]", ["", "code[0] must be text"]],
  ["service: a\nextends: []", ["extends", "extends must not be empty"]],
  [
    "service: a\nreader: djngo-environ",
    [
      "djngo-environ",
      `reader is not known, did you mean django-environ; it must be one of strict, django-environ, python-bool, pydantic, node, go-strconv, spring, rails, ${envFileReaders.join(", ")}`,
    ],
  ],
  [
    "service: a\nvaribles: {}",
    [
      "varibles",
      "the file takes no key varibles, did you mean variables; a service schema takes $schema, service, description, owner, runbook, extends, reader, code, readers, dynamic, closed, stages, variables, constraints",
    ],
  ],
];

const variables: readonly Row[] = [
  ["PORT: hunter2", ["PORT", "PORT must be a mapping"]],
  ["A=B: {}", ["A=B", "a name must not be empty and must hold no white space and no equals sign"]],
  ["URL: { type: urll }", ["urll", `URL.type is not known, did you mean url; it must be one of ${typeIds}`]],
  ["URL: { type: [url] }", ["type", `URL.type must be one of ${typeIds}`]],
  [
    "N: { type: integer, schemes: [x] }",
    ["schemes", "N is of type integer, which takes no schemes; it takes one-of, not, pattern, min, max, min-length, max-length"],
  ],
  ["N: { type: integer, min: abc }", ["min", "N.min must be of type integer"]],
  ["T: { type: duration, min: 30s, max: 10s }", ["max", "T.max must not be below min"]],
  ["T: { min-length: 3, max-length: 2 }", ["max-length", "T.max-length must not be below min-length"]],
  ["T: { min-length: -1 }", ["min-length", "T.min-length must not be negative"]],
  ["T: { min-length: 1.5 }", ["min-length", "T.min-length must be a whole number"]],
  ['T: { pattern: "(?=a)" }', ["pattern", "T.pattern cannot be compiled: lookahead and lookbehind are not part of RE2 syntax"]],
  ["T: { one-of: [] }", ["one-of", "T.one-of must not be empty"]],
  ["T: { one-of: hunter2 }", ["one-of", "T.one-of must be a list"]],
  ["N: { type: integer, one-of: [1, hunter2] }", ["one-of", "N.one-of must be a whole number in decimal digits"]],
  ["N: { type: integer, default: hunter2 }", ["default", "N.default must be a whole number in decimal digits"]],
  ["N: { type: integer, example: hunter2 }", ["example", "N.example must be a whole number in decimal digits"]],
  ["N: { default: [hunter2] }", ["default", "N.default must be text"]],
  [
    "S: { type: secret, default: hunter2 }",
    ["default", "S is of type secret, which takes no default; say required: false where the service runs without it"],
  ],
  ["L: { type: list, items: prt }", ["prt", `L.items is not known, did you mean port; it must be one of ${typeIds}`]],
  ["L: { type: list, items: { type: prt } }", ["prt", `L.items.type is not known, did you mean port; it must be one of ${typeIds}`]],
  ["L: { type: list, items: { type: integer, min: x } }", ["min", "L.min must be of type integer"]],
  ["K: { type: pem, kind: v4 }", ["kind", "K.kind must be one of certificate, private-key, public-key for type pem"]],
  ["K: { type: pem, key-type: dsa }", ["dsa", "K.key-type is not known, did you mean rsa; it must be one of rsa, ec, ed25519, ed448"]],
  ["R: { required: maybe }", ["required", "R.required must be true, false or a mapping"]],
  ["R: { required: { when: {} } }", ["when", "when names no variable, so it says nothing"]],
  ["R: { required: {} }", ["required", "R.required needs the key when"]],
  ["R: { required: { when: { OTHR: 1 } } }\n  OTHER: {}", ["OTHR", "OTHR is not declared here, did you mean OTHER"]],
  [
    "R: { required: { when: { R: { sett: true } } } }",
    ["sett", "R.required.when.R takes no key sett, did you mean set; a condition takes set"],
  ],
  ["R: { required: true, forbidden: true }", ["required", "R cannot be required where it is forbidden"]],
  ["R: { required: true, forbidden: [live] }", ["required", "R cannot be required where it is forbidden"]],
  ["F: { forbidden: [liv] }", ["liv", "no stage is called liv, did you mean live; the stages are local, live"]],
  ["F: { in: { liv: {} } }", ["liv", "no stage is called liv, did you mean live; the stages are local, live"]],
  ["F: { in: { live: { forbidden: [live] } } }", ["forbidden", "F.in.live.forbidden must be true or false"]],
  ["F: { type: integer, in: { live: { min: x } } }", ["min", "F.min must be of type integer"]],
  ["F: { type: integer, default: 1, in: { live: { default: x } } }", ["default", "F.default must be a whole number in decimal digits"]],
  ["A: { aliases: [a b] }", ["", "A.aliases[0] must be a name without white space and equals signs"]],
  ["A: { aliases: [B, A] }", ["A", "A cannot be an alias of itself"]],
  [
    'U: { type: url, schemes: [https, "http://"] }',
    ["http://", "U.schemes must hold schemes alone, such as https, without :// behind them"],
  ],
  ["U: { type: url, schemes: [postgresql+psycopg2, jdbc:postgresql] }"],
  ["A: { deprecated: 5 }", ["deprecated", "A.deprecated must be true, false or text"]],
  ["__proto__: { type: prt }", ["prt", `__proto__.type is not known, did you mean port; it must be one of ${typeIds}`]],
  ["constructor: 3", ["constructor", "constructor must be a mapping"]],
];

const stages: readonly Row[] = [
  ["local: []", ["local", "local must not be empty"]],
  ["local: 5", ["local", "local must be text, a list or a mapping"]],
  ["local: {}", ["local", "local needs the key target"]],
  ["local: [a, { b: c }]", ["", "local[1] must be text"]],
  ["local: { target: a, host-env: 3 }", ["host-env", "local.host-env must be a list or a mapping"]],
  [
    "local: { target: a, provide: [A] }",
    ["provide", "local takes no key provide, did you mean provided; a stage takes target, live, host-env, provided"],
  ],
  ["local: { target: a, provided: { A: [hunter2] } }", ["A", "local.provided.A must be text"]],
];

const constraints: readonly Row[] = [
  ["{}", ["", `a constraint needs one of ${constraintKinds}`]],
  ["5", ["", "constraints[0] must be a mapping"]],
  ["distinct: ALPHA", ["distinct", "constraints[0].distinct must be a list"]],
  ["distinct: [ALPHA]", ["distinct", "constraints[0].distinct must have at least two entries"]],
  ["distinct: [ALPHA, BETA, ALPHA]", ["ALPHA", "ALPHA stands twice in this list"]],
  ["same-across: { services: [app, app, other], variables: [ALPHA] }", ["app", "app stands twice in this list"]],
  ["distinct: [ALPHA, BETTA]", ["BETTA", "BETTA is not declared here, did you mean BETA"]],
  [
    "distnct: [ALPHA, BETA]",
    ["distnct", `constraints[0] takes no key distnct, did you mean distinct; a constraint takes when, ${constraintKinds}, message`],
  ],
  ["{ distinct: [ALPHA, BETA], equal: [ALPHA, BETA] }", ["equal", "a constraint says one thing; give this key an entry of its own"]],
  ["{ when: { ALPHA: 1 }, distinct: [ALPHA, BETA] }", ["when", "when goes with require and forbid only"]],
  ["require: [ALPHA]", ["require", "require needs a when; without a condition it belongs to the variable"]],
  ["{ when: { ALPA: 1 }, forbid: [BETA] }", ["ALPA", "ALPA is not declared here, did you mean ALPHA"]],
  ["same-across: { services: [app], variables: [ALPHA] }", ["same-across", "same-across needs another service"]],
  [
    "same-across: { services: [app, othr], variables: [ALPHA] }",
    ["othr", "no service is called othr, did you mean other; the services are app, other"],
  ],
  ["same-across: { services: [app, other], variables: [BETA] }", ["BETA", "BETA is not declared by the service other"]],
  ["same-across: { services: [app, other] }", ["same-across", "constraints[0].same-across needs the key variables"]],
  [
    "differs-between: { stages: [local, liv], variables: [ALPHA] }",
    ["liv", "no stage is called liv, did you mean live; the stages are local, live"],
  ],
];

const other = { path: "schemas/other.yaml", text: "service: other\nvariables:\n  ALPHA:\n" };
const twoStages = "stages: { local: .env, live: k8s/live }\n";

describe.each([
  ["a file", whole, (text: string) => text],
  ["a variable", variables, (text: string) => `service: app\n${twoStages}variables:\n  ${text}\n`],
  ["a stage", stages, (text: string) => `service: app\nvariables: { A: {} }\nstages:\n  ${text}\n`],
  [
    "a constraint",
    constraints,
    (text: string) => `service: app\n${twoStages}variables: { ALPHA: {}, BETA: {} }\nconstraints:\n  - ${text}\n`,
  ],
])("%s", (_, rows, around) => {
  test.each(rows)("%j", (text, ...expected) => {
    const source = { path: "schemas/app.yaml", text: around(text) };
    const found = mistakesIn(readSchemas([source, other], nothingElse).problems);
    expect(found.filter(({ path }) => path === source.path).map(({ span, message }) => [span, message])).toEqual(expected);
  });
});

test("all mistakes of all files are told in one run, by file and place", () => {
  const sources = [
    { path: "schemas/b.yaml", text: "service: b\nclosed: 1\nvariables:\n  A: { type: x }\nowner: []\n" },
    { path: "schemas/a.yaml", text: "service: a\nclosed: 1\n" },
    { path: "schemas/c.json", text: '{\n\t"service": "a",\n\t"closed": "1"\n}\n' },
  ];
  const found = mistakesIn(readSchemas(sources, nothingElse).problems);
  expect(found.map(({ place, span }) => `${place} ${span}`)).toEqual([
    "schemas/a.yaml:2:1 closed",
    "schemas/b.yaml:2:1 closed",
    "schemas/b.yaml:4:14 x",
    "schemas/b.yaml:5:1 owner",
    "schemas/c.json:2:14 a",
    "schemas/c.json:3:3 closed",
  ]);
});

test("a service that is declared twice names both places, and the first holds", () => {
  const sources = ["one", "two"].map((name) => ({ path: `schemas/${name}.yaml`, text: `# ${name}\nservice: auth\nowner: ${name}\n` }));
  const { services, problems } = readSchemas(sources, nothingElse);
  expect(mistakesIn(problems)).toEqual([
    {
      path: "schemas/two.yaml",
      place: "schemas/two.yaml:2:10",
      span: "auth",
      message: "the service auth is declared twice, first at schemas/one.yaml:2:10",
    },
  ]);
  expect(services.map(({ owner }) => owner)).toEqual(["one"]);
});

test("broken YAML is a mistake at its place, and the other files are read", () => {
  const sources = [
    { path: "schemas/a.yaml", text: "service: a\nowner: [\n" },
    { path: "schemas/b.yaml", text: "service: b\n" },
  ];
  const { services, problems } = readSchemas(sources, nothingElse);
  expect(mistakesIn(problems)).toEqual([
    expect.objectContaining({ path: "schemas/a.yaml", message: expect.stringContaining("the YAML cannot be read") }),
  ]);
  expect(services.map(({ service }) => service)).toEqual(["b"]);
});

test("kind, key-type and algorithm know the types that take them", () => {
  for (const [key, constraint] of [
    ["kind", "kind"],
    ["key-type", "keyType"],
    ["algorithm", "algorithm"],
  ] as const) {
    const takers = types.filter((type) => type.constraints.includes(constraint)).map(({ id }) => id);
    expect(Object.keys(words[key]).toSorted()).toEqual(takers.toSorted());
  }
});
