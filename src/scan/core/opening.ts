import type { CodeFile } from "./code-base.ts";
import type { Meanings } from "./meanings.ts";
import type { Module } from "./module.ts";
import type { Language } from "../languages/language.ts";
import type { KnownReader } from "./site.ts";

export type ByLanguage = ReadonlyMap<Language, readonly KnownReader[]>;

/** Names that a file must use to be looked through although nothing in it reads by itself. */
export interface Opening {
  /** Id of the language that it is for. */
  readonly language: string;
  readonly names: readonly string[];
  /** The file that gives the names to those that mention it; null for the names of readers, which any file may call. */
  readonly from: string | null;
}

/** So many files name a reader only if its name is an ordinary word. */
export const ordinary = 400;
const shaped = /["'`][A-Z][A-Z0-9_]+["'`]/;

/** Whether a file uses the names; where those are ordinary words, a text in it must look like a variable too. */
export function opensWith({ language, names, from }: Opening): (file: CodeFile, isOrdinary: boolean) => boolean {
  if (from === null) {
    const calls = new RegExp(`\\b(?:${names.join("|")})\\b`);
    return (file, isOrdinary) => file.language.id === language && calls.test(file.text) && (!isOrdinary || shaped.test(file.text));
  }
  const used = new RegExp(`\\b(?:${names.join("|")})\\s*[.([]`);
  const stem = mentionOf(from);
  return (file) => {
    if (file.language.id !== language || !used.test(file.text)) return false;
    const unit = file.language.unit(from);
    return (unit !== from && file.language.unit(file.path) === unit) || file.text.includes(stem);
  };
}

/** What the files use that take from this one a name for something that reads: `env = environ.Env()` of a settings module. */
export function handedOn(module: Module, readers: ByLanguage, meanings: Meanings): Opening | undefined {
  const { path, language } = module;
  const paths = wholes(readers.get(language) ?? []);
  const names = [...module.definitions.values()].flat().flatMap((definition) => {
    const { name, kind, value, key, node } = definition;
    if (kind !== "variable" || value === undefined || key !== undefined || !isWord(name)) return [];
    if (module.functionAround(node) !== undefined) return [];
    const meaning = meanings.near.ofDefinitions({ module, definitions: [definition] });
    return meaning.path !== null && paths.has(meaning.path) ? [name] : [];
  });
  return names.length === 0 ? undefined : { language: language.id, names: names.toSorted(), from: path };
}

/** What the callers of readers of the project use. */
export function callings(readers: ByLanguage): readonly Opening[] {
  return [...readers].flatMap(([language, known]) => {
    const names = [...new Set(known.map(({ of }) => calledBy(of)))].filter(isWord);
    return names.length === 0 ? [] : [{ language: language.id, names: names.toSorted(), from: null }];
  });
}

const isWord = (name: string): boolean => /^\w+$/.test(name);

const known = new WeakMap<readonly KnownReader[], ReadonlySet<string>>();

/** What stands before the last part of the readers' paths: "os.environ" of "os.environ.get". */
function wholes(readers: readonly KnownReader[]): ReadonlySet<string> {
  const paths =
    known.get(readers) ??
    new Set(
      readers
        .flatMap(({ of }) => [of, ...(of.includes(".") ? [of.slice(0, of.lastIndexOf("."))] : [])])
        .filter((path) => /[.(]/.test(path)),
    );
  known.set(readers, paths);
  return paths;
}

/** What an import calls a file: its name, or that of its folder where it stands for that. */
function mentionOf(path: string): string {
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
