import type { Dialect } from "./word.ts";

/** Commands that may set any name. */
export const opening: ReadonlySet<string> = new Set([
  ".",
  "source",
  "eval",
  "exec",
  "alias",
  "command",
  "builtin",
  "let",
  "coproc",
  "trap",
]);

/** Commands that set the names they are given. */
export const unsettling: ReadonlySet<string> = new Set(["read", "getopts", "mapfile", "readarray", "printf", "for", "select"]);

/** Commands of which the environment is none the wiser. */
export const ignorable: ReadonlySet<string> = new Set([
  ":",
  "true",
  "echo",
  "umask",
  "ulimit",
  "shopt",
  "hash",
  "type",
  "wait",
  "shift",
  "cd",
  "case",
]);

/** What declares variables. */
export function declarations(dialect: Dialect): ReadonlySet<string> {
  return dialect === "bash" ? inBash : inSh;
}

const inSh: ReadonlySet<string> = new Set(["export", "readonly"]);
const inBash: ReadonlySet<string> = new Set(["export", "readonly", "declare", "typeset"]);
const special: ReadonlySet<string> = new Set([
  ":",
  "break",
  "continue",
  "exit",
  "export",
  "readonly",
  "return",
  "set",
  "shift",
  "times",
  "trap",
  "unset",
]);

/** Whether what is assigned before a command outlives it, as POSIX has it for special builtins and bash only in its POSIX mode. */
export function persists(dialect: Dialect, command: string | undefined): boolean {
  return dialect === "sh" && command !== undefined && special.has(command);
}
