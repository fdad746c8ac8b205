import yargs from "yargs";
import type { Command } from "../commands/command.ts";
import { type Flag, flags } from "../commands/flags.ts";

/** The words of a command line, told apart: the values of its flags, and the operands. */
export interface Words {
  readonly values: ReadonlyMap<string, boolean | string | readonly string[]>;
  readonly operands: readonly string[];
}

const exitCodes = `Exit codes: 0 fine, 1 findings, 2 wrong usage or unreadable input or nothing to check, 3 could not determine`;

/** yargs without subcommands, since with them it renders the whole help before every run. */
export function parseWords(argv: readonly string[]): Words {
  const parser = yargs([...argv])
    .help(false)
    .version(false)
    .exitProcess(false)
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "duplicate-arguments-array": true,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
      "short-option-groups": false,
    });
  for (const [name, { kind }] of Object.entries<Flag>(flags)) {
    parser.option(name, kind === "switch" ? { type: "boolean" } : { type: "string", array: kind === "list" });
  }
  const { _: operands, $0: _program, ...values }: Record<string, unknown> = parser.parseSync();
  return { values: new Map(Object.entries(values).flatMap(([name, value]) => readable(name, value))), operands: texts(operands) };
}

function readable(name: string, value: unknown): [string, boolean | string | readonly string[]][] {
  if (value === undefined) return [];
  if (typeof value === "boolean" || typeof value === "string") return [[name, value]];
  return [[name, texts(value)]];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The help of one command; with the list of all when none was named. */
export async function helpOf(command: Command, all: readonly Command[], width: number): Promise<string> {
  const words = command.operands.map(({ key, required }) => {
    const word = key === "targets" ? "target..." : key;
    return required ? `<${word}>` : `[${word}]`;
  });
  const parser = yargs([])
    .scriptName("envcheck")
    .help(false)
    .version(false)
    .usage(
      `envcheck ${all.length > 0 ? `[${command.id}]` : command.id} ${words.join(" ")} [flags]\n\n${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`,
    )
    .updateStrings({ "Options:": "Flags:", "Commands:": "Commands:" })
    .epilogue(exitCodes)
    .wrap(width);
  for (const { id, summary } of all) parser.command(id, summary);
  for (const name of command.flags) {
    const flag: Flag = flags[name];
    const value = name === "format" ? `${command.formats.join("|")}[=FILE]` : (flag.choices?.join("|") ?? flag.value);
    const shown = flag.kind === "switch-or-text" ? `[=${value ?? ""}]` : ` ${value ?? ""}`;
    parser.option((name + shown).trimEnd(), { describe: flag.summary });
  }
  parser.option("help", { describe: "this text" }).option("version", { describe: "the version of envcheck" });
  return `${await parser.getHelp()}\n`;
}
