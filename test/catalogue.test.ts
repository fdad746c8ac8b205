import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { catalogue } from "../src/schema/catalogue.ts";
import { readSchemas } from "../src/schema/read-schemas.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "schemas/catalogue");
const files = readdirSync(folder).toSorted();
const names = files.map((file) => file.replace(/[.]yaml$/, ""));

/** A string literal in the quotes that need fewer backslashes, as the formatter writes it. */
function literal(text: string): string {
  const double = JSON.stringify(text);
  if (text.split('"').length <= text.split("'").length) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** The module that carries the catalogue into the bundle. */
function moduleOf(entries: readonly (readonly [string, string])[]): string {
  const lines = entries.map(([name, text]) => `  [\n    "${name}",\n    ${literal(text)},\n  ],\n`);
  return [
    "// Written by test/catalogue.test.ts from schemas/catalogue; run it with UPDATE=1 after a change there.\n",
    "\n/** The text of each catalogue entry by its name. */\n",
    `export const catalogue: ReadonlyMap<string, string> = new Map([\n${lines.join("")}]);\n`,
  ].join("");
}

test("the module in src is made of the files in schemas/catalogue", () => {
  const path = join(root, "src/schema/catalogue.ts");
  const wanted = moduleOf(files.map((file, index) => [names[index] ?? "", readFileSync(join(folder, file), "utf8")]));
  if (process.env["UPDATE"] === "1") writeFileSync(path, wanted);
  expect(readFileSync(path, "utf8")).toBe(wanted);
});

test("the entries that every team needs are there", () => {
  expect(names).toEqual(expect.arrayContaining(["django", "jwt-signing", "oidc-client", "postgres-client", "redis-client", "smtp-client"]));
});

describe.each(names)("catalogue:%s", (name) => {
  const source = { path: "schemas/app.yaml", text: `service: app\nextends: catalogue:${name}\n` };
  const { services, problems } = readSchemas([source], (path) => ({ path, reason: "missing", because: "does not exist" }));

  test("reads without mistakes", () => {
    expect(problems.map(({ message }) => message)).toEqual([]);
    expect(services[0]?.variables.size).toBeGreaterThan(1);
  });

  test("says what each variable is for, unless its name and choices do, and where the facts are from", () => {
    const text = catalogue.get(name) ?? "";
    const undescribed = [...(services[0]?.variables.values() ?? [])].filter(
      ({ description, use }) => description === undefined && use.constraints.oneOf === undefined,
    );
    expect(undescribed.map((variable) => variable.name)).toEqual([]);
    expect(text).toMatch(/# .*https:\/\//);
  });
});
