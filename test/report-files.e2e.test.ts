import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { reporters } from "../src/reporters/index.ts";
import { envcheck, temporaryFolder, writeFiles } from "./support/bin.ts";
import { leaveOut } from "./support/left-out.ts";
import { resultsIn } from "./support/report.ts";

const bin = join(import.meta.dirname, "../bin/envcheck.cjs");
const folder = temporaryFolder();
const project = join(folder, "project");
const names = Array.from({ length: 400 }, (_unused, index) => `NAME_${String(index)}`);
writeFiles(project, {
  "schemas/auth.yaml": `service: auth\nstages: { production: prod.env }\nvariables:\n${names.map((name) => `  ${name}: { type: string }\n`).join("")}`,
  "prod.env": "OTHER=1\n",
});

test("every format at once, each to its own file", () => {
  const out = join(folder, "out");
  mkdirSync(out);
  const { code, stderr } = envcheck(
    project,
    reporters.map(({ id }) => `--format=${id}=${join(out, id)}`),
  );
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(readdirSync(out).toSorted()).toEqual(reporters.map(({ id }) => id).toSorted());
  const results = resultsIn(readFileSync(join(out, "sarif"), "utf8"));
  expect(results).toHaveLength(400);
  expect(new Set(results.map(({ locations }) => locations[0]?.physicalLocation.region?.startLine)).size).toBe(400);
});

test("two formats cannot go to one file", () => {
  expect(envcheck(project, ["--format=sarif=x", "--format=junit=./x"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("two --format cannot go to one file"),
  });
});

/** Through a shell, which can set limits and become somebody else. */
function inShell(prefix: string, file: string) {
  const script = `${prefix} "${process.execPath}" "${bin}" --quiet --format sarif="${file}"`;
  const env = { PATH: process.env["PATH"], ENVCHECK_NO_CODE_CACHE: "1" };
  const { status, stderr } = spawnSync("sh", ["-c", script], { cwd: project, env, encoding: "utf8" });
  return { code: status, stderr };
}

/** Asks for a report where one stands and no other fits, and expects it to be there untouched, with nothing beside it. */
function expectUntouched(
  place: string,
  run: (file: string) => { readonly code: number | null; readonly stderr: string },
  because: string,
): void {
  const file = join(place, "report.sarif");
  writeFileSync(file, "before\n");
  expect(run(file)).toMatchObject({ code: 2, stderr: `envcheck: cannot write ${file} ${because}\n` });
  expect(readFileSync(file, "utf8")).toBe("before\n");
  expect(readdirSync(place)).toEqual(["report.sarif"]);
}

describe("a report that cannot be written leaves the former one whole", () => {
  test("where files may not grow so large", () => {
    const place = join(folder, "limited");
    mkdirSync(place);
    expectUntouched(place, (file) => inShell("ulimit -f 8; exec", file), "(EFBIG): files may not grow so large");
  });

  test("where nothing may be written", () => {
    if (process.getuid?.() !== 0) {
      leaveOut("a folder of somebody else: only root can become nobody");
      return;
    }
    for (const readable of [folder, project, join(project, "schemas")]) chmodSync(readable, 0o755);
    const place = join(folder, "foreign");
    mkdirSync(place);
    expectUntouched(place, (file) => inShell("exec setpriv --reuid=65534 --clear-groups", file), "(EACCES): that is not allowed");
  });

  test("where the disk is full", () => {
    const place = join(folder, "full");
    mkdirSync(place);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", place]).status !== 0) {
      leaveOut("a full disk: this user cannot mount one");
      return;
    }
    try {
      expectUntouched(place, (file) => envcheck(project, ["--quiet", `--format=sarif=${file}`]), "(ENOSPC): no space is left there");
      const summary = join(place, "report.sarif");
      const { code } = envcheck(project, ["--format=github"], { env: { GITHUB_STEP_SUMMARY: summary } });
      expect([code, readFileSync(summary, "utf8")]).toEqual([2, "before\n"]);
    } finally {
      execFileSync("umount", [place]);
    }
  });
});
