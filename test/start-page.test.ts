import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { temporaryFolder, writeFiles } from "./support/bin.ts";

const file = join(import.meta.dirname, "../docs/start.md");
const folder = temporaryFolder();
const project = join(folder, "project");
writeFiles(folder, {
  "bin/envcheck": `#!/bin/sh\nexec '${process.execPath}' '${join(import.meta.dirname, "../bin/envcheck.cjs")}' "$@"\n`,
});
chmodSync(join(folder, "bin/envcheck"), 0o755);
mkdirSync(project);

/** As a person would see it at the terminal: both streams together. */
function typed(commands: string): { readonly status: number | null; readonly output: string } {
  const env = { PATH: `${join(folder, "bin")}:/usr/bin:/bin`, HOME: folder, ENVCHECK_NO_CODE_CACHE: "1", COLUMNS: "100" };
  const { status, stdout } = spawnSync("sh", ["-c", `exec 2>&1\n${commands}`], { cwd: project, env, encoding: "utf8", timeout: 30_000 });
  return { status, output: stdout.replaceAll(/\b\d+ ms$/gm, "96 ms") };
}

const block = /^```(?<language>\w+)(?: title=(?<title>\S+))?\n(?<body>[^]*?)^```\n(?:\n```(?<shown>\w+) exit=(?<exit>\d)\n[^]*?^```\n)?/gm;

/** Types the page from its beginning, and puts what is printed into it. */
function replayed(page: string): string {
  let [result, end] = ["", 0];
  for (const { 0: whole, index, groups = {} } of page.matchAll(block)) {
    result += page.slice(end, index) + played(whole, groups);
    end = index + whole.length;
  }
  return result + page.slice(end);
}

function played(whole: string, { language, title, body = "", shown, exit = "0" }: Readonly<Record<string, string>>): string {
  if (title !== undefined) writeFiles(project, { [title]: body });
  if (title !== undefined || language !== "sh") return whole;
  const { status, output } = typed(body);
  expect({ body, status, output }).toEqual({ body, status: Number(exit), output });
  return shown === undefined ? whole : `\`\`\`sh\n${body}\`\`\`\n\n\`\`\`${shown} exit=${exit}\n${output}\`\`\`\n`;
}

test("the page can be typed from its beginning, and shows what is printed", () => {
  const page = readFileSync(file, "utf8");
  const current = replayed(page);
  if (process.env["UPDATE"] === "1") writeFileSync(file, current);
  else expect(page).toBe(current);
});
