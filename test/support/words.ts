import type { Command, Outcome } from "../../src/commands/command.ts";
import { commands } from "../../src/commands/index.ts";
import { type Flag, flags } from "../../src/commands/flags.ts";
import type { Host } from "../../src/host.ts";
import { chooseCommand, normalise, requestOf, splitStart } from "../../src/shell/command-line.ts";
import { plain } from "../memory-host.ts";

const kinds = new Map(Object.entries<Flag>(flags).map(([name, { kind }]) => [name, kind]));

/** What the command line takes words for: the parser of the real one is a module that jest cannot load. */
export function askedBy(words: readonly string[]): { readonly command: Command; readonly request: ReturnType<typeof requestOf> } {
  const surroundings = { env: new Map<string, string>(), cwd: "/", exists: () => true };
  const { command, rest } = chooseCommand(words, commands, surroundings);
  const starts = command.operands.some(({ key }) => key === "argv");
  const { own, argv } = starts ? splitStart(rest) : { own: rest, argv: [] };
  const given = tellApart(normalise(own));
  return { command, request: requestOf(command, starts ? { ...given, operands: argv } : given, surroundings) };
}

/** What the command line does with words, in a host of strings. */
export async function runWords(words: readonly string[], host: Host): Promise<Outcome> {
  const { command, request } = askedBy(words);
  const run = await command.load();
  return run({ ...request, schemaModules: [] }, host, { ...plain, width: 100 });
}

type Words = Parameters<typeof requestOf>[1];

function tellApart(words: readonly string[]): Words {
  const end = words.includes("--") ? words.indexOf("--") : words.length;
  const { values, operands } = flagsAmong(words.slice(0, end));
  return { values, operands: [...operands, ...words.slice(end + 1)] };
}

function flagsAmong(words: readonly string[]): Words {
  const values = new Map<string, boolean | string | string[]>();
  const operands: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const [, name = "", given] = /^--([^=]+)(?:=(.*))?$/s.exec(words[index] ?? "") ?? [];
    if (name === "") operands.push(words[index] ?? "");
    else if (kinds.get(name) === "switch") values.set(name, true);
    else {
      const value = given ?? words[(index += 1)] ?? "";
      const before = values.get(name);
      values.set(name, kinds.get(name) === "list" ? [...(typeof before === "object" ? before : []), value] : value);
    }
  }
  return { values, operands };
}
