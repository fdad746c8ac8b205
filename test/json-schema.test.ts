import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { rules } from "../src/rules/index.ts";
import { configJsonSchema, serviceJsonSchema } from "../src/schema/json-schema.ts";

test.each([
  ["service", serviceJsonSchema()],
  ["config", configJsonSchema(rules.map(({ id }) => id))],
])("schemas/%s.schema.json is what the zod definition generates", (name, schema) => {
  const path = join(import.meta.dirname, `../schemas/${name}.schema.json`);
  const text = `${JSON.stringify(schema, undefined, 2)}\n`;
  if (process.env["UPDATE"] === "1") writeFileSync(path, text);
  expect(readFileSync(path, "utf8")).toBe(text);
});
