import yargs from "yargs";
import type { Command } from "../commands/command.ts";
import { type Flag, flags } from "../commands/flags.ts";

const exitCodes = `Exit codes: 0 fine, 1 findings, 2 wrong usage or unreadable input or nothing to check, 3 could not determine`;

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
