import type { Language } from "../languages/language.ts";
import type { CodeBase } from "./code-base.ts";
import type { Meanings } from "./meanings.ts";
import type { Module } from "./module.ts";
import type { KnownReader } from "./site.ts";

/** A name that is handed on from file to file is followed no further than this. */
const ROUNDS = 5;

export type ByLanguage = ReadonlyMap<Language, readonly KnownReader[]>;

/** Parses the files that take from another one a name for something that reads: `env = environ.Env()` of a settings module. */
export function openUsers(readers: ByLanguage, code: CodeBase, meanings: Meanings): void {
  const paths = new Map([...readers].map(([language, known]) => [language, wholes(known)]));
  const seen = new Set<Module>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = code.modules.filter((module) => !seen.has(module));
    if (fresh.length === 0) return;
    for (const module of fresh) {
      seen.add(module);
      const names = handedOn(module, paths.get(module.language) ?? new Set(), meanings);
      if (names.length > 0) openThose(names, module, code);
    }
  }
}

/** Parses the files that name a reader of the project. */
export function openCallers(readers: ByLanguage, code: CodeBase): void {
  for (const [language, known] of readers) {
    const names = [...new Set(known.map(({ of }) => calledBy(of)))].filter(isWord);
    if (names.length === 0) continue;
    const calls = new RegExp(`\\b(?:${names.join("|")})\\b`);
    for (const file of code.files.values()) if (file.language === language && calls.test(file.text)) code.module(file.path);
  }
}

const isWord = (name: string): boolean => /^\w+$/.test(name);

/** What stands before the last part of the readers' paths: "os.environ" of "os.environ.get". */
function wholes(readers: readonly KnownReader[]): ReadonlySet<string> {
  return new Set(
    readers.flatMap(({ of }) => [of, ...(of.includes(".") ? [of.slice(0, of.lastIndexOf("."))] : [])]).filter((path) => /[.(]/.test(path)),
  );
}

/** The names outside functions that a file gives to something that reads. */
function handedOn(module: Module, paths: ReadonlySet<string>, meanings: Meanings): readonly string[] {
  return [...module.definitions.values()].flat().flatMap((definition) => {
    const { name, kind, value, key, node } = definition;
    if (kind !== "variable" || value === undefined || key !== undefined || !isWord(name)) return [];
    if (module.functionAround(node) !== undefined) return [];
    const { path } = meanings.near.ofDefinitions({ module, definitions: [definition] });
    return path !== null && paths.has(path) ? [name] : [];
  });
}

/** The files that use one of these names, and are of the same unit or mention the file that gives it. */
function openThose(names: readonly string[], { path, language }: Module, code: CodeBase): void {
  const used = new RegExp(`\\b(?:${names.join("|")})\\s*[.([]`);
  const unit = language.unit(path);
  const stem = stemOf(path);
  for (const file of code.files.values()) {
    if (file.language !== language || !used.test(file.text)) continue;
    const isNear = unit !== path && language.unit(file.path) === unit;
    if (isNear || file.text.includes(stem)) code.module(file.path);
  }
}

/** What an import calls a file: its name, or that of its folder where it stands for that. */
function stemOf(path: string): string {
  const parts = path.replace(/(?:\.d)?\.[^./]+$/, "").split("/");
  const last = parts.at(-1) ?? "";
  return /^(?:__init__|index|mod)$/.test(last) ? (parts.at(-2) ?? last) : last;
}

/** What its callers write: its name, or that of the file that has nothing else to give. */
function calledBy(of: string): string {
  const name = of.slice(Math.max(of.lastIndexOf("."), of.lastIndexOf(":")) + 1);
  if (name !== "default" && name !== "exports") return name;
  const [file = "", folder = ""] = of.slice(1, of.indexOf(":")).split("/").toReversed();
  const stem = file.replace(/\.\w+$/, "");
  return stem === "index" ? folder : stem;
}
