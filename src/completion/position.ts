import type { Command } from "../commands/command.ts";
import { type Flag, flags } from "../commands/flags.ts";

/** Where in a command line its last word stands. */
export interface Position {
  /** The command that was named, else the first. */
  readonly command: Command;
  readonly named: boolean;
  /** Operands before the last word, without the command. */
  readonly operands: number;
  /** The flag whose value the last word is. */
  readonly flag: string | undefined;
  /** Whether nothing is a flag of envcheck any more. */
  readonly ended: boolean;
}

const known: ReadonlyMap<string, Flag> = new Map(Object.entries<Flag>(flags));

export function flagOf(name: string): Flag | undefined {
  return known.get(name);
}

export function positionIn(before: readonly string[], commands: readonly [Command, ...Command[]]): Position {
  const operands: string[] = [];
  let [flag, ended]: [string | undefined, boolean] = [undefined, false];
  for (const word of before) {
    if (flag !== undefined) flag = undefined;
    else if (ended || word === "-" || !word.startsWith("-")) operands.push(word);
    else if (word === "--") ended = true;
    else flag = awaitedBy(word);
  }
  const found = commands.find(({ id }) => id === operands[0]);
  const [command, count] = found === undefined ? [commands[0], operands.length] : [found, operands.length - 1];
  const starts = count > 0 && command.operands.some(({ key }) => key === "argv");
  return { command, named: found !== undefined, operands: count, flag, ended: ended || starts };
}

/** The flag, where the next word is its value. */
function awaitedBy(word: string): string | undefined {
  const name = word.replace(/^-+/, "");
  const kind = known.get(name)?.kind;
  return kind === "text" || kind === "list" ? name : undefined;
}
