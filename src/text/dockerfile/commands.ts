import type { Commands } from "../../model/binding.ts";
import type { Source } from "../../model/source.ts";
import { dirname } from "../path.ts";

/** What a Dockerfile compiles and starts. */
export function commandsOf({ path, text }: Source): Commands {
  const lines = text.replaceAll(/\\[ \t]*\r?\n/g, " ").split("\n");
  const packages = packagesOf(lines.filter((line) => /\bgo (?:build|install)\b/.test(line)));
  return { folder: dirname(path), packages, scripts: lines.flatMap(scriptsOf), words: wordsIn(text) };
}

/** The last parts of paths, those that hold what a pattern takes, and whatever else is written like one. */
export function wordsIn(text: string): readonly string[] {
  return [...new Set(text.match(/[\w.-]+(?![\w.-]|\/[\w.-])/g))];
}

/** A folder that a line changes to, or a name that the build fills in, leaves open which package is meant. */
function packagesOf(lines: readonly string[]): readonly string[] | undefined {
  const all = lines.flatMap((line) =>
    [...line.slice(0, longest).matchAll(/\bgo (?:build|install)\b([^&|;]*)/g)].map(([, words = ""]) => words),
  );
  if (all.length === 0 || lines.some((line) => line.length > longest || /\bcd\b/.test(line))) return undefined;
  const named = all.map((words) => words.trim().split(/\s+/).flatMap(packageOf));
  return named.every((folders) => folders.length > 0) ? named.flat() : undefined;
}

/** Characters of the longest instruction that is looked at. */
const longest = 10_000;

/** `./cmd/api`, `cmd/api/main.go`: a path of several folders, none of which is a pattern. */
function packageOf(word: string): readonly string[] {
  const path = /^(?:\.\/)?((?:[\w-][\w.-]*\/)*[\w-][\w.-]*)\/?$/.exec(word)?.[1] ?? "";
  if (!path.includes("/") || (path.includes(".") && !path.endsWith(".go"))) return [];
  return [path.endsWith(".go") ? path.slice(0, path.lastIndexOf("/") + 1) : `${path}/`];
}

function scriptsOf(line: string): readonly string[] {
  return scriptsIn(/^\s*(?:CMD|ENTRYPOINT)\s(.*)$/i.exec(line)?.[1] ?? "");
}

/** The names of the scripts in a command. */
export function scriptsIn(command: string): readonly string[] {
  return [...command.slice(0, longest).matchAll(/([\w.-]+)\.(?:[cm]?js|ts|py|rb|php)\b/g)].map(([, name = ""]) => name);
}
