import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

export function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(/^```(\w*)(?: title=(\S+))?\n([^]*?)^```$/gm)].map(([, language = "", title = "", text = ""]) => ({
    language,
    title,
    text,
  }));
}

/** The scripts of a pipeline, whatever the service: what stands under a key that names shell words, lists as one script. */
export function scriptsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(scriptsIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    if (!/^(?:run|script)$/.test(key)) return scriptsIn(value);
    if (Array.isArray(value)) return [value.map(String).join("\n")];
    return typeof value === "string" ? [value] : scriptsIn(value);
  });
}

/** A checkout of the outage as a pipeline has it: a commit, and the branch main of its origin. */
export function checkout(folder: string): string {
  const place = mkdtempSync(join(folder, "checkout-"));
  const [project, origin] = [join(place, "project"), join(place, "origin.git")];
  cpSync(join(root, "fixtures", "outage-2023-11-08"), project, { recursive: true });
  const git = (...words: readonly string[]): void => {
    const who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    execFileSync("git", ["-C", project, ...who, ...words], { stdio: "pipe" });
  };
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all", "--force");
  git("commit", "--quiet", "--message=first");
  git("init", "--quiet", "--bare", origin);
  git("remote", "add", "origin", origin);
  git("push", "--quiet", "origin", "main");
  git("fetch", "--quiet", "origin");
  return project;
}

/** What a script did. */
export interface Done {
  readonly code: number | null;
  readonly output: string;
  /** The command lines of the programs that stood in for others, with what they were given on standard input. */
  readonly calls: readonly string[];
}

const stub = `#!/bin/sh
input=
case "$*" in *"@-"*) input=" $(cat)";; esac
printf '%s\\n' "\${0##*/} $*$input" >>"$CALLS"
case "\${0##*/} $*" in
  "gh api --paginate"*) printf '%s' "$COMMENTS";;
  "npx --no-install"*) shift; exec "$@";;
esac
`;

/** Runs a script of a recipe in a checkout: envcheck is the built one, and what would reach a service stands in for itself. */
export function runScript(project: string, script: string, variables: Readonly<Record<string, string>> = {}): Done {
  const place = mkdtempSync(join(project, "..", "run-"));
  const programs = join(place, "bin");
  mkdirSync(programs);
  for (const name of ["npm", "npx", "gh", "curl", "kubectl", "docker"]) writeFileSync(join(programs, name), stub, { mode: 0o755 });
  const program = join(programs, "envcheck");
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${root}/bin/envcheck.cjs" "$@"\n`);
  chmodSync(program, 0o755);
  const calls = join(place, "calls");
  const env = { PATH: `${programs}:${process.env["PATH"] ?? ""}`, ENVCHECK_NO_CODE_CACHE: "1", CI: "true", CALLS: calls, COMMENTS: "" };
  const { status, stdout, stderr } = spawnSync("sh", ["-e", "-u", "-c", script], {
    cwd: project,
    encoding: "utf8",
    env: { ...env, ...variables },
  });
  return {
    code: status,
    output: stdout + stderr,
    calls: existsSync(calls) ? readFileSync(calls, "utf8").split("\n").filter(Boolean) : [],
  };
}
