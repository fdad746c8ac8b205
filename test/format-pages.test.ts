import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { formats } from "../src/formats/index.ts";
import { expectPageToShow } from "./support/executed-page.ts";

const folder = join(import.meta.dirname, "../docs/formats");
const ids = formats.map(({ id }) => id);

test("no page is of a format that does not exist", () => {
  const pages = readdirSync(folder).map((name) => name.replace(/\.md$/, ""));
  expect(pages.filter((page) => page !== "README" && !ids.includes(page))).toEqual([]);
});

test.each(ids)("%s has a page, whose examples show what envcheck prints", async (id) => {
  const file = join(folder, `${id}.md`);
  expect(existsSync(file)).toBe(true);
  const page = readFileSync(file, "utf8");
  expect(page.slice(0, page.indexOf("\n"))).toBe(`# ${id}`);
  await expectPageToShow(file);
});
