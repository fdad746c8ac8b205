import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { positionOf, type Span } from "../../src/model/source.ts";
import { assess } from "../../src/run.ts";
import { nodeHost } from "../../src/shell/node-host.ts";
import { placeOf } from "../../src/text/place.ts";
import { requestFor } from "../memory-host.ts";

/**
 * `npm run corpus [-- REPOSITORY]`: reads real deployments without a schema and prints recall over the known mistakes, traps that were reported,
 * and findings per 100 files. With a repository it prints every finding, to be judged by reading.
 */
const corpus = join(import.meta.dirname, "..", "..", "..", "shared", "corpus");

/** The known mistakes that can be seen without source code. */
const visible = /^(?:env|compose|k8s|dockerfile|compose\+env|compose\+dockerfile|env\+spec|env\+schema|env-compare)$/;
/** The least number of known mistakes that must be found. */
const least = 42;

interface Known {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  /** The line, without its indentation. */
  readonly text?: string;
  readonly needs?: string;
  readonly category?: string;
}

interface Result {
  readonly repository: string;
  readonly files: number;
  readonly milliseconds: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly unreadable: readonly string[];
}

function isKnown(value: unknown): value is Known {
  return typeof value === "object" && value !== null && "id" in value && "path" in value && "line" in value;
}

function truth(key: "findings" | "falsePositiveTraps"): Known[] {
  const content: unknown = JSON.parse(readFileSync(join(corpus, "GROUND_TRUTH.json"), "utf8"));
  const list: unknown = typeof content === "object" && content !== null ? Object.entries(content).find(([name]) => name === key)?.[1] : [];
  return Array.isArray(list) ? list.filter(isKnown) : [];
}

function repositories(): string[] {
  const folders = readdirSync(corpus).filter((name) => statSync(join(corpus, name)).isDirectory());
  return folders.flatMap((name) => (name === "dokploy-pairs" ? readdirSync(join(corpus, name)).map((pair) => `${name}/${pair}`) : [name]));
}

async function examine(repository: string): Promise<Result> {
  const host = nodeHost(join(corpus, repository), { allowOutsideRoot: false });
  const started = performance.now();
  const { report } = await assess(requestFor("check", { allowEmpty: true }), host);
  const unreadable = report.problems.map(({ at, message }) => `${at === undefined ? "" : `${placeOf(at)}: `}${message}`);
  return {
    repository,
    files: report.summary.filesRead,
    milliseconds: performance.now() - started,
    diagnostics: report.diagnostics,
    unreadable: [...unreadable, ...report.remarks.filter((remark) => remark.startsWith("skipped"))],
  };
}

/** A finding stands at a name; in a list of Kubernetes the known mistake may name the line of the value, which is the next one. */
function touches({ path, line, text = "" }: Known, { repository, diagnostics }: Result): Diagnostic | undefined {
  const lines = /^["']?value["']?:/.test(text) ? [line, line - 1] : [line];
  const here = (at: Span | undefined): boolean =>
    at !== undefined && `${repository}/${at.source.path}` === path && lines.includes(positionOf(at).line);
  return diagnostics.find(({ at, notes = [] }) => here(at) || notes.some((note) => here(note.at)));
}

function hitBy(known: Known, results: readonly Result[]): Diagnostic | undefined {
  return results.map((result) => touches(known, result)).find((diagnostic) => diagnostic !== undefined);
}

function numberOf(known: readonly Known[], kind: string | undefined): string {
  return String(known.filter(({ category }) => category === kind).length);
}

function print(results: readonly Result[], detailed: boolean): number {
  if (detailed) {
    for (const { repository, diagnostics } of results) {
      for (const { at, severity, rule, message } of diagnostics)
        console.log(`${repository}/${placeOf(at)}: ${severity}[${rule}] ${message}`);
    }
  }
  for (const { repository, unreadable } of results) for (const line of unreadable) console.log(`not read: ${repository}: ${line}`);
  const wanted = truth("findings").filter(
    ({ needs, path }) => visible.test(needs ?? "") && results.some(({ repository }) => path.startsWith(`${repository}/`)),
  );
  const found = wanted.filter((known) => {
    const hit = hitBy(known, results);
    console.log(
      `${hit === undefined ? "missed" : "found "} ${known.id} ${known.category ?? ""} ${known.path}:${String(known.line)} ${hit?.rule ?? ""}`,
    );
    return hit !== undefined;
  });
  const traps = truth("falsePositiveTraps").filter((trap) => {
    const hit = hitBy(trap, results);
    if (hit !== undefined) console.log(`trap   ${trap.id} ${trap.path}:${String(trap.line)} ${hit.rule}`);
    return hit !== undefined;
  });
  const files = results.reduce((sum, result) => sum + result.files, 0);
  const all = results.flatMap(({ diagnostics }) => diagnostics);
  const errors = all.filter(({ severity }) => severity === "error").length;
  const byRule = new Map<string, number>();
  for (const { rule } of all) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  console.log(
    [...byRule]
      .toSorted((a, b) => b[1] - a[1])
      .map(([rule, count]) => `${rule} ${String(count)}`)
      .join(", "),
  );
  const kinds = new Set(wanted.map(({ category }) => category));
  console.log([...kinds].map((kind) => `${kind ?? "other"} ${numberOf(found, kind)}/${numberOf(wanted, kind)}`).join(", "));
  console.log(
    `recall ${String(found.length)}/${String(wanted.length)}, traps reported ${String(traps.length)}/${String(truth("falsePositiveTraps").length)}`,
  );
  console.log(
    `${String(all.length)} findings (${String(errors)} errors) in ${String(files)} files: ${((all.length / Math.max(files, 1)) * 100).toFixed(1)} per 100 files`,
  );
  return detailed || (found.length >= least && traps.length === 0) ? 0 : 1;
}

async function main(only: string | undefined): Promise<number> {
  if (!existsSync(corpus)) {
    console.log("left out: the corpus is not here (../shared/corpus)");
    return process.env["CI"] === undefined ? 0 : 1;
  }
  const results: Result[] = [];
  for (const repository of repositories()) if (only === undefined || repository.startsWith(only)) results.push(await examine(repository));
  for (const { repository, milliseconds } of results)
    if (milliseconds > 2000) console.log(`slow: ${repository} ${milliseconds.toFixed(0)} ms`);
  return print(results, only !== undefined);
}

process.exitCode = await main(process.argv[2]);
