import type { Role } from "../../model/read.ts";
import type { Source } from "../../model/source.ts";
import { basename } from "../../text/path.ts";

/** The words of a command, without quotes, commas and brackets; good enough to see which files it names. */
const wordsOf = (command: string): string[] => command.split(/[\s"'`[\],;&|()=]+/).filter((word) => word !== "");

const isForWork = (name: string): boolean => /dev|test|watch|debug|lint|local/i.test(name);

/** Whether a file may say what is started where the program runs. */
export function saysWhatStarts(path: string): boolean {
  return (
    /^(?:Dockerfile|Containerfile|Procfile)(?:\.[^/]*)?$|\.[Dd]ockerfile$|^package\.json$/.test(basename(path)) &&
    !isForWork(basename(path))
  );
}

/**
 * What the files that containers, process managers and package.json run are for: those that start the program and those that build it. A folder
 * called `scripts` holds them as often as it holds chores. By the last part of their path.
 */
export function launchedIn(sources: readonly Source[]): ReadonlyMap<string, Role> {
  const packages = sources.filter(({ path }) => basename(path) === "package.json");
  const others = sources.filter((source) => !packages.includes(source));
  const wordsAfter = (instruction: RegExp): string[] => others.flatMap((source) => commandsOf(source, instruction)).flatMap(wordsOf);
  const [started, built] = [wordsAfter(/^\s*(?:ENTRYPOINT|CMD)\s/i), wordsAfter(/^\s*RUN\s/i)];
  const found = (words: readonly string[], scripts: RegExp): string[] =>
    [...words, ...packages.flatMap((source) => scriptWords(source, new Set(words), scripts))].map(basename);
  return new Map([
    ...found(built, /^(?:pre|post)?(?:build|install|generate)\b/).map((name): [string, Role] => [name, "build"]),
    ...found(started, /^(?:pre)?(?:start|serve)\b/).map((name): [string, Role] => [name, "runtime"]),
  ]);
}

function commandsOf({ path, text }: Source, instruction: RegExp): string[] {
  const lines = text.replaceAll(/\\\r?\n/g, " ").split("\n");
  const isProcfile = basename(path).startsWith("Procfile");
  return lines.filter((line) => instruction.test(isProcfile ? `CMD ${line}` : line));
}

/** What the wanted scripts of a package run, and the scripts that those call. */
function scriptWords({ text }: Source, named: ReadonlySet<string>, wanted: RegExp): string[] {
  const scripts = scriptsOf(text);
  const called = new Set([...scripts.keys()].filter((name) => !isForWork(name) && (wanted.test(name) || named.has(name))));
  const words: string[] = [];
  for (const name of called) {
    for (const word of wordsOf(scripts.get(name) ?? "")) {
      if (scripts.has(word) && !isForWork(word)) called.add(word);
      else words.push(word);
    }
  }
  return words;
}

/** What package.json has, by their names. */
export function scriptsOf(text: string): Map<string, string> {
  try {
    const content: unknown = JSON.parse(text);
    const scripts: unknown = typeof content === "object" && content !== null && "scripts" in content ? content.scripts : {};
    if (typeof scripts !== "object" || scripts === null) return new Map();
    return new Map(Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  } catch {
    return new Map();
  }
}
