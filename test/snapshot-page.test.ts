import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { type Example, examplesOf } from "./page.ts";
import { envcheck, temporaryFolder, writeFiles } from "./support/bin.ts";
import { key } from "./support/records.ts";

const file = join(import.meta.dirname, "../docs/snapshot.md");
const folder = temporaryFolder();
writeFiles(folder, { "day.cjs": 'Date.now = () => Date.parse("2026-11-22");\n' });
const day = join(folder, "day.cjs");

/** Runs an example on the day of the page, in a folder of its own. */
function printed({ files, args }: Example, place: string): { readonly code: number | null; readonly stdout: string } {
  writeFiles(place, Object.fromEntries(files));
  return envcheck(place, args, { env: { ENVCHECK_FINGERPRINT_KEY: key }, node: ["--require", day] });
}

if (process.env["UPDATE"] === "1") {
  let page = readFileSync(file, "utf8");
  for (const [index] of examplesOf(page).entries()) {
    const example = examplesOf(page)[index];
    if (example === undefined) continue;
    page = page.slice(0, example.start) + printed(example, join(folder, `update-${String(index)}`)).stdout + page.slice(example.end);
  }
  writeFileSync(file, page);
}

test.each(examplesOf(readFileSync(file, "utf8")).map((example, index) => ({ example, index, words: example.args.join(" ") })))(
  "envcheck $words prints what the page shows",
  ({ example, index }) => {
    const { code, stdout } = printed(example, join(folder, String(index)));
    expect({ code, stdout }).toEqual({ code: example.exitCode, stdout: example.output });
  },
);
