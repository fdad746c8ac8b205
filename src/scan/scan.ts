import type { Dynamic, Read, Role } from "../model/read.ts";
import { Sealed } from "../model/sealed.ts";
import type { Source } from "../model/source.ts";
import { withAlternatives, type Alternative } from "./core/alternatives.ts";
import type { CodeFile } from "./core/code-base.ts";
import { Scanner } from "./core/scanner.ts";
import type { Site } from "./core/site.ts";
import { literalOf, type Extent, type Found, type FoundAll, type Open } from "./found.ts";
import { completed } from "./given.ts";
import { FRAMEWORKS } from "./frameworks/index.ts";
import { callsOf } from "./declared-reader.ts";
import { EMBEDDED } from "./embedded.ts";
import { sanctionsIn } from "./sanctions.ts";
import { LANGUAGES } from "./languages/index.ts";
import type { Language, Reader } from "./languages/language.ts";
import { TEXT_PACKS } from "./texts/index.ts";
import type { TextPack } from "./texts/text-pack.ts";
import type { GrammarId, Parsers } from "./tree.ts";

/** A file to scan: what it is for, and the id of the language it is written in. */
export interface ScanFile extends Source {
  readonly role: Role;
  readonly language: string;
}

export interface Scan {
  readonly reads: readonly Read[];
  readonly dynamic: readonly Dynamic[];
}

/** What was found in a file. */
interface InFile extends FoundAll {
  readonly file: ScanFile;
}

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
    scan: (parsers) => merged(files, completed([...byLanguage(files, code, { parsers, own }), ...byText(texts, parsers)])),
  };
}

export function scanFiles(files: readonly ScanFile[], parsers: Parsers, own: readonly Reader[] = []): Scan {
  return planScan(files, own).scan(parsers);
}

function merged(files: readonly ScanFile[], found: readonly InFile[]): Scan {
  const sanctions = new Map(files.map((file) => [file, sanctionsIn(file.text)]));
  const named = files.map((file): InFile => ({ file, reads: sanctions.get(file)?.reads ?? [], open: [] }));
  const reads = [...found, ...named].flatMap(({ file, reads: inFile }) => inFile.map((one) => readOf(one, file)));
  const dynamic = found.flatMap(({ file, open }) =>
    open.map((one) => ({ ...dynamicOf(one, file), sanctioned: sanctions.get(file)?.covers(one.at) === true })),
  );
  return { reads: numbered(reads).toSorted(byPlace), dynamic: dynamic.toSorted(byPlace) };
}

interface Means {
  readonly parsers: Parsers;
  readonly own: readonly Reader[];
}

function byLanguage(files: readonly ScanFile[], code: readonly CodeFile[], { parsers, own }: Means): readonly InFile[] {
  const known = new Map(files.map((file) => [file.path, file]));
  const scanner = new Scanner(code, parsers);
  scanner.read((language) => [...language.readers, ...frameworksOf(language).flatMap(({ readers = [] }) => readers), ...own]);
  const inFile = (path: string, all: FoundAll): readonly InFile[] => {
    const file = known.get(path);
    return file === undefined ? [] : [{ file, ...all }];
  };
  const schemas = distinct(declared(scanner));
  const isReplaced = replacedBy(scanner);
  const described = new Set(schemas.flatMap(({ path, all }) => all.reads.map((read) => placed(path, read))));
  return [
    ...withAlternatives(scanner.uses).flatMap((use) => {
      const { path } = use.site.module;
      return inFile(path, { reads: usedBy(use).filter((read) => !described.has(placed(path, read)) && !isReplaced(path, read)), open: [] });
    }),
    ...scanner.open.flatMap((site) => inFile(site.module.path, { reads: [], open: openAt(site) })),
    ...schemas.flatMap(({ path, all }) => inFile(path, all)),
  ];
}

function frameworksOf(language: Language): readonly (typeof FRAMEWORKS)[number][] {
  return FRAMEWORKS.filter(({ languages }) => languages.includes(language.id));
}

function declared({ code, meanings, forms }: Scanner): readonly { readonly path: string; readonly all: FoundAll }[] {
  return code.modules.flatMap((module) =>
    frameworksOf(module.language).flatMap(({ needs, declared: declares }) =>
      declares === undefined || !needs.test(module.tree.text)
        ? []
        : [{ path: module.path, all: declares({ module, meanings, forms, code }) }],
    ),
  );
}

/** Whether a read is none, since a build puts a value in its place. */
function replacedBy({ code, meanings, forms }: Scanner): (path: string, read: Found) => boolean {
  const known = code.modules.flatMap((module) => {
    const folder = module.path.slice(0, module.path.lastIndexOf("/") + 1);
    const names = frameworksOf(module.language).flatMap(({ needs, replaced }) =>
      replaced === undefined || !needs.test(module.tree.text) ? [] : replaced({ module, meanings, forms, code }),
    );
    return names.length === 0 ? [] : [{ folder, names: new Set(names) }];
  });
  return (path, { variable }) => known.some(({ folder, names }) => path.startsWith(folder) && names.has(variable));
}

/** What tells whether two found the same: a schema says more of a read than the code around it. */
function placed(path: string, { variable, at }: Found): string {
  return `${path}\0${variable}\0${String(at.start)}`;
}

/** Each read by its own file, and once: two programs may load the same schema. */
function distinct(found: readonly { readonly path: string; readonly all: FoundAll }[]): typeof found {
  const known = new Set<string>();
  return found.flatMap(({ path, all }) => {
    const reads = all.reads.filter((read) => {
      const key = placed(read.path ?? path, read);
      return !known.has(key) && known.add(key);
    });
    const elsewhere = reads.filter(({ path: own = path }) => own !== path);
    return [
      { path, all: { ...all, reads: reads.filter((read) => !elsewhere.includes(read)) } },
      ...elsewhere.map((read) => ({ path: read.path ?? path, all: { reads: [read], open: [] } })),
    ];
  });
}

function codeFile({ path, text, language: id }: ScanFile, isCalled: (text: string) => boolean): readonly CodeFile[] {
  const { language: own = id, grammar, mask } = EMBEDDED.get(id) ?? {};
  const language = LANGUAGES.find((one) => one.id === own);
  if (language === undefined) return [];
  const code = mask?.(text) ?? text;
  const first = language.prefilter.test(code) || frameworksOf(language).some(({ needs }) => needs.test(code)) || isCalled(code);
  return [{ path, text: code, language, grammar: grammar ?? language.grammar, first }];
}

interface TextFile {
  readonly file: ScanFile;
  readonly pack: TextPack;
}

function textFile(file: ScanFile): readonly TextFile[] {
  const pack = TEXT_PACKS.find(({ id }) => id === file.language);
  return pack === undefined || !pack.prefilter.test(file.text) ? [] : [{ file, pack }];
}

function byText(texts: readonly TextFile[], parsers: Parsers): readonly InFile[] {
  return texts.map(({ file, pack }) => {
    const { grammar } = pack;
    return {
      file,
      ...(grammar === undefined ? pack.read(file.text, file.path) : pack.read(file.text, (text) => parsers.parse(grammar, text))),
    };
  });
}

/** Names that a system lets a variable have and that somebody would give one. */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

function usedBy({ site, outcome, oneOf }: Alternative): readonly Found[] {
  const { module, form, at, reader } = site;
  const { mode, confidence, type } = outcome;
  const about = {
    at: unquoted(at, module.tree.text),
    mode,
    confidence,
    default: literalOf(outcome.default),
    type,
    via: reader.via ?? null,
    ...(oneOf === undefined ? {} : { oneOf }),
  };
  const texts = form.kind === "known" ? form.texts : [];
  return texts.filter((text) => VARIABLE.test(text)).map((variable) => ({ variable, ...about }));
}

function openAt({ form, at }: Site): readonly Open[] {
  return form.kind === "known" ? [] : [{ at, prefix: form.prefix, suffix: form.suffix }];
}

function unquoted({ start, end }: Extent, text: string): Extent {
  const first = text[start];
  const isQuote = first === '"' || first === "'" || first === "`";
  const quoted = end - start > 1 && isQuote && text.indexOf(first, start + 1) === end - 1;
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}

/** A read with its group still by name. */
type Grouped = Omit<Read, "group"> & { readonly oneOf: string | null };

function readOf(found: Found, file: ScanFile): Grouped {
  const { variable, at, mode, confidence, type, via = null, oneOf } = found;
  const instead = found.default === null ? null : new Sealed(found.default.text);
  return {
    variable,
    at: { source: file, start: at.start, end: at.end },
    mode,
    confidence: mode === "required" ? (confidence ?? "certain") : confidence,
    default: instead,
    literal: found.default?.of ?? null,
    type,
    language: file.language,
    role: file.role,
    via,
    oneOf: oneOf === undefined ? null : `${file.path}\0${oneOf}`,
  };
}

function numbered(reads: readonly Grouped[]): readonly Read[] {
  const groups = [...new Set(reads.flatMap(({ oneOf }) => (oneOf === null ? [] : [oneOf])))];
  return reads.map(({ oneOf, ...read }) => ({ ...read, group: oneOf === null ? null : groups.indexOf(oneOf) }));
}

function dynamicOf({ at, prefix, suffix }: Open, file: ScanFile): Omit<Dynamic, "sanctioned"> {
  return {
    at: { source: file, start: at.start, end: at.end },
    prefix: prefix === "" ? null : prefix,
    suffix: suffix === "" ? null : suffix,
    expression: file.text.slice(at.start, at.end).replaceAll(/\s+/g, " ").slice(0, 80),
    language: file.language,
    role: file.role,
  };
}

interface Placed {
  readonly at: Read["at"];
}

function byPlace(one: Placed, other: Placed): number {
  const [path, otherPath] = [one.at.source.path, other.at.source.path];
  if (path !== otherPath) return path < otherPath ? -1 : 1;
  return one.at.start - other.at.start;
}
