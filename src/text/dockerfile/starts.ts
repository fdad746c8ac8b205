import type { Source, Span } from "../../model/source.ts";

/** What an image, or a service made of it, runs when it starts: lines of a shell, several where it is not to be seen which of them counts. */
export interface Starts {
  readonly entrypoints: readonly string[];
  readonly commands: readonly string[];
}

/**
 * The last instructions of a stage, or those of all stages where it has none of its own. It may have its entrypoint from another one; with an entrypoint
 * of its own it takes no command from there (BuildKit, dockerfile2llb/convert.go, dispatchEntrypoint).
 */
export function startsOf({ text }: Source, stage: Span): Starts {
  const rest = text.slice(stage.start);
  const own = startsIn(rest.slice(0, /\n[ \t]*FROM[ \t]/i.exec(rest)?.index));
  const all = startsIn(text);
  if (own.entrypoints.length > 0) return { entrypoints: own.entrypoints.slice(-1), commands: own.commands.slice(-1) };
  return own.commands.length > 0 ? { entrypoints: all.entrypoints, commands: own.commands.slice(-1) } : all;
}

function startsIn(text: string): Starts {
  const lines = text.replaceAll(/\\[ \t]*\r?\n/g, " ").split(/\r?\n/);
  const given = (instruction: RegExp): string[] => lines.flatMap((line) => lineOf(instruction.exec(line)?.[1]) ?? []);
  return { entrypoints: given(/^\s*ENTRYPOINT\s+(.*)$/i), commands: given(/^\s*CMD\s+(.*)$/i) };
}

/** The words of the exec form as a line. */
function lineOf(given: string | undefined): string | undefined {
  const words = given?.trimEnd();
  if (words?.startsWith("[") !== true || !words.endsWith("]")) return words;
  return [...words.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = ""]) => word).join(" ");
}

/** Each of them whole: the command is what the entrypoint is given. */
export function linesOf({ entrypoints, commands }: Starts): readonly string[] {
  if (entrypoints.length === 0) return commands;
  return commands.length === 0 ? entrypoints : entrypoints.flatMap((entrypoint) => commands.map((command) => `${entrypoint} ${command}`));
}
