import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readConfig } from "../src/schema/read-config.ts";
import { examplesOf } from "./page.ts";

const root = join(import.meta.dirname, "..");
const file = join(root, "README.md");

/** Milliseconds differ from run to run. */
function steady(output: string): string {
  return output.replaceAll(/\d+ ms/g, "96 ms");
}

test("the README shows what the outage prints", () => {
  const page = readFileSync(file, "utf8");
  const [example] = examplesOf(page);
  if (example === undefined) throw new Error("the README shows no output");
  const { NO_COLOR: _, FORCE_COLOR: _force, ...env } = process.env;
  const { stdout, status } = spawnSync(process.execPath, ["../../bin/envcheck.cjs"], {
    cwd: join(root, "fixtures", "outage-2023-11-08"),
    env,
    encoding: "utf8",
  });
  expect(status).toBe(example.exitCode);
  if (process.env["UPDATE"] === "1") writeFileSync(file, page.slice(0, example.start) + steady(stdout) + page.slice(example.end));
  else expect(example.output).toBe(steady(stdout));
});

test("the README's configuration is one", () => {
  const page = readFileSync(file, "utf8");
  const [, text = ""] = /```yaml title=envcheck.yaml\n([^`]*)```/.exec(page) ?? [];
  const { config, problems } = readConfig({ path: "envcheck.yaml", text }, ["unused-env-file-variable", "weak-secret"]);
  expect(problems).toEqual([]);
  expect(config).toMatchObject({ failOn: "error", strict: false, ignore: ["third_party/**"] });
});
