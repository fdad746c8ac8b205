import type { Note } from "./core/ledger.ts";
import { namesOf, type CodeFile } from "./core/code-base.ts";
import { gistOf } from "./core/gist.ts";
import type { Earlier } from "./core/scanner.ts";
import { anyOf } from "../text/any-of.ts";
import { callsOf } from "./declared-reader.ts";
import { EMBEDDED } from "./embedded.ts";
import { envFileLoad } from "./env-file-loads.ts";
import type { FoundAll } from "./found.ts";
import { foundInCode, frameworksOf, type FoundInCode, type Traced } from "./found-in-code.ts";
import { LANGUAGES } from "./languages/index.ts";
import type { Language, Reader } from "./languages/language.ts";
import type { Scan, ScanFile } from "./result.ts";
import { sanctionsIn } from "./sanctions.ts";
import { scanOf, type Common, type Learned } from "./survey.ts";
import { TEXT_PACKS } from "./texts/index.ts";
import type { TextPack } from "./texts/text-pack.ts";
import type { GrammarId, Parsers } from "./tree.ts";

/** What a scan finds, before it is known what its files come to together. */
export interface Learning {
  /** Of the scanned files, those in which something was found. */
  readonly learned: ReadonlyMap<string, Learned>;
  /** What a later scan needs to know beside. */
  readonly common: () => Omit<Common, "drift">;
}

/** A scan before anything is parsed: the grammars that it will need are known from a look at the texts. */
export interface Plan {
  readonly grammars: readonly GrammarId[];
  /** Parses only what can read; never runs anything. */
  learn(parsers: Parsers): Learning;
}

export interface Options {
  /** The readers that the user declares. */
  readonly own: readonly Reader[];
  /** All code, sorted by path: of several files that may be meant the first counts. */
  readonly code: readonly CodeFile[];
  readonly earlier?: Earlier;
  readonly digest: (text: string) => string;
}

export function planScan(files: readonly ScanFile[], options: Options): Plan {
  const { own, code, earlier } = options;
  const texts = files.flatMap(textFile);
  const isStarted = ({ path, first }: CodeFile): boolean => (earlier === undefined ? first : earlier.paths.has(path));
  const started = new Set(code.filter(isStarted).map(({ language }) => language));
  const grammars = code.flatMap(({ language, grammar }) => (started.has(language) ? [grammar] : []));
  return {
    grammars: [...new Set([...grammars, ...texts.flatMap(({ pack }) => pack.grammar ?? [])])],
    learn: (parsers) => {
      const found = foundInCode(code, { parsers, own, earlier });
      const inTexts = new Map(texts.map((text) => [text.file.path, foundInText(text, parsers)]));
      const pointed = new Set([...found.files.values()].flatMap(({ declared }) => declared.reads.flatMap(({ path }) => path ?? [])));
      const learned = files.flatMap((file) => {
        const one = learnedOf(file, pointed.has(file.path), found.files.get(file.path), inTexts.get(file.path));
        return one === undefined ? [] : [[file.path, one] as const];
      });
      return { learned: new Map(learned), common: () => commonOf(found, options) };
    },
  };
}

/** What the code reads, sorted by path and place. */
export function scanFiles(files: readonly ScanFile[], parsers: Parsers, own: readonly Reader[] = []): Scan {
  const code = files.flatMap((file) => codeIn(own)(file) ?? []);
  return scanOf(planScan(files, { own, code, digest: same }).learn(parsers).learned);
}

/** Undefined where nothing was found, and nothing elsewhere points to the file. */
function learnedOf(file: ScanFile, isPointed: boolean, code: Traced | null = null, text: FoundAll | null = null): Learned | undefined {
  const load = envFileLoad(file);
  const isEmpty = code === null && text === null && load === null && !isPointed;
  return isEmpty && sanctionsIn(file.text) === null ? undefined : { file, code, text, load };
}

function commonOf(
  { files, opened, openings, facts, treeOf }: FoundInCode,
  { code, earlier, digest }: Options,
): ReturnType<Learning["common"]> {
  const byPath = new Map(code.map((file) => [file.path, file]));
  const notes = new Set([...files.values()].flatMap(({ notes: own }) => own));
  const names = about(notes, ">").map((path) => [path, earlier?.names.get(path) ?? namesOf(byPath.get(path))] as const);
  const gists = about(notes, ":").flatMap((path) => {
    const file = byPath.get(path);
    const gist = file && gistOf(file, treeOf(path), digest);
    return gist === undefined ? [] : [[path, gist] as const];
  });
  return { opened, openings, facts, names: new Map(names), gists: new Map(gists) };
}

/** What the notes of a kind are about. */
function about(notes: ReadonlySet<Note>, kind: string): readonly string[] {
  return [...notes].flatMap((note) => (note.startsWith(kind) ? [note.slice(1)] : []));
}

/** Tells of a file what is code in it. */
export function codeIn(own: readonly Reader[]): (file: ScanFile) => CodeFile | undefined {
  const isCalled = callsOf(own);
  return ({ path, text, language: id }) => {
    const shape = shapeOf(id);
    if (shape === undefined) return undefined;
    const code = shape.mask(text);
    const { language, grammar } = shape;
    return { path, text: code, language, grammar, first: mayRead(language).test(code) || isCalled(code) };
  };
}

/** How the code in files of a kind is read: in which language, by which grammar, and what of the text is code. */
export interface Shape extends Pick<CodeFile, "language" | "grammar"> {
  readonly mask: (text: string) => string;
}

const shapes = new Map<string, Shape | undefined>();

export function shapeOf(id: string): Shape | undefined {
  if (!shapes.has(id)) shapes.set(id, findShape(id));
  return shapes.get(id);
}

function findShape(id: string): Shape | undefined {
  const { language: own = id, grammar, mask = same } = EMBEDDED.get(id) ?? {};
  const language = LANGUAGES.find((one) => one.id === own);
  return language === undefined ? undefined : { language, grammar: grammar ?? language.grammar, mask };
}

const same = (text: string): string => text;

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

function foundInText({ file, pack }: TextFile, parsers: Parsers): FoundAll {
  const { path, text } = file;
  const { grammar } = pack;
  if (grammar === undefined) return pack.read(text, path);
  const whole = { broken: new Array<number>() };
  const found = pack.read(text, (piece) => {
    const tree = parsers.parse(grammar, piece);
    if (piece === text) whole.broken.push(...tree.errors);
    return tree;
  });
  return { ...found, ...whole };
}
