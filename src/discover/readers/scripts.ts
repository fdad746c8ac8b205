import type { Source, Span } from "../../model/source.ts";
import { jsonDocument } from "../../text/platform/json.ts";
import { type EnvFileUse, envFilesOf } from "../../text/env-file/programs.ts";
import { basename, dirname, folderOf, joinPath } from "../../text/path.ts";
import { type CommandWord, stepsIn } from "../../text/shell/commands.ts";
import type { Dialect } from "../../text/shell/word.ts";
import { get, itemsOf, type Node, pairOf, pairsOf, spanOf, textOf, yamlDocument } from "../../text/yaml.ts";

/** A command of a document that reads an env file. */
export interface FoundUse {
  readonly format: string;
  readonly by: string;
  readonly at: Span;
  /** Where the file is: one path for each folder that the command may be run in. */
  readonly paths: readonly string[];
}

/** Commands that one shell runs, one after another. */
interface Script {
  readonly text: string;
  readonly dialect: Dialect;
  /** The folders that it may be run in, each as `dirname` gives it. */
  readonly folders: readonly string[];
  /** The place of an env file in there. */
  readonly placeOf: (word: CommandWord) => Span;
}

/** Every env file that the commands of a shell script, a Makefile, a justfile, a package.json or a workflow read. */
export function envFileUses(source: Source): readonly FoundUse[] {
  return source.text.includes("env") ? scriptsIn(source).flatMap((script) => [...usesIn(script)]) : [];
}

const shebang = /^#![^\n]*\b(bash|sh|dash|ash|zsh|ksh)\b/;

function scriptsIn(source: Source): readonly Script[] {
  const { path, text } = source;
  const name = basename(path);
  if (name === "package.json") return ofPackage(source);
  if (/\.ya?ml$/.test(name)) return ofWorkflow(source);
  if (/^(?:GNUm|M|m)akefile$|\.mk$/.test(name)) return blocksOf(source, /^\t(?:[^\\\n]|\\[^])*/gm);
  if (/^\.?justfile$/i.test(name)) return blocksOf(source, /^[ \t]+(?:[^\\\n]|\\[^])*/gm);
  const shell = shebang.exec(text)?.[1];
  if (shell === undefined && !/\.(?:sh|bash)$/.test(name)) return [];
  return [
    { text, dialect: shell === "bash" || name.endsWith(".bash") ? "bash" : "sh", folders: foldersAround(path), placeOf: spans(source, 0) },
  ];
}

function spans(source: Source, offset: number): Script["placeOf"] {
  return ({ start, end }) => ({ source, start: offset + start, end: offset + end });
}

/** Nobody can tell where a script is run; it is told from where the file is that it reads. */
function foldersAround(path: string): readonly string[] {
  const parts = dirname(path).split("/").slice(0, -1);
  return [...parts.keys(), parts.length].map((count) =>
    parts
      .slice(0, count)
      .map((part) => `${part}/`)
      .join(""),
  );
}

/** Each line of a recipe is a shell of its own, run in the folder of the file. */
function blocksOf(source: Source, lines: RegExp): readonly Script[] {
  return [...source.text.matchAll(lines)].flatMap(({ index, 0: line }): Script[] => {
    const [marks = ""] = /^[ \t]*[@+-]*/.exec(line) ?? [];
    const text = line.slice(marks.length);
    if (!text.includes("env")) return [];
    return [{ text, dialect: "sh", folders: [dirname(source.path)], placeOf: spans(source, index + marks.length) }];
  });
}

function ofPackage(source: Source): readonly Script[] {
  const { root } = jsonDocument(source);
  return pairsOf(get(root, "scripts")).flatMap(({ key, value }): Script[] => {
    const text = textOf(value);
    return text === undefined ? [] : [{ text, dialect: "sh", folders: [dirname(source.path)], placeOf: () => spanOf(source, key) }];
  });
}

/** The steps of a workflow are run in the root, or where the step, its job or the workflow says. */
function ofWorkflow(source: Source): readonly Script[] {
  const { root } = yamlDocument(source);
  return pairsOf(get(root, "jobs")).flatMap(({ value: job }) =>
    itemsOf(get(job, "steps")).flatMap((step): Script[] => {
      const run = pairOf(step, "run");
      const text = textOf(run?.value);
      const folder = folderOfStep([
        get(step, "working-directory"),
        ...[job, root].map((each) => get(each, "defaults", "run", "working-directory")),
      ]);
      if (run === undefined || text === undefined || folder === undefined) return [];
      const at = spanOf(source, run.key);
      return [{ text, dialect: "bash", folders: [folder], placeOf: () => at }];
    }),
  );
}

function folderOfStep(said: readonly (Node | undefined)[]): string | undefined {
  const folder = textOf(said.find((node) => node !== undefined)) ?? "";
  return folder.includes("${{") ? undefined : folderOf(joinPath("", folder));
}

const ownFolder = /^"?\$\(dirname "?(?:\$0|\$\{?BASH_SOURCE(?:\[0\])?\}?)"?\)"?((?:\/\.\.)*)"?$/;

/** Behind a change of folder only paths from the folder of the script are certain. */
function* usesIn({ text, dialect, folders, placeOf }: Script): Generator<FoundUse> {
  let within = folders;
  let depth = 0;
  for (const step of stepsIn(text, dialect)) {
    if (step.kind !== "command") {
      depth += step.kind === "open" ? 1 : -1;
      continue;
    }
    if (/^(?:cd|pushd|popd)$/.test(step.words[0]?.literal ?? "")) within = depth > 0 ? [] : foldersAfter(step.words, text, folders);
    for (const use of envFilesOf(step.words, dialect)) yield found(use, within, placeOf);
  }
}

function foldersAfter([, operand]: readonly CommandWord[], text: string, folders: readonly string[]): readonly string[] {
  const up = operand === undefined ? undefined : ownFolder.exec(text.slice(operand.start, operand.end))?.[1];
  const own = folders.at(-1);
  return up === undefined || own === undefined ? [] : [folderOf(joinPath(own, `.${up}`))];
}

function found({ word, path, format, by }: EnvFileUse, folders: readonly string[], placeOf: Script["placeOf"]): FoundUse {
  const isPlain = !/[$`{}*?~]/.test(path);
  return { format, by, at: placeOf(word), paths: isPlain ? [...new Set(folders.map((folder) => joinPath(folder, path)))] : [] };
}
