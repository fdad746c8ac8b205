import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { parseTarget } from "../src/discover/target.ts";
import { formats } from "../src/formats/index.ts";
import { UsageError } from "../src/shell/usage-error.ts";
import { type CommandLine, commandLinesIn } from "./support/command-lines.ts";
import { askedBy } from "./support/words.ts";

const ids = formats.map(({ id }) => id);
const root = join(import.meta.dirname, "..");
const docs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
const pages = ["README.md", "CONTRIBUTING.md", ...docs.toSorted().map((name) => `docs/${name}`)];
const read = (page: string) => readFileSync(join(root, page), "utf8");
const lines = pages.flatMap((page) => commandLinesIn(read(page), page));

/** Undefined where the command line would take it. */
function mistakeIn({ place, words, prose }: CommandLine): string | undefined {
  if (words.includes("--help") || words.includes("--version")) return undefined;
  try {
    const { command, request } = askedBy(words);
    const mistake = request.targets.map((target) => mistakeInTarget(target, command.id)).find((one) => one !== undefined);
    return mistake === undefined ? undefined : `${place}: envcheck ${words.join(" ")}: ${mistake}`;
  } catch (error) {
    if (prose && error instanceof UsageError && error.message.includes(" needs ")) return undefined;
    return `${place}: envcheck ${words.join(" ")}: ${String(error)}`;
  }
}

/** A word that is meant for a command would be a target of `check`. */
function mistakeInTarget(target: string, command: string): string | undefined {
  if (command === "check" && target !== "check" && /^[a-z]+$/.test(target)) return "is no command";
  const parsed = parseTarget(target, ids);
  return "mistake" in parsed ? parsed.mistake : undefined;
}

test("every command line in the pages is one that envcheck takes", () => {
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.flatMap((line) => mistakeIn(line) ?? [])).toEqual([]);
});

test("every link between the pages leads to a file, and to a heading where it names one", () => {
  const links = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, path = "", anchor]) => ({ page, path, anchor })),
  );
  const dead = links.filter(({ page, path, anchor }) => {
    const target = path === "" ? page : join(dirname(page), path);
    return !existsSync(join(root, target)) || (anchor !== undefined && !headingsIn(read(target)).has(anchor));
  });
  expect(dead).toEqual([]);
});

/** As GitHub makes anchors of headings. */
function headingsIn(page: string): ReadonlySet<string> {
  const titles = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => title.toLowerCase());
  return new Set(titles.map((title) => title.replaceAll(/[^\w\s-]/g, "").replaceAll(" ", "-")));
}

test.each([
  ["a flag", "envcheck live --wiat 5m"],
  ["a command", "envcheck reslove compose.yaml"],
  ["another command", "envcheck frobnicate"],
  ["a target", "env -0 | envcheck live process:-"],
  ["a format", "x=1 npx envcheck audit --format sarif && true"],
  ["a choice", "cat x | envcheck --fail-on warnings"],
])("%s that is not there is found", (_what, line) => {
  const [found] = commandLinesIn(`\`\`\`sh\n${line}\n\`\`\`\n`, "page.md");
  expect(found === undefined ? undefined : mistakeIn(found)).toContain("page.md:2: ");
});
