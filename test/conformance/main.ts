import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { adapters } from "./adapters.ts";
import type { Adapter, Case, Outcome } from "./adapter.ts";

/** `npm run conformance [-- NAME]`: passed and total of every vectors file; fails on a drop below `recorded.json`, which `UPDATE=1` rewrites. */
const root = join(import.meta.dirname, "..", "..");
const vectors = join(root, "..", "shared", "vectors");
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

function runFile(adapter: Adapter, only: string | undefined): { passed: number; total: number } {
  const content = readJson(join(vectors, `${adapter.vectors}.json`));
  if (!isVectorFile(content)) throw new Error(`${adapter.vectors}.json holds no cases`);
  let passed = 0;
  for (const testCase of content.cases) {
    const outcome = attempt(adapter, testCase);
    if (!("crash" in outcome) && passes(outcome, testCase)) passed += 1;
    else if (only !== undefined) {
      console.log(
        `FAIL ${testCase.name}\n  expected ${JSON.stringify(testCase.error ? "an error" : testCase.expected)}\n  got      ${JSON.stringify(outcome)}`,
      );
    }
  }
  return { passed, total: content.cases.length };
}

function recorded(): Readonly<Record<string, unknown>> {
  const content = existsSync(record) ? readJson(record) : {};
  return typeof content === "object" && content !== null ? { ...content } : {};
}

function main(only: string | undefined): number {
  if (!existsSync(vectors)) {
    console.log("left out: the vectors are not here (../shared/vectors)");
    return process.env["CI"] === undefined ? 0 : 1;
  }
  const before = recorded();
  const now: Record<string, number> = {};
  let fallen = 0;
  for (const adapter of adapters.filter((each) => only === undefined || each.vectors === only)) {
    const { passed, total } = runFile(adapter, only);
    const least = before[adapter.vectors];
    const fell = typeof least === "number" && passed < least;
    if (fell) fallen += 1;
    now[adapter.vectors] = passed;
    console.log(
      `${adapter.vectors.padEnd(26)} ${String(passed).padStart(4)}/${String(total)}${fell ? `  fell from ${String(least)}` : ""}`,
    );
  }
  if (process.env["UPDATE"] === "1" && only === undefined) writeFileSync(record, `${JSON.stringify(now, undefined, 2)}\n`);
  return fallen === 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2]);
