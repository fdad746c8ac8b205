import { readFileSync } from "node:fs";
import type { Start } from "../../commands/command.ts";
import { reveal } from "../../resolve/reveal.ts";
import { environEntries } from "../../text/environ.ts";
import { sanitise } from "../../text/sanitise.ts";
import { codeOf } from "../files.ts";
import { writeAll } from "../write.ts";

/** Names that a shell can hold. */
const holdable = /^[A-Za-z_]\w*$/;
/** Names that some shell gives values of its own. */
const own: ReadonlySet<string> = new Set(
  "_ OPTIND LINENO RANDOM SRANDOM SECONDS EPOCHSECONDS EPOCHREALTIME BASHPID FUNCNAME GROUPS DIRSTACK HISTCMD".split(" "),
);

const cannotStart = 126;

/** What a shell is to do to print a text and end well. */
export function printing(text: string): string {
  return text === "" ? "" : `printf %s ${quoted(text)}\nexit 0\n`;
}

/** What a shell is to do to become the command, which stands at the end of its own `count` arguments; or the exit code where it cannot. */
export function scriptOf({ command, args, added }: Start, count: number): string | number {
  const lost = [...added.keys()].filter((name) => !holdable.test(name) || isOwn(name));
  if (lost.length > 0) {
    writeAll(2, `envcheck: ${lost.map(sanitise).join(", ")}: no name that /bin/sh could hand on; envcheck run can\n`);
    return cannotStart;
  }
  const environment = changesOfShell();
  if (environment.dropped.length > 0)
    writeAll(
      2,
      `envcheck: ${environment.dropped.map(sanitise).join(", ")}: not handed on, since /bin/sh cannot hold such a name; envcheck run can\n`,
    );
  const ahead = count - args.length - 1;
  return [
    ...[...added].map(([name, value]) => `${name}=${quoted(reveal(value) ?? "")}\nexport ${name}`),
    ...environment.made.map((name) => `unset ${name}`),
    ...(ahead > 0 ? [`shift ${String(ahead)}`] : []),
    command.startsWith("-") ? `exit ${String(cannotStart)}` : 'exec "$@"',
    `exit ${String(cannotStart)}\n`,
  ].join("\n");
}

/** Between single quotes every character is its own, in every shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** What a shell has made of its environment before it started Node: what it has set by itself (PWD), and what it cannot hold. */
function changesOfShell(): { readonly made: readonly string[]; readonly dropped: readonly string[] } {
  const [before, now] = [namesIn(process.ppid), namesIn("self")];
  if (before === undefined || now === undefined) return { made: [], dropped: [] };
  return {
    made: [...now].filter((name) => !before.has(name) && holdable.test(name) && !isOwn(name) && name !== "SHLVL"),
    dropped: [...before].filter((name) => !now.has(name) && !holdable.test(name) && name !== ""),
  };
}

function namesIn(pid: number | "self"): ReadonlySet<string> | undefined {
  try {
    const text = readFileSync(`/proc/${String(pid)}/environ`, "latin1");
    return new Set(environEntries({ path: "", text }).map(({ name }) => name));
  } catch (error) {
    codeOf(error);
    return undefined;
  }
}

function isOwn(name: string): boolean {
  return own.has(name) || name.startsWith("BASH_");
}
