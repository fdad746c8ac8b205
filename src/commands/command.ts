import type { Host } from "../host.ts";
import type { Value } from "../model/value.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Output, Request } from "../request.ts";
import { sanitise } from "../text/sanitise.ts";
import type { FlagName } from "./flags.ts";

/** A file to write; relative paths start at the working directory, as the user typed them. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  readonly append: boolean;
  /** Whether it and its folder are new: what stands there is never written over. */
  readonly create?: boolean;
  /** Whether its folder is made where there is none. */
  readonly folder?: boolean;
  /** Whether it is a program. */
  readonly executable?: boolean;
}

/** A command that envcheck becomes once everything is written. */
export interface Start {
  readonly command: string;
  readonly args: readonly string[];
  /** Variables beside those that envcheck itself has. */
  readonly added: ReadonlyMap<string, Value>;
}

/** Everything a command leaves behind; the shell writes it. */
export interface Outcome {
  /** 0 fine, 1 findings, 2 wrong usage or unreadable input, 3 could not determine. */
  readonly exitCode: 0 | 1 | 2 | 3;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: readonly OutputFile[];
  /** Files to remove. */
  readonly removed?: readonly string[];
  /** For standard output, once all files are written and removed. */
  readonly done?: string;
  readonly start?: Start;
}

/** What a command's own module exports as `run`: pure but for the Host. Only those that read code take more than one turn. */
export type Run = (request: Request, host: Host, surface: Surface) => Outcome | Promise<Outcome>;

/** A word after the command, in order; `key` is the field of Request it fills. */
export interface Operand {
  readonly key: "targets" | "name" | "rule" | "argv";
  readonly summary: string;
  readonly required: boolean;
  /** The only words that it may be. */
  readonly choices?: readonly string[];
  /** Whether it is for scripts, and no help tells of it. */
  readonly hidden?: true;
}

/** What a command is for; in this order the help shows them. */
export const groups = ["Before a deploy", "After a deploy", "Setting up"] as const;

/** One subcommand as the command line and `--help` see it; its module loads only when it runs. */
export interface Command {
  readonly id: string;
  readonly summary: string;
  readonly group: (typeof groups)[number];
  readonly operands: readonly Operand[];
  readonly flags: readonly FlagName[];
  /** What `--format` may be; the first is the default. */
  readonly formats: readonly [string, ...string[]];
  readonly load: () => Promise<Run>;
}

/** Renders once per asked output: coloured as the surface says on standard output, plain in files. */
export function deliver(
  outputs: readonly Output[],
  surface: Surface,
  render: (format: string, surface: Surface) => string,
): Pick<Outcome, "stdout" | "files"> {
  const plain: Surface = { ...surface, color: false, links: undefined };
  const files = outputs.flatMap(({ format, file, append }) =>
    file === undefined ? [] : [{ path: file, text: render(format, append ? { ...plain, appended: true } : plain), append }],
  );
  const shown = outputs.filter(({ file }) => file === undefined);
  return { stdout: shown.map(({ format }) => render(format, surface)).join(""), files };
}

/** What went wrong, a line each, as standard error has it. */
export function complaints(messages: readonly string[]): string {
  return messages.map((message) => `envcheck: ${sanitise(message)}\n`).join("");
}

/** A command that cannot do what was asked: wrong usage, or input that cannot be read. */
export function refused(messages: readonly string[]): Outcome {
  return { exitCode: 2, stdout: "", stderr: complaints(messages), files: [] };
}
