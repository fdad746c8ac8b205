import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { formats } from "../src/formats/index.ts";
import { memoryHost } from "./memory-host.ts";
import { examplesOf } from "./page.ts";
import { runWords } from "./support/words.ts";

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
  const examples = examplesOf(page);
  expect(examples.length).toBeGreaterThan(0);
  let current = page;
  for (const { files, exitCode, args, start, end } of examples.toReversed()) {
    const outcome = await runWords(args, memoryHost(files));
    const said = outcome.stdout + outcome.stderr;
    current = current.slice(0, start) + said + current.slice(end);
    expect({ exitCode: outcome.exitCode, said }).toEqual({ exitCode, said });
  }
  if (process.env["UPDATE"] === "1") writeFileSync(file, current);
  else expect(page).toBe(current);
});
