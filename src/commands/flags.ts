/** A flag as plain data; the shell turns it into what parses the command line. */
export interface Flag {
  readonly kind: "text" | "list" | "switch" | "switch-or-text";
  readonly summary: string;
  /** What stands for its value in the help. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly default?: string;
}

/** Every flag, in the order of the help. Values of a list flag come one per flag: `--stage a --stage b`. */
export const flags = {
  service: { kind: "list", value: "NAME", summary: "only these services" },
  stage: { kind: "list", value: "NAME", summary: "only these stages" },
  schema: { kind: "list", value: "GLOB", summary: "schema files, instead of schemas/*.yaml" },
  "schema-module": { kind: "list", value: "FILE", summary: "a module that exports defineService(...); it is executed" },
  config: { kind: "text", value: "FILE", summary: "configuration, instead of envcheck.yaml" },
  "schema-ref": { kind: "text", value: "REF", summary: "the commit whose schemas and configuration judge, instead of those of today" },
  staged: { kind: "switch", summary: "check what git would commit, and only what that can affect" },
  root: { kind: "text", value: "DIR", summary: "the project, instead of the working directory" },
  format: { kind: "list", value: "FORMAT[=FILE]", summary: "what to print, several at once" },
  "fail-on": { kind: "text", choices: ["error", "warning", "never"], summary: "what makes the exit code 1, error unless configured" },
  strict: { kind: "switch", summary: "exit with 3 when something cannot be determined" },
  "host-env": { kind: "list", value: "NAME[=VALUE]", summary: "a variable that the deploying shell will have" },
  "host-env-file": { kind: "text", value: "FILE", summary: "an env file with such variables" },
  reveal: { kind: "switch-or-text", choices: ["yes-in-ci"], summary: "show values; in CI only as --reveal=yes-in-ci" },
  "allow-empty": { kind: "switch", summary: "exit with 0 when there is nothing to check" },
  from: { kind: "text", value: "REF", summary: "the commit that runs now" },
  to: { kind: "text", value: "REF", summary: "the commit to release, instead of the working tree" },
  "without-code": { kind: "switch", summary: "do not read what the code reads" },
  baseline: { kind: "text", value: "FILE", summary: "old findings that do not count" },
  "allow-missing": { kind: "list", value: "NAME", summary: "a variable whose absence in production the baseline may hide" },
  write: { kind: "switch-or-text", choices: ["-"], summary: "add to the schema what the code reads; --write=- only shows it" },
  yes: { kind: "switch", summary: "write without asking" },
  against: { kind: "text", value: "TARGET", summary: "what should run: files, or a snapshot" },
  wait: { kind: "text", value: "DURATION", summary: "wait so long until all is well" },
  watch: { kind: "switch", summary: "go on, and print a line for each change" },
  every: { kind: "text", value: "DURATION", default: "10s", summary: "how often --watch looks" },
  digest: { kind: "text", value: "DIGEST", summary: "what the checklist says that was verified" },
  "read-secrets": { kind: "switch", summary: "read the Secrets of a cluster, to compare their values" },
  plain: { kind: "switch", summary: "write values that are no secret as they are" },
  snapshots: { kind: "text", value: "DIR", default: "snapshots", summary: "the folder of the snapshots" },
  rotation: { kind: "text", value: "DAYS", summary: "list the secrets that did not change for so long, and those that stages share" },
  "warn-only": { kind: "switch", summary: "start the command whatever was found" },
  // Not --env-file: Node takes that for itself wherever it stands, and ends where there is no such file.
  load: { kind: "list", value: "[READER:]FILE", summary: "an env file for the command, below its environment" },
  authenticate: { kind: "switch", summary: "log in with what the variables hold" },
  timeout: { kind: "text", value: "DURATION", default: "5s", summary: "how long each connection may take" },
  "allow-outside-root": { kind: "switch", summary: "follow paths and links that leave the root" },
  color: { kind: "text", choices: ["auto", "always", "never"], default: "auto", summary: "colour on a terminal" },
  quiet: { kind: "switch", summary: "findings only" },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof flags;

/** Flags that every command takes, also where they change nothing, so that a script can give the same ones to all. */
export const sharedFlags: readonly FlagName[] = [
  ...(["root", "service", "stage", "format", "fail-on", "strict", "host-env", "host-env-file"] as const),
  ...(["reveal", "color", "quiet", "allow-empty"] as const),
];
