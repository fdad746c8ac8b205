import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { memoryHost } from "./memory-host.ts";
import { examplesOf } from "./page.ts";
import { runWords } from "./support/words.ts";

/** Pages of commands whose output blocks hold what envcheck really prints; what runs in them is a file called as its target. */
test.each(["live", "audit", "checklist", "incident", "suppressions", "baseline"])("docs/%s.md shows what envcheck prints", async (id) => {
  const file = join(import.meta.dirname, "..", "docs", `${id}.md`);
  const page = readFileSync(file, "utf8");
  let current = page;
  const examples = examplesOf(page);
  expect(examples.length).toBeGreaterThan(0);
  for (const { files, exitCode, args, start, end } of examples.toReversed()) {
    const outcome = await runWords(args, memoryHost(files));
    const said = outcome.stdout + outcome.stderr;
    current = current.slice(0, start) + said + current.slice(end);
    expect({ exitCode: outcome.exitCode, said }).toEqual({ exitCode, said });
  }
  if (process.env["UPDATE"] === "1") writeFileSync(file, current);
  else expect(page).toBe(current);
});
