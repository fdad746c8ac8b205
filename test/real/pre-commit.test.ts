import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { leaveOut } from "../support/left-out.ts";
import { git, put } from "../support/repository.ts";

// It installs this very checkout, with all that it is built with.
jest.setTimeout(600_000);

const top = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "envcheck-pre-commit-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly status: number | null;
  readonly said: string;
}

function preCommit(root: string, ...args: readonly string[]): Ran {
  const env = { ...process.env, PRE_COMMIT_HOME: join(folder, "home") };
  const { status, stdout, stderr } = spawnSync("pre-commit", args, { cwd: root, encoding: "utf8", env });
  return { status, said: stdout + stderr };
}

/** This checkout as a commit of its own, as a team would name it. */
function published(): string {
  const root = join(folder, "published");
  const files = execFileSync("git", ["-C", top, "ls-files", "-z", "-c", "-o", "--exclude-standard"], { encoding: "utf8" });
  for (const path of files.split("\0").filter((one) => one !== "" && existsSync(join(top, one)))) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    cpSync(join(top, path), join(root, path));
  }
  git(root, "init", "-q", "-b", "main");
  git(root, "add", "-A", "-f");
  git(root, "commit", "-qm", "x");
  return root;
}

const isThere = spawnSync("pre-commit", ["--version"]).status === 0;

describe("pre-commit", () => {
  test("takes the manifest, builds a checkout, stops a commit, and reads the index", () => {
    if (!isThere) {
      leaveOut("pre-commit: it is not installed");
      return;
    }
    expect(preCommit(top, "validate-manifest", ".pre-commit-hooks.yaml").status).toBe(0);
    const source = published();
    const root = join(folder, "project");
    put(root, {
      "schemas/auth.yaml": "service: auth\nstages: { local: .env }\nvariables:\n  PORT: { type: port }\n",
      ".env": "PORT=1\n",
      ".pre-commit-config.yaml": `repos:\n  - repo: ${source}\n    rev: ${git(source, "rev-parse", "HEAD")}\n    hooks: [{ id: envcheck }]\n`,
    });
    git(root, "init", "-q", "-b", "main");
    git(root, "add", "-A", "-f");
    const first = preCommit(root, "run", "--verbose");
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(first.said)) {
      leaveOut("pre-commit: npm reaches no registry");
      return;
    }
    expect(first).toEqual({ status: 0, said: expect.stringContaining("note: checked auth in local, since schemas/auth.yaml is staged") });
    git(root, "commit", "-qm", "x");
    put(root, { ".env": "PORT=http\n" });
    git(root, "add", ".env");
    put(root, { ".env": "PORT=2\n" });
    expect(preCommit(root, "run")).toEqual({ status: 1, said: expect.stringContaining("error[invalid] PORT must be a port number") });
    expect(readFileSync(join(root, ".env"), "utf8")).toBe("PORT=2\n");
    git(root, "reset", "-q", "--hard");
    git(root, "rm", "-q", ".env");
    expect(preCommit(root, "run")).toEqual({ status: 1, said: expect.stringContaining(".env does not exist") });
    git(root, "reset", "-q", "--hard");
    put(root, { "notes.txt": "x" });
    git(root, "add", "notes.txt");
    expect(preCommit(root, "run", "--verbose")).toEqual({ status: 0, said: expect.stringContaining("affects no environment variable") });
  });
});
