import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { commands } from "../src/commands/index.ts";
import { laws } from "../src/constraints/index.ts";
import { formats } from "../src/formats/index.ts";
import { reporters } from "../src/reporters/index.ts";
import { rules } from "../src/rules/index.ts";
import { FRAMEWORKS } from "../src/scan/frameworks/index.ts";
import { LANGUAGES } from "../src/scan/languages/index.ts";
import { TEXT_PACKS } from "../src/scan/texts/index.ts";
import { signs } from "../src/signs/index.ts";
import { isListable } from "../src/shell/list-files.ts";
import { types } from "../src/types/index.ts";

/** Not those of its subfolders. */
function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(join(import.meta.dirname, "..", "src", folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name.replace(/\.ts$/, ""));
}

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
  const plugins = filesIn(folder).filter((file) => !shared.has(file));
  expect(registry.map(({ id }) => id).toSorted()).toEqual(plugins.toSorted());
});

test.each(formats)("$id says what it reads and what it cannot see, as a clause", ({ summary, unseen }) => {
  for (const clause of [summary, unseen]) expect(clause).toMatch(/^\S.{10,}[^.\s]$/);
});

/** A file of the scan may hold several packs, and be called otherwise than they are. */
describe.each([
  ["frameworks", FRAMEWORKS, ["framework", "calls", "chain"]],
  ["languages", LANGUAGES, ["language", "lowering", "jvm"]],
  ["texts", TEXT_PACKS, ["text-pack", "substitution"]],
] as const)("src/scan/%s", (folder, registry: readonly { readonly id: string }[], helpers) => {
  test.each(filesIn(join("scan", folder)).filter((file) => file !== "index" && !helpers.some((helper) => helper === file)))(
    "all that %s.ts gives is registered",
    async (file) => {
      const packs = Object.values<unknown>(await import(`../src/scan/${folder}/${file}.ts`));
      expect(packs).not.toEqual([]);
      expect(packs.filter((pack) => !registry.some((one) => one === pack))).toEqual([]);
    },
  );

  test("no two have the same id", () => {
    const ids = registry.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});

test("what formats are looked for by needs no library that would be loaded in every run", () => {
  expect(formats.flatMap(({ globs }) => globs).filter((glob) => !isListable(glob))).toEqual([]);
});

test("every rule has its page, and every page its rule", () => {
  const pages = readdirSync(join(import.meta.dirname, "..", "docs", "rules"))
    .filter((name) => name !== "README.md")
    .map((name) => name.replace(/\.md$/, ""));
  expect(rules.map(({ id }) => id).toSorted()).toEqual(pages.toSorted());
});
