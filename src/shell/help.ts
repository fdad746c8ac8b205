import yargs from "yargs";
import { type Command, groups } from "../commands/command.ts";
import { flags } from "../commands/flags.ts";
import { wrap } from "../text/width.ts";
import { summaryOf, usageOf, valueOf } from "./usage.ts";

const exitCodes = `Exit codes: 0 fine, 1 findings, 2 wrong usage or unreadable input or nothing to check, 3 could not determine`;

/** The help of one command; with the list of all when none was named. */
export async function helpOf(command: Command, all: readonly Command[], width: number): Promise<string> {
  const { id, summary } = command;
  const whole = all.length > 0;
  return [
    wrap(`${whole ? "envcheck [COMMAND]" : usageOf(command)} [flags]`, width).join("\n  "),
    wrap(whole ? `Without a command: ${summary}.` : `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`, width).join("\n"),
    ...groups.flatMap((group) => sectionOf(group, all, width)),
    ...(whole ? [wrap(`\`envcheck COMMAND --help\` tells of one; what follows are the flags of ${id}.`, width).join("\n")] : []),
    await flagsOf(command, width),
  ]
    .map((block) => `${block}\n`)
    .join("\n");
}

function sectionOf(group: string, all: readonly Command[], width: number): string[] {
  const rows = all.filter((one) => one.group === group);
  const column = Math.max(0, ...all.map(({ id }) => id.length)) + 4;
  const lines = rows.map(({ id, summary }) => `  ${id.padEnd(column - 2)}${wrap(summary, width - column).join(`\n${" ".repeat(column)}`)}`);
  return rows.length === 0 ? [] : [[`${group}:`, ...lines].join("\n")];
}

async function flagsOf({ flags: own, formats }: Command, width: number): Promise<string> {
  const parser = yargs([]).help(false).version(false).updateStrings({ "Options:": "Flags:" }).epilogue(exitCodes).wrap(width);
  for (const name of own) parser.option(name + valueOf(flags[name]), { describe: summaryOf(name, formats) });
  parser.option("help", { describe: "this text" }).option("version", { describe: "the version of envcheck" });
  return parser.getHelp();
}
