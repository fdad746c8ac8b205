import { existsSync } from "node:fs";
import { join } from "node:path";
import { type GatheredFile, gather } from "../../src/scan/files/gather.ts";
import type { Scan } from "../../src/scan/result.ts";
import { scanFiles } from "../../src/scan/scan.ts";
import type { Parsers } from "../../src/scan/tree.ts";
import { nodeHost } from "../../src/shell/node-host.ts";
import { GRAMMARS } from "../../src/scan/tree.ts";
import { loadParsers } from "../../src/shell/parsers.ts";
import { type Measure, measures, type Score, score, type Share } from "./score.ts";
import { type Truth, truthsIn } from "./truth.ts";

/**
 * `npm run truth -- DIR [REPOSITORY] [--misses]`: how much of what people found in real repositories the scan finds. DIR holds their checkouts,
 * `<owner>__<name>`. Every figure is per repository, over all reads (micro), and as the mean of the repositories (macro).
 */
const truths = join(import.meta.dirname, "..", "..", "..", "shared", "scan", "truth");

/** The least, or of what should not be the most, that the mean and the whole must reach. */
const goals: Readonly<Record<Measure, number>> = {
  recall: 0.99,
  precision: 0.99,
  reads: 0.98,
  mode: 0,
  required: 0.95,
  "false required": 0.02,
  default: 0.97,
  dynamic: 1,
  guessed: 0,
  negatives: 0,
};

/** Measures of what should not be. */
const faults: ReadonlySet<Measure> = new Set<Measure>(["false required", "guessed", "negatives"]);

async function measure(truth: Truth, folder: string, parsers: Parsers): Promise<Score> {
  const host = nodeHost(folder, { allowOutsideRoot: false });
  const started = performance.now();
  const { files, leftOut } = gather(host, await host.code());
  const gathered = performance.now();
  const result = score(truth, scanOf(files, parsers));
  const times = `${String(Math.round(gathered - started))} ms to read, ${String(Math.round(performance.now() - gathered))} ms to scan`;
  console.log(`${truth.repo}: ${String(files.length)} files (${String(leftOut.length)} left out), ${times}`);
  return result;
}

/** A crash costs the repository, and no other. */
function scanOf(files: readonly GatheredFile[], parsers: Parsers): Scan {
  try {
    return scanFiles(files, parsers);
  } catch (error) {
    console.log(error instanceof Error ? (error.stack ?? error.message) : error);
    return { reads: [], dynamic: [], broken: [] };
  }
}

function folderOf(directory: string, { repo }: Truth): string {
  return join(directory, repo.replace("/", "__"));
}

const show = ({ good, of }: Share): string => (of === 0 ? "-" : `${String(good)}/${String(of)}`);
const percent = (part: number): string => (Number.isNaN(part) ? "-" : `${(part * 100).toFixed(2)} %`);
const row = (name: string, cells: readonly string[]): string => name.padEnd(40) + cells.map((cell) => cell.padStart(15)).join("");

const none: Share = { good: 0, of: 0 };

function sharesOf(scores: readonly Score[], name: Measure): Share[] {
  return scores.map(({ shares }) => shares[name] ?? none).filter(({ of }) => of > 0);
}

function micro(scores: readonly Score[], name: Measure): number {
  const shares = sharesOf(scores, name);
  return shares.reduce((sum, { good }) => sum + good, 0) / shares.reduce((sum, { of }) => sum + of, 0);
}

function macro(scores: readonly Score[], name: Measure): number {
  const parts = sharesOf(scores, name);
  return parts.reduce((sum, { good, of }) => sum + good / of, 0) / parts.length;
}

function isReached(name: Measure, value: number): boolean {
  if (Number.isNaN(value)) return true;
  return faults.has(name) ? value <= goals[name] : value >= goals[name];
}

function report(scores: readonly Score[], withMisses: boolean): number {
  console.log(`\n${row("", measures)}`);
  for (const { repo, shares } of scores)
    console.log(
      row(
        repo,
        measures.map((name) => show(shares[name] ?? none)),
      ),
    );
  const means = [micro, macro].map((mean) => measures.map((name) => mean(scores, name)));
  console.log(row("micro", (means[0] ?? []).map(percent)));
  console.log(row("macro", (means[1] ?? []).map(percent)));
  console.log(
    row(
      "goal",
      measures.map((name) => `${faults.has(name) ? "<=" : ">="} ${percent(goals[name])}`),
    ),
  );
  if (withMisses) for (const { repo, misses } of scores) for (const miss of misses) console.log(`${repo}  ${miss}`);
  const missed = measures.filter((name, i) => !means.every((values) => isReached(name, values[i] ?? 0)));
  if (missed.length > 0) console.log(`\nbelow the goal: ${missed.join(", ")}`);
  return missed.length === 0 ? 0 : 1;
}

async function main(words: readonly string[]): Promise<number> {
  const [directory, only] = words.filter((word) => !word.startsWith("--"));
  if (directory === undefined || !existsSync(truths)) {
    console.log("left out: give the folder of the checkouts, beside a repository that has ../shared/scan/truth");
    return directory === undefined ? 2 : 0;
  }
  const wanted = truthsIn(truths).filter(({ repo }) => repo.toLowerCase().includes((only ?? "").toLowerCase()));
  const here = wanted.filter((truth) => existsSync(folderOf(directory, truth)));
  for (const { repo } of wanted.filter((truth) => !here.includes(truth))) console.log(`${repo}: no checkout`);
  const parsers = await loadParsers(GRAMMARS);
  const scores: Score[] = [];
  for (const truth of here) scores.push(await measure(truth, folderOf(directory, truth), parsers));
  return report(scores, words.includes("--misses"));
}

process.exitCode = await main(process.argv.slice(2));
