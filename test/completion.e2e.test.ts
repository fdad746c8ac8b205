import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { envcheck, temporaryFolder, writeFiles } from "./support/bin.ts";
import { leaveOut } from "./support/left-out.ts";

const folder = temporaryFolder();
const project = join(folder, "project");
const bin = join(import.meta.dirname, "../bin/envcheck.cjs");
writeFiles(folder, {
  "bin/envcheck": `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`,
  "project/compose.yaml": "services: { auth: { image: auth } }\n",
  "project/schemas/auth.yaml":
    "service: auth\nstages: { production: compose.yaml, staging: compose.yaml }\nvariables: { OAUTH_CLIENT_ID: {}, OAUTH_URL: {}, '`touch pwned`': {} }\n",
});
chmodSync(join(folder, "bin/envcheck"), 0o755);
mkdirSync(join(folder, "home"));

const env = { PATH: `${join(folder, "bin")}:/usr/bin:/bin`, HOME: join(folder, "home"), TERM: "dumb", ENVCHECK_NO_CODE_CACHE: "1" };

/** How each shell runs the script that presses Tab. */
const shells = [
  { shell: "bash", flags: ["--norc"] },
  { shell: "zsh", flags: ["-f"] },
  { shell: "fish", flags: ["--no-config"] },
] as const;
type Shell = (typeof shells)[number];

function offered({ shell, flags }: Shell, line: string): readonly string[] {
  const script = join(import.meta.dirname, "support/tab", shell);
  const { stdout, stderr, status } = spawnSync(shell, [...flags, script, line], { cwd: project, env, encoding: "utf8", timeout: 20_000 });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  const words = stdout.split("\n").map((one) => one.replace(/\t.*/, ""));
  return [...new Set(words)].filter((word) => word !== "").toSorted();
}

describe.each(shells)("$shell", (shell) => {
  if (spawnSync(shell.shell, ["-c", "exit"]).error !== undefined) {
    test("is not here", () => leaveOut(`completion in ${shell.shell}, which is not installed`));
    return;
  }

  test.each([
    ["envcheck expl", ["explain"]],
    ["envcheck com", ["completion", "compose.yaml"]],
    ["envcheck rules missing-e", ["missing-env-file"]],
    ["envcheck explain OAUTH", ["OAUTH_CLIENT_ID", "OAUTH_URL"]],
    ["envcheck explain ", ["OAUTH_CLIENT_ID", "OAUTH_URL"]],
    ["envcheck --stage ", ["production", "staging"]],
    ["envcheck explain --with", ["--without-code"]],
    ["envcheck --fail-on e", ["error"]],
    ["envcheck check comp", ["compose.yaml"]],
  ])("completes `%s`", (line, expected) => {
    expect(offered(shell, line)).toEqual(expected);
  });

  test("completes a value behind an equals sign", () => {
    const [word = ""] = offered(shell, "envcheck --format=juni");
    expect(word.replace("--format=", "")).toBe("junit");
  });
});

test("bash replaces only what stands behind a colon", () => {
  expect(offered(shells[0], "envcheck check compose:compo")).toEqual(["compose.yaml"]);
});

test("answers at each Tab without a word on standard error, and never fails", () => {
  for (const words of [["explain", ""], ["--nowhere", ""], ["--root", "nowhere", "--stage", ""], []]) {
    const { code, stderr } = envcheck(project, ["completion", "words", "--", ...words]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  }
});
