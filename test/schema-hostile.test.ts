import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { readConfig } from "../src/schema/read-config.ts";
import { readSchemas } from "../src/schema/read-schemas.ts";
import { mistakesIn, nothingElse } from "./schema-support.ts";

/** Processor time, which other work on the machine does not lengthen. */
function milliseconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe("hostile files", () => {
  const many = Array.from({ length: 4000 }, (_, index) => `VARIABLE_${String(index)}`);
  const nested = Array.from(
    { length: 40 },
    (_, index) => `  A${String(index)}: &a${String(index)} { in: { x: *a${String(index - 1)}, y: *a${String(index - 1)} } }`,
  );

  test.each([
    ["nested aliases", `service: a\nvariables:\n  A: &a-1 {}\n${nested.join("\n")}\n`],
    ["deep nesting", `service: a\nvariables: ${"[".repeat(5000)}`],
    [
      "names that nothing declares",
      `service: a\nvariables:\n${many.map((name) => `  ${name}:\n`).join("")}constraints:\n  - equal: [${many.map((name) => `${name}X`).join(", ")}]\n`,
    ],
    ["a pattern without end", `service: a\nvariables:\n  A: { pattern: "${"(a*)*".repeat(200)}$" }\n`],
    ["unknown keys", `service: a\n${many.map((name) => `${name}: 1\n`).join("")}`],
  ])("%s take little time and end in mistakes or none", (_, text) => {
    expect(milliseconds(() => readSchemas([{ path: "a.yaml", text }], nothingElse))).toBeLessThan(2000);
  });

  const word = fc.constantFrom(
    "service",
    "variables",
    "stages",
    "constraints",
    "extends",
    "in",
    "type",
    "when",
    "required",
    "a",
    "url",
    "secret",
    "true",
    "__proto__",
    "*x",
    "&x",
    "<<",
    "- ",
    ": ",
    "\n",
    "\n  ",
    "\n    ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    '"',
    "#",
    "|",
    "~",
  );

  test("no text makes the readers throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(word, { maxLength: 40 }).map((words) => words.join("")),
        ),
        (text) => {
          const source = { path: "a.yaml", text };
          const { problems } = readSchemas([source], nothingElse);
          readConfig(source, ["missing"]);
          return problems.every(({ at }) => at === undefined || (at.start <= at.end && at.end <= text.length));
        },
      ),
      { numRuns: 600 },
    );
  });

  test("no message and no span holds a value of the file", () => {
    const canary = "hunter2secretvalue";
    const places = ["description", "closed", "code", "reader", "stages", "variables", "constraints", "extends", "owner"];
    const inVariable = [
      "type",
      "required",
      "default",
      "one-of",
      "min",
      "min-length",
      "pattern",
      "items",
      "forbidden",
      "aliases",
      "in",
      "example",
      "sensitive",
    ];
    const forms = [`${canary} x`, `[${canary} x]`, `{ a: ${canary} x }`, `"${canary}\\n"`];
    const texts = forms.flatMap((form) => [
      ...places.map((key) => `service: a\n${key}: ${form}\n`),
      ...inVariable.map((key) => `service: a\nvariables: { A: { ${key}: ${form} } }\n`),
    ]);
    for (const text of texts) {
      const found = mistakesIn(readSchemas([{ path: "a.yaml", text }], nothingElse).problems);
      for (const { span, message } of found)
        expect([message.includes(canary), span.includes(canary) && !/pattern|extends|aliases|forbidden/.test(text)]).toEqual([
          false,
          false,
        ]);
    }
  });
});
