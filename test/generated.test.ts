import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { formatsPage } from "../scripts/formats-page.ts";
import { manPage } from "../scripts/man.ts";
import { referencePage } from "../scripts/reference.ts";
import { rulesPage } from "../scripts/rules-page.ts";

/** `npm run docs` writes them anew. */
test.each([
  ["docs/schema-reference.md", referencePage],
  ["docs/formats/README.md", formatsPage],
  ["docs/rules/README.md", rulesPage],
  ["man/envcheck.1", manPage],
])("%s is what the program says of itself", (path, render) => {
  const file = join(import.meta.dirname, "..", path);
  if (process.env["UPDATE"] === "1") writeFileSync(file, render());
  expect(readFileSync(file, "utf8")).toBe(render());
});
