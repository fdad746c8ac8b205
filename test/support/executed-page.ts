import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "@jest/globals";
import { memoryHost } from "../memory-host.ts";
import { examplesOf } from "../page.ts";
import { runWords } from "./words.ts";

/** Holds what a page shows against what envcheck prints; with UPDATE=1 the page is written anew. What runs in it is a file called as its target. */
export async function expectPageToShow(file: string): Promise<void> {
  const page = readFileSync(file, "utf8");
  let current = page;
  const examples = examplesOf(page);
  expect(examples.length).toBeGreaterThan(0);
  for (const { files, exitCode, args, start, end } of examples.toReversed()) {
    const outcome = await runWords(args, memoryHost(files));
    const said = outcome.stdout + (outcome.done ?? "") + outcome.stderr;
    current = current.slice(0, start) + said + current.slice(end);
    expect({ exitCode: outcome.exitCode, said }).toEqual({ exitCode, said });
  }
  if (process.env["UPDATE"] === "1") writeFileSync(file, current);
  else expect(page).toBe(current);
}
