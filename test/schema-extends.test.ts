import { describe, expect, test } from "@jest/globals";
import type { Source } from "../src/model/source.ts";
import { readSchemas } from "../src/schema/read-schemas.ts";
import { mistakesIn } from "./schema-support.ts";

const world = (table: Readonly<Record<string, string>>) => (path: string) => {
  const text = table[path];
  return text === undefined ? { path, reason: "missing" as const, because: "does not exist" } : { path, text };
};
const sourceOf = (path: string, text: string): Source => ({ path, text });
const load = (table: Readonly<Record<string, string>>, ...roots: readonly string[]) =>
  readSchemas(
    roots.map((path) => sourceOf(path, table[path] ?? "")),
    world(table),
  );

/** What is extended, the files by path, and the place, the span and the message of each mistake. */
type Row = readonly [what: string, files: Readonly<Record<string, string>>, mistakes: readonly (readonly [string, string, unknown])[]];

describe("extends", () => {
  const files: Readonly<Record<string, string>> = {
    "schemas/app.yaml": "service: app\nextends: [./shared/base.yaml, catalogue:redis-client]\nvariables:\n  PORT: { min: 1024 }\n",
    "schemas/shared/base.yaml":
      "extends: ../more.yaml\nowner: base\ndescription: base\nvariables:\n  PORT: { type: port, impact: nothing listens, in: { live: { min: 2000 } } }\n",
    "schemas/more.yaml": "owner: more\nrunbook: more\nvariables:\n  HOST: { type: hostname }\nconstraints:\n  - equal: [HOST, HOST2]\n",
  };
  test("wins key by key, over files relative to the extending one and over the catalogue", () => {
    const { services, problems, sources } = load(files, "schemas/app.yaml");
    const [service] = services;
    const port = service?.variables.get("PORT");
    expect(port).toMatchObject({ impact: "nothing listens", use: { type: { id: "port" }, constraints: { min: 1024 } } });
    expect(port?.at.source.path).toBe("schemas/app.yaml");
    expect(service?.inStage("live").get("PORT")?.use.constraints.min).toBe(2000);
    expect([service?.owner, service?.runbook, service?.description]).toEqual(["base", "more", undefined]);
    expect([...(service?.variables.keys() ?? [])]).toEqual(expect.arrayContaining(["HOST", "PORT", "REDIS_URL"]));
    expect(service?.constraints.map(({ kind }) => kind)).toEqual(["equal", "at-least-one-of"]);
    expect(sources.map(({ path }) => path)).toEqual([
      "schemas/app.yaml",
      "schemas/shared/base.yaml",
      "schemas/more.yaml",
      "catalogue:redis-client",
    ]);
    expect(mistakesIn(problems).map(({ place, message }) => [place, message])).toEqual([
      ["schemas/more.yaml:6:19", "HOST2 is not declared here, did you mean HOST"],
    ]);
  });

  test.each<Row>([
    [
      "a missing file",
      { "a.yaml": "service: a\nextends: [../b.yaml, c.yaml]" },
      [
        ["a.yaml:2:11", "../b.yaml", "this file cannot be extended: it does not exist"],
        ["a.yaml:2:22", "c.yaml", "this file cannot be extended: it does not exist"],
      ],
    ],
    [
      "no entry of the catalogue",
      { "a.yaml": "service: a\nextends: catalogue:djngo" },
      [
        [
          "a.yaml:2:10",
          "catalogue:djngo",
          expect.stringMatching(/^the catalogue has no such entry, did you mean catalogue:django; it holds catalogue:celery, /),
        ],
      ],
    ],
    [
      "a cycle",
      { "a.yaml": "service: a\nextends: b.yaml", "b.yaml": "extends: [c.yaml]", "c.yaml": "extends: b.yaml" },
      [["c.yaml:1:10", "b.yaml", "these files extend each other: b.yaml, c.yaml, b.yaml"]],
    ],
    ["itself", { "a.yaml": "service: a\nextends: a.yaml" }, [["a.yaml:2:10", "a.yaml", "these files extend each other: a.yaml, a.yaml"]]],
    [
      "two that clash",
      {
        "a.yaml": "service: a\nextends: [b.yaml, c.yaml]",
        "b.yaml": "variables:\n  X: { type: url, impact: b }",
        "c.yaml": "variables: { X: { type: port, impact: c } }",
      },
      [["a.yaml:2:1", "extends", "X: b.yaml:2:8 and c.yaml:1:19 differ on type, so this file must say which holds"]],
    ],
    [
      "two that clash in a stage, with the variable here",
      {
        "a.yaml": "service: a\nextends: [b.yaml, c.yaml]\nvariables: { X: { min-length: 3 } }",
        "b.yaml": "variables: { X: { in: { live: { max-length: 5 } } } }",
        "c.yaml": "variables: { X: { in: { live: { max-length: 6 } } } }",
      },
      [["a.yaml:3:14", "X", "X: b.yaml:1:33 and c.yaml:1:33 differ on live.max-length, so this file must say which holds"]],
    ],
    [
      "two that clash, settled here",
      {
        "a.yaml": "service: a\nextends: [b.yaml, c.yaml]\nvariables: { X: { type: port } }",
        "b.yaml": "variables: { X: { type: url } }",
        "c.yaml": "variables: { X: { type: port } }",
      },
      [],
    ],
    [
      "two that agree",
      {
        "a.yaml": "service: a\nextends: [b.yaml, c.yaml]",
        "b.yaml": "variables: { X: { one-of: [p, q] } }",
        "c.yaml": "variables: { X: { one-of: ['p', q] } }",
      },
      [],
    ],
    [
      "one file twice over",
      {
        "a.yaml": "service: a\nextends: [b.yaml, c.yaml]",
        "b.yaml": "extends: d.yaml",
        "c.yaml": "extends: d.yaml",
        "d.yaml": "variables: { X: }",
      },
      [],
    ],
    [
      "a mistake in a shared file, told once",
      {
        "a.yaml": "service: a\nextends: c.yaml",
        "b.yaml": "service: b\nextends: c.yaml",
        "c.yaml": "variables: { X: { type: integer, min: x } }",
      },
      [["c.yaml:1:34", "min", "X.min must be of type integer"]],
    ],
    [
      "a stage that only the shared file knows",
      { "a.yaml": "service: a\nextends: b.yaml\nstages: { x: .env }", "b.yaml": "variables: { X: { in: { live: {} }, forbidden: [qa] } }" },
      [],
    ],
  ])("%s", (_, table, expected) => {
    const roots = Object.keys(table).filter((path) => table[path]?.startsWith("service"));
    const found = mistakesIn(load(table, ...roots).problems);
    expect(found.map(({ place, span, message }) => [place, span, message])).toEqual(expected);
  });

  test("a chain has an end", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `f${String(index)}.yaml`,
        `service: s${String(index)}\nextends: f${String(index + 1)}.yaml`,
      ]),
    );
    expect(mistakesIn(load(chain, "f0.yaml").problems).map(({ message }) => message)).toEqual([
      "more than 20 files extend each other in a row",
    ]);
  });

  test("a file without a service is right when another extends it, whichever is read first", () => {
    const table = { "a.yaml": "variables: { X: }", "b.yaml": "service: b\nextends: a.yaml" };
    expect(load(table, "a.yaml", "b.yaml").problems).toEqual([]);
    expect(load(table, "b.yaml", "a.yaml").problems).toEqual([]);
  });
});
