import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { unseal } from "../../src/model/sealed.ts";
import { GRAMMARS } from "../../src/scan/tree.ts";
import { loadParsers } from "../../src/shell/parsers.ts";
import { adapters } from "./adapters.ts";
import type { Adapter, Case, Outcome } from "./adapter.ts";
import { type Idiom, judgeIdiom } from "./scan-idioms.ts";

/** `npm run conformance [-- NAME]`: passed and total of every vectors file; fails on a drop below `recorded.json`, which `UPDATE=1` rewrites. */
const root = join(import.meta.dirname, "..", "..");
const vectors = join(root, "..", "shared", "vectors");
const idioms = join(root, "..", "shared", "scan", "idioms", "cases.json");
const record = join(root, "test", "conformance", "recorded.json");

interface VectorFile {
  readonly cases: readonly Case[];
}

function isVectorFile(content: unknown): content is VectorFile {
  return typeof content === "object" && content !== null && "cases" in content && Array.isArray(content.cases);
}

function readJson(path: string): unknown {
  const content: unknown = JSON.parse(readFileSync(path, "utf8"));
  return content;
}

function passes(outcome: Outcome, testCase: Case): boolean {
  if ("unknown" in outcome) return true;
  if ("error" in outcome) return testCase.error;
  return !testCase.error && isDeepStrictEqual(outcome.value, testCase.expected);
}

function attempt(adapter: Adapter, testCase: Case): Outcome | { readonly crash: string } {
  try {
    return adapter.run(testCase);
  } catch (error) {
    return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** One line of the result. */
interface Figure {
  readonly name: string;
  readonly passed: number;
  readonly total: number;
}

function runFile(adapter: Adapter, detailed: boolean): Figure {
  const content = readJson(join(vectors, `${adapter.vectors}.json`));
  if (!isVectorFile(content)) throw new Error(`${adapter.vectors}.json holds no cases`);
  let passed = 0;
  for (const testCase of content.cases) {
    const outcome = attempt(adapter, testCase);
    if (!("crash" in outcome) && passes(outcome, testCase)) passed += 1;
    else if (detailed) {
      console.log(
        `FAIL ${testCase.name}\n  expected ${JSON.stringify(testCase.error ? "an error" : testCase.expected)}\n  got      ${JSON.stringify(outcome)}`,
      );
    }
  }
  return { name: adapter.vectors, passed, total: content.cases.length };
}

function isIdioms(content: unknown): content is readonly Idiom[] {
  return Array.isArray(content) && content.every((each: unknown) => typeof each === "object" && each !== null && "expect" in each);
}

/** The ways of reading variables that the scan must know: by name, and with mode and default. */
async function runIdioms(detailed: boolean): Promise<Figure[]> {
  const content = existsSync(idioms) ? readJson(idioms) : [];
  if (!isIdioms(content)) throw new Error("the idioms hold no cases");
  const parsers = await loadParsers(GRAMMARS);
  const verdicts = content.map((idiom) => ({ idiom, ...judgeIdiom(idiom, parsers) }));
  for (const { idiom, whole, scan } of detailed ? verdicts.filter((each) => !each.whole) : []) {
    const found = scan.reads.map((read) => `${read.variable} ${read.mode} ${read.default === null ? "" : unseal(read.default)}`);
    const open = scan.dynamic.map(({ prefix, suffix }) => `${prefix ?? ""}…${suffix ?? ""}`);
    console.log(`FAIL ${idiom.id}\n  expected ${JSON.stringify(idiom.expect)}\n  got      ${JSON.stringify([...found, ...open])}`);
    if (!whole && idiom.dynamic !== undefined) console.log(`  open     ${JSON.stringify(idiom.dynamic)}`);
  }
  return [
    { name: "scan-idioms by name", passed: verdicts.filter(({ names }) => names).length, total: verdicts.length },
    { name: "scan-idioms in full", passed: verdicts.filter(({ whole }) => whole).length, total: verdicts.length },
  ];
}

function recorded(): Readonly<Record<string, unknown>> {
  const content = existsSync(record) ? readJson(record) : {};
  return typeof content === "object" && content !== null ? { ...content } : {};
}

function isWanted(only: string | undefined, name: string): boolean {
  return only === undefined || name === only;
}

async function main(only: string | undefined): Promise<number> {
  if (!existsSync(vectors)) {
    console.log("left out: the vectors are not here (../shared/vectors)");
    return process.env["CI"] === undefined ? 0 : 1;
  }
  const detailed = only !== undefined;
  const figures = adapters.filter(({ vectors: name }) => isWanted(only, name)).map((adapter) => runFile(adapter, detailed));
  if (isWanted(only, "scan-idioms")) figures.push(...(await runIdioms(detailed)));
  const before = recorded();
  const fallen = figures.filter(({ name, passed }) => passed < Number(before[name] ?? 0));
  for (const { name, passed, total } of figures) {
    const fell = fallen.some((each) => each.name === name) ? `  fell from ${String(before[name])}` : "";
    console.log(`${name.padEnd(26)} ${String(passed).padStart(4)}/${String(total)}${fell}`);
  }
  const now = Object.fromEntries(figures.map(({ name, passed }) => [name, passed]));
  if (process.env["UPDATE"] === "1" && !detailed) writeFileSync(record, `${JSON.stringify(now, undefined, 2)}\n`);
  return fallen.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv[2]);
