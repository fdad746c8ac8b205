import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { rules } from "../src/rules/index.ts";
import { memoryHost } from "./memory-host.ts";
import { examplesOf } from "./page.ts";
import { runWords } from "./support/words.ts";

/** A rule's page is its documentation and its test: every output block must hold what envcheck really prints. */
describe.each(rules)("docs/rules/$id.md", ({ id, severity, summary, why }) => {
  const file = join(import.meta.dirname, "..", "docs", "rules", `${id}.md`);
  const page = readFileSync(file, "utf8");

  test("shows what envcheck prints", async () => {
    let current = page;
    for (const { files, exitCode, args, start, end } of examplesOf(page).toReversed()) {
      const outcome = await runWords(args, memoryHost(files));
      current = current.slice(0, start) + outcome.stdout + current.slice(end);
      expect({ exitCode: outcome.exitCode, said: outcome.stdout }).toEqual({ exitCode, said: outcome.stdout });
    }
    if (process.env["UPDATE"] === "1") writeFileSync(file, current);
    else expect(page).toBe(current);
  });

  test("opens with the rule's own words, shows the rule and a case where it stays silent", () => {
    expect(page.startsWith(`# ${id}\n\n**${severity}** — ${summary} ${why}\n`)).toBe(true);
    const examples = examplesOf(page);
    expect(examples.some(({ output }) => output.includes(`[${id}]`))).toBe(true);
    expect(examples.some(({ output }) => !output.includes(`[${id}]`))).toBe(true);
  });
});
