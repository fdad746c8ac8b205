import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync } from "node:fs";
import { basename, join } from "node:path";
import { code } from "./code-corpus.ts";
import { lay } from "./corpora.ts";
import { once, type Work } from "./measure.ts";
import { absolute, beyond, data, envcheck, memory, type Named, node, ratio, root, type Row } from "./rows.ts";

const unkept = { ENVCHECK_NO_SCAN_CACHE: "1" };
/** Named as `npm run truth` has them; where ENVCHECK_CHECKOUTS says. */
const checkouts = ["langfuse__langfuse", "saleor__saleor"].map((name) => join(process.env["ENVCHECK_CHECKOUTS"] ?? "/nowhere", name));

export function* scan(): Generator<Row> {
  const folder = repository(join(data, "code"), code(5000));
  const what = "reads of 5,000 files of code, 35 MB";
  const cached = reads(folder);
  const fresh = without(cached);
  const program = join(root, "node_modules/dotenv-diff/dist/bin/dotenv-diff.js");
  const peer: Work = { argv: [process.execPath, program, "--scan-usage", "--ci"], cwd: folder };
  yield* of(folder, what);
  yield ratio(what, fresh, { name: "dotenv-diff --scan-usage, of its JavaScript alone", work: peer }, { most: 1, runs: 5 });
  yield ratio(`${what}, seen before`, cached, { name: "node -e 0", work: node.work }, { runs: 9 });
  for (const checkout of checkouts.filter((path) => existsSync(path))) {
    const copy = join(data, basename(checkout));
    cpSync(checkout, copy, { recursive: true });
    yield* of(copy, `reads of ${basename(checkout)}`);
  }
}

function* of(folder: string, what: string): Generator<Row> {
  const cached = reads(folder);
  yield absolute(what, without(cached), 1500);
  yield memory(what, without(cached), 250);
  yield absolute(`${what}, seen before`, cached, 400);
  yield beyond(`${what}, 20 of them changed`, { work: cached, before: (run) => change(folder, run) }, startUp(), 250);
}

const reads = (folder: string): Work => envcheck(folder, "reads", "--format", "json");

/** The same command where there is nothing to do. */
function startUp(): Named<Work> {
  const folder = repository(join(data, "one"), new Map([["main.py", 'import os\nos.environ["A"]\n']]));
  once(reads(folder));
  return { name: "the same of one file", work: reads(folder) };
}

/** Writes to files from all over the project, to others in each run. */
function change(folder: string, run: number): void {
  const listed = execFileSync("git", ["-C", folder, "ls-files", "*.ts", "*.tsx", "*.py", "*.go"], { encoding: "utf8", maxBuffer: 2 ** 26 });
  const paths = listed.split("\n").filter((path) => path !== "" && existsSync(join(folder, path)));
  const step = Math.floor(paths.length / 20);
  for (let at = run; at < step * 20; at += step) appendFileSync(join(folder, paths[at] ?? ""), "\n");
}

function without(work: Work): Work {
  return { ...work, env: { ...work.env, ...unkept } };
}

/** Git knows its files. */
function repository(folder: string, files: ReadonlyMap<string, string>): string {
  lay(folder, files);
  execFileSync("git", ["init", "-q", folder]);
  execFileSync("git", ["-C", folder, "add", "-A"]);
  return folder;
}
