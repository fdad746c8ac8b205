import type { CodeFile } from "./core/code-base.ts";
import { anyOf } from "../text/any-of.ts";
import { callsOf } from "./declared-reader.ts";
import { EMBEDDED } from "./embedded.ts";
import { foundInCode, frameworksOf, type InPath } from "./found-in-code.ts";
import { completed } from "./given.ts";
import { LANGUAGES } from "./languages/index.ts";
import type { Language, Reader } from "./languages/language.ts";
import { resultOf, type InFile, type Scan, type ScanFile } from "./result.ts";
import { TEXT_PACKS } from "./texts/index.ts";
import type { TextPack } from "./texts/text-pack.ts";
import type { GrammarId, Parsers } from "./tree.ts";

/** A scan before anything is parsed: the grammars that it will need are known from a look at the texts. */
export interface Plan {
  readonly grammars: readonly GrammarId[];
  /** What the code reads, sorted by path and place. Parses only what can read; never runs anything. */
  scan(parsers: Parsers): Scan;
}

/** `own` are the readers that the user declares. */
export function planScan(files: readonly ScanFile[], own: readonly Reader[] = []): Plan {
  const isCalled = callsOf(own);
  const code = files.flatMap((file) => codeFile(file, isCalled));
  const texts = files.flatMap(textFile);
  const started = new Set(code.flatMap(({ first, language }) => (first ? [language] : [])));
  const grammars = code.flatMap(({ language, grammar }) => (started.has(language) ? [grammar] : []));
  return {
    grammars: [...new Set([...grammars, ...texts.flatMap(({ pack }) => pack.grammar ?? [])])],
    scan: (parsers) => {
      const inCode = withFiles(files, foundInCode(code, { parsers, own }));
      return resultOf(files, completed([...inCode, ...texts.map((text) => foundInText(text, parsers))]));
    },
  };
}

export function scanFiles(files: readonly ScanFile[], parsers: Parsers, own: readonly Reader[] = []): Scan {
  return planScan(files, own).scan(parsers);
}

function withFiles(files: readonly ScanFile[], found: readonly InPath[]): readonly InFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return found.flatMap(({ path, all }) => {
    const file = byPath.get(path);
    return file === undefined ? [] : [{ file, ...all }];
  });
}

function codeFile({ path, text, language: id }: ScanFile, isCalled: (text: string) => boolean): readonly CodeFile[] {
  const { language: own = id, grammar, mask } = EMBEDDED.get(id) ?? {};
  const language = LANGUAGES.find((one) => one.id === own);
  if (language === undefined) return [];
  const code = mask?.(text) ?? text;
  const first = mayRead(language).test(code) || isCalled(code);
  return [{ path, text: code, language, grammar: grammar ?? language.grammar, first }];
}

const prefilters = new Map<Language, RegExp>();

/** What a file holds that reads by the language itself or by a library. */
function mayRead(language: Language): RegExp {
  const known = prefilters.get(language) ?? anyOf([language.prefilter, ...frameworksOf(language).map(({ needs }) => needs)]);
  prefilters.set(language, known);
  return known;
}

interface TextFile {
  readonly file: ScanFile;
  readonly pack: TextPack;
}

function textFile(file: ScanFile): readonly TextFile[] {
  const pack = TEXT_PACKS.find(({ id }) => id === file.language);
  return pack === undefined || !pack.prefilter.test(file.text) ? [] : [{ file, pack }];
}

function foundInText({ file, pack }: TextFile, parsers: Parsers): InFile {
  const { path, text } = file;
  const { grammar } = pack;
  if (grammar === undefined) return { file, ...pack.read(text, path) };
  const whole = { broken: new Array<number>() };
  const found = pack.read(text, (piece) => {
    const tree = parsers.parse(grammar, piece);
    if (piece === text) whole.broken.push(...tree.errors);
    return tree;
  });
  return { file, ...found, ...whole };
}
