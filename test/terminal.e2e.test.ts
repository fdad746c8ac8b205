import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { commands } from "../src/commands/index.ts";
import { widthOf } from "../src/text/width.ts";
import { envcheck } from "./support/bin.ts";
import { leaveOut } from "./support/left-out.ts";

const bin = join(import.meta.dirname, "../bin/envcheck.cjs");
const project = join(import.meta.dirname, "../fixtures/outage-2023-11-08");
const kitty = { TERM: "xterm-kitty" };
const hasScript = spawnSync("script", ["--version"]).error === undefined;

/** What a terminal of so many columns gets to see. */
function seen(args: string, env: Readonly<Record<string, string>>, columns = 100): string {
  const { stdout } = spawnSync("script", ["-qec", `stty cols ${String(columns)}; '${process.execPath}' '${bin}' ${args}`, "/dev/null"], {
    cwd: project,
    env: { PATH: "/usr/bin:/bin", SHELL: "/bin/sh", ENVCHECK_NO_CODE_CACHE: "1", ...env },
    encoding: "utf8",
    input: "",
    timeout: 20_000,
  });
  return stdout.replaceAll("\r\n", "\n");
}

// oxlint-disable-next-line no-control-regex
const urls = (output: string) => [...output.matchAll(/\u001B\]8;;([^\u001B]+)\u001B\\/g)].map(([, url = ""]) => url);
// oxlint-disable-next-line no-control-regex
const bare = (output: string) => output.replaceAll(/\u001B(?:\]8;;[^\u001B]*\u001B\\|\[[\d;?]*[A-Za-z])/g, "");

describe("on a terminal", () => {
  if (!hasScript) {
    test("is not here", () => leaveOut("terminals, since script is not installed"));
    return;
  }

  test("each place leads to a file that is there, and so does each rule", () => {
    const found = urls(seen("check", kitty));
    expect(found.length).toBeGreaterThan(3);
    expect(found.filter((url) => !existsSync(fileURLToPath(url.replace(`file://${hostname()}/`, "file:///"))))).toEqual([]);
    expect(found.some((url) => url.endsWith("/docs/rules/missing.md"))).toBe(true);
  });

  test.each([
    ["NO_COLOR", "check", { ...kitty, NO_COLOR: "1" }],
    ["a dumb terminal", "check", { TERM: "dumb", VTE_VERSION: "7000" }],
    ["--color never", "check --color never", kitty],
  ])("%s sees text alone", (_what, args, env) => {
    const output = seen(args, env);
    expect(output).toContain("error[missing]");
    expect(output).not.toContain("\u001B");
  });

  test.each([
    ["CI", { ...kitty, CI: "true" }],
    ["an unknown terminal", { TERM: "xterm-256color" }],
    ["a terminal within another", { ...kitty, TMUX: "/tmp/tmux-0/default,1,0" }],
  ])("%s sees colours and no links", (_what, env) => {
    const output = seen("check", env);
    expect(output).toContain("\u001B[");
    expect(output).not.toContain("\u001B]8");
  });

  test("40 columns are enough, but for what is to be copied", () => {
    const lines = bare(seen("check", kitty, 40)).split("\n");
    expect(lines).toContain("error[missing] OAUTH_CLIENT_ID is not");
    expect(lines.filter((line) => widthOf(line) > 40 && !/^ *(?:\+ |= r|::: |-->)/.test(line))).toEqual([]);
  });
});

test("colours that are forced into a pipe bring no links", () => {
  const { stdout } = envcheck(project, ["--color", "always"], { env: kitty });
  expect(stdout).toContain("\u001B[");
  expect(stdout).not.toContain("\u001B]8");
});

test.each(["check", "rules", "check --format json", "--help", "completion bash"])("`%s | head -1` ends without a word", (args) => {
  const line = `'${process.execPath}' '${bin}' ${args} | head -n 1 >/dev/null; echo "$\{PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", line], { cwd: project, encoding: "utf8", timeout: 20_000 });
  expect(stderr).toBe("");
  expect(["0", "1", "141"]).toContain(stdout.trim());
});

describe("the help", () => {
  test("names every command, each with the group that it is for", () => {
    const { stdout } = envcheck(project, ["--help"]);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, id = ""]) => id);
    expect(listed.toSorted()).toEqual(commands.map(({ id }) => id).toSorted());
    expect(stdout.match(/^(?:Before a deploy|After a deploy|Setting up|Flags):$/gm)).toHaveLength(4);
  });

  test.each(commands.map(({ id, flags }) => ({ id, flags })))("of $id fits 40 columns and tells every flag", ({ id, flags }) => {
    const { stdout, code } = envcheck(project, [id, "--help"], { env: { COLUMNS: "40" } });
    expect(code).toBe(0);
    expect(stdout.split("\n").filter((line) => widthOf(line) > 40)).toEqual([]);
    expect(flags.filter((name) => !stdout.includes(`--${name}`))).toEqual([]);
  });
});
