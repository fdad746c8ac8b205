import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { commands } from "../src/commands/index.ts";
import { laws } from "../src/constraints/index.ts";
import { formats } from "../src/formats/index.ts";
import { reporters } from "../src/reporters/index.ts";
import { rules } from "../src/rules/index.ts";
import { signs } from "../src/signs/index.ts";
import { types } from "../src/types/index.ts";

/** The files of a registry's folder that are not plugins: its list, its contract, what its plugins share. */
const shared = new Set(["index", "format", "reporter", "rule", "sign", "command", "flags", "judge", "law"]);

test.each([
  ["commands", commands],
  ["constraints", laws.map(({ kind }) => ({ id: kind }))],
  ["formats", formats],
  ["reporters", reporters],
  ["rules", rules],
  ["signs", signs],
  ["types", types],
] as const)("every file in src/%s is registered under its own name", (folder, registry) => {
  const files = readdirSync(join(import.meta.dirname, "..", "src", folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name.replace(/\.ts$/, ""));
  expect(registry.map(({ id }) => id).toSorted()).toEqual(files.filter((file) => !shared.has(file)).toSorted());
});

test("every rule has its page, and every page its rule", () => {
  const pages = readdirSync(join(import.meta.dirname, "..", "docs", "rules")).map((name) => name.replace(/\.md$/, ""));
  expect(rules.map(({ id }) => id).toSorted()).toEqual(pages.toSorted());
});
