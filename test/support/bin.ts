import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "@jest/globals";

const bin = join(import.meta.dirname, "../../bin/envcheck.cjs");

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command; what takes longer than twenty seconds is killed and has no exit code. */
export function envcheck(
  cwd: string,
  args: readonly string[] = [],
  { env = {}, node = [] }: { env?: Record<string, string>; node?: readonly string[] } = {},
): Run {
  const own = { PATH: process.env["PATH"], ENVCHECK_NO_CODE_CACHE: "1", ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, bin, ...args], {
    cwd,
    env: own,
    encoding: "utf8",
    timeout: 20_000,
  });
  return { code: status, stdout, stderr };
}

/** A folder that the test file leaves behind empty-handed. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "envcheck-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
