import { environment } from "./environment.ts";

/** What git answered, or why it did not: a clause that follows "git". */
export type Answer = { readonly output: Buffer } | { readonly failure: string; readonly missing: boolean };

/**
 * Settings that no repository may choose, since each can name a program that git would run, a file outside, or a place to fetch from. The
 * user's own configuration counts otherwise: it says which folders of others are trusted (`safe.directory`).
 */
const settings: Readonly<Record<string, string>> = {
  "core.fsmonitor": "false",
  "core.untrackedCache": "false",
  "core.hooksPath": "/dev/null",
  "core.excludesFile": "/dev/null",
  "core.attributesFile": "/dev/null",
  "core.alternateRefsCommand": "",
  "core.sshCommand": "false",
  "core.gitProxy": "",
  "core.askPass": "",
  "core.pager": "cat",
  "credential.helper": "",
  "diff.external": "",
  "log.showSignature": "false",
  "protocol.allow": "never",
  "safe.bareRepository": "explicit",
};

const options: readonly string[] = [
  "--no-pager",
  "--no-optional-locks",
  "--no-replace-objects",
  "--literal-pathspecs",
  ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
];

/** Variables that git needs to be found, and to find the user's configuration; those that aim it at another repository stay behind. */
const passed =
  /^(?:PATH|PATHEXT|SYSTEMROOT|HOME|USERPROFILE|XDG_CONFIG_HOME|TMPDIR|TEMP|GIT_EXEC_PATH|GIT_CONFIG.*|GIT_CEILING_DIRECTORIES)$/i;

/** Nothing asks, nothing is fetched (a partial clone would for a missing object), nothing is translated. */
const added: Readonly<Record<string, string>> = {
  LC_ALL: "C",
  GIT_ALLOW_PROTOCOL: "none",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_NO_LAZY_FETCH: "1",
  GIT_TERMINAL_PROMPT: "0",
};

/** Milliseconds after which git is taken to hang. */
const patience = 120_000;

/** Variables that git gets beside those that it needs. */
export type GitVariables = Readonly<Record<string, string>>;

/** Runs git below a folder, without a shell, and waits for it. The input is what `--stdin` and `--batch` read. */
export function git(folder: string, args: readonly string[], input = "", variables: GitVariables = {}): Answer {
  const { status, stdout, stderr, error } = process
    .getBuiltinModule("node:child_process")
    .spawnSync("git", ["-C", folder, ...options, ...args], {
      ...surroundings(variables),
      input,
    });
  if (error !== undefined) return unstarted(error);
  if (status === 0) return { output: stdout };
  return { failure: explain(stderr.toString("utf8")), missing: false };
}

/** The same without an input, while the caller goes on. */
export function gitMeanwhile(folder: string, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    const whole = ["-C", folder, ...options, ...args];
    const child = process
      .getBuiltinModule("node:child_process")
      .execFile("git", whole, { ...surroundings(), encoding: "buffer" }, (error, output, stderr) => {
        if (error === null) resolve({ output });
        else if (error.killed === true) resolve({ failure: "does not answer", missing: false });
        else if (typeof error.code === "number") resolve({ failure: explain(stderr.toString("utf8")), missing: false });
        else resolve(unstarted(error));
      });
    child.stdin?.end();
  });
}

interface Surroundings {
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly maxBuffer: number;
  readonly timeout: number;
  readonly windowsHide: boolean;
}

/** A PATH with "." in it must not find a program of the repository. */
function surroundings(variables: GitVariables = {}): Surroundings {
  return { cwd: "/", env: { ...passedOn(), ...variables }, maxBuffer: 2 ** 30, timeout: patience, windowsHide: true };
}

function passedOn(): Record<string, string> {
  return { ...Object.fromEntries([...environment].filter(([name]) => passed.test(name))), ...added };
}

function unstarted(error: Error): Answer {
  const code = "code" in error ? String(error.code) : error.name;
  if (code === "ENOENT") return { failure: "is not installed", missing: true };
  return { failure: code === "ETIMEDOUT" ? "does not answer" : `cannot be run (${code})`, missing: false };
}

const explanations: readonly (readonly [RegExp, string])[] = [
  [/not a git repository/, "finds no repository here"],
  [/dubious ownership/, "does not open a repository of another user (git config --global --add safe.directory DIR lets it)"],
  [/cannot use bare repository|must be run in a work tree/, "finds no working tree here"],
];

/** What git writes may quote the repository's own configuration; only known causes are told. */
function explain(stderr: string): string {
  return explanations.find(([pattern]) => pattern.test(stderr))?.[1] ?? "cannot read this repository";
}
