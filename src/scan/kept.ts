import type { Role } from "../model/read.ts";
import type { Source } from "../model/source.ts";
import { withhold } from "../text/withhold.ts";
import type { Note } from "./core/ledger.ts";
import type { Made } from "./core/shared.ts";
import type { FileClass } from "./files/classify.ts";
import { languageNamed } from "./files/language.ts";
import type { Traced } from "./found-in-code.ts";
import { Broken, flagIn, listIn, nullOr, numberIn, textIn, wordIn } from "./json.ts";
import { allIn, allKept, extentIn, foundIn, type Files, foundKept, openIn, openKept, type Texts } from "./kept-rows.ts";
import type { Common, Learned, Listed, Survey } from "./survey.ts";

const roles = ["runtime", "build", "ci", "dev", "test"] as const satisfies readonly Role[];

/** More than this is a file of tests for envcheck, or an attack. */
const mostRows = 20_000;

/**
 * A survey as text that holds paths, offsets and words of envcheck's own: of names and defaults only where their characters stand, unless they stand in
 * another file and may be told; of functions and modules their names. Undefined where that cannot be.
 */
export function keptOf({ files, learned, common }: Survey): string | undefined {
  const indices = new Map([...files.keys()].map((path, index) => [path, index]));
  const places: Files = { indexOf: (path) => indices.get(path), textAt: (path) => learned.get(path)?.file.text };
  const kinds = new Map<string, { readonly number: number; readonly kind: readonly unknown[] }>();
  const listed = [...files.values()].map((file) => {
    const kind = kindKept(file);
    const key = kind.flat().join("\0");
    const known = kinds.get(key) ?? { number: kinds.size, kind };
    kinds.set(key, known);
    return [file.path, file.mark, known.number];
  });
  const rows = [...learned.values()].map((one) => learnedKept(one, places));
  const shared = [[...common.opened], common.openings.map(madeKept), common.facts, [...common.names], common.drift];
  if (cellsIn(rows) > 20 * mostRows || !common.facts.every(isPlain)) return undefined;
  return JSON.stringify([[...kinds.values()].map(({ kind }) => kind), listed, rows, shared]);
}

/** How many there are; no end of them where one is not known. */
function cellsIn(row: readonly unknown[]): number {
  let count = 0;
  for (const cell of row) {
    if (cell === undefined) return Infinity;
    count += Array.isArray(cell) ? cellsIn(cell) : 1;
  }
  return count;
}

function kindKept({ executable, class: known, because, language, first }: Listed): readonly unknown[] {
  return [executable, known && [known.language, known.role, known.vendored, known.generated], because, language, first];
}

const isPlain = (text: string): boolean => withhold(text) === text;

function learnedKept({ file: { path }, code, text, load }: Learned, files: Files): readonly unknown[] {
  return [
    files.indexOf(path),
    load && [load.start, load.end],
    text && allKept(text, path, files),
    code && [
      code.used.map((found) => foundKept(found, path, files)),
      code.open.map((one) => [...openKept(one, path, files), one.wrapper]),
      allKept(code.declared, path, files),
      code.calls,
      code.replaced.map((name) => (isPlain(name) ? name : undefined)),
      code.broken,
      code.notes.flatMap((note) => noteKept(note, files)),
      code.aliases,
      code.says,
    ],
  ];
}

/** A file by its number; of one that is not listed nothing follows. */
function noteKept(note: Note, files: Files): readonly string[] {
  if (!isOfFile(note.charAt(0))) return [note];
  const index = files.indexOf(note.slice(1));
  return index === undefined ? [] : [`${note.charAt(0)}${String(index)}`];
}

const isOfFile = (kind: string): boolean => kind === "=" || kind === ">" || kind === "~";

const madeKept = ({ language, names, from, users }: Made): readonly unknown[] => [language, names, from, users];

/** The texts of those files that are what they were, by path; undefined where one changes meanwhile. */
type SourcesOf = (files: readonly Listed[]) => ReadonlyMap<string, Source> | undefined;

/** The survey again, as far as files did not change; undefined where it is not what `keptOf` wrote. */
export function surveyIn(kept: string, sourcesOf: SourcesOf): Survey | undefined {
  try {
    return readSurvey(listIn(JSON.parse(kept)), sourcesOf);
  } catch (error) {
    if (error instanceof Broken || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readSurvey([kinds, listed, rows, shared]: readonly unknown[], sourcesOf: SourcesOf): Survey | undefined {
  const known = listIn(kinds).map((kind) => kindIn(listIn(kind)));
  const files = listIn(listed).map((row) => listedIn(listIn(row), known));
  const fileAt = (index: unknown): Listed => files[numberIn(index)] ?? fail();
  const byPath = new Map(files.map((file) => [file.path, file]));
  const all = listIn(rows).map((row) => listIn(row));
  const sources = sourcesOf(all.map(([index]) => fileAt(index)));
  if (sources === undefined) return undefined;
  const learned = all.map((row) => learnedIn(row, fileAt, sources));
  return { files: byPath, learned: new Map(learned.map((one) => [one.file.path, one])), common: commonIn(listIn(shared)) };
}

type Kind = Omit<Listed, "path" | "mark">;

function kindIn([executable, known, because, language, first]: readonly unknown[]): Kind {
  return {
    executable: flagIn(executable),
    class: nullOr(known, (json) => classIn(listIn(json))),
    because: nullOr(because, textIn),
    language: nullOr(language, textIn),
    first: flagIn(first),
  };
}

function classIn([language, role, vendored, generated]: readonly unknown[]): FileClass {
  return {
    language: nullOr(language, (json) => languageNamed(textIn(json)) ?? fail()),
    role: wordIn(roles, role),
    vendored: nullOr(vendored, textIn),
    generated: flagIn(generated),
  };
}

function fail(): never {
  throw new Broken();
}

function listedIn([path, mark, kind]: readonly unknown[], kinds: readonly Kind[]): Listed {
  return { path: textIn(path), mark: nullOr(mark, textIn), ...(kinds[numberIn(kind)] ?? fail()) };
}

function learnedIn(
  [index, load, text, code]: readonly unknown[],
  fileAt: (index: unknown) => Listed,
  sources: ReadonlyMap<string, Source>,
): Learned {
  const { path, class: known, language } = fileAt(index);
  const source = sources.get(path);
  const places: Texts = { path, pathAt: (other) => fileAt(other).path, textAt: (other) => sources.get(other)?.text };
  return {
    file: { path, text: source?.text ?? "", role: (known ?? fail()).role, language: language ?? fail() },
    load: nullOr(load, (json) => extentIn(listIn(json), source?.text)),
    text: nullOr(text, (json) => allIn(listIn(json), places)),
    code: nullOr(code, (json) => tracedIn(listIn(json), places)),
  };
}

function tracedIn([used, open, declared, calls, ...rest]: readonly unknown[], places: Texts): Traced {
  const [replaced, broken, notes, aliases, says] = rest;
  return {
    used: listIn(used).map((row) => foundIn(listIn(row), places)),
    open: listIn(open).map((row) => ({ ...openIn(listIn(row), places), wrapper: nullOr(listIn(row)[4], textIn) })),
    declared: allIn(listIn(declared), places),
    calls: listIn(calls).map(textIn),
    replaced: listIn(replaced).map(textIn),
    broken: listIn(broken).map(numberIn),
    notes: listIn(notes).map((note) => noteIn(textIn(note), places.pathAt)),
    aliases: listIn(aliases).map((names) => listIn(names).map(textIn)),
    says: flagIn(says),
  };
}

function noteIn(text: string, pathAt: Texts["pathAt"]): Note {
  if (text === "*") return text;
  const kind = wordIn(["=", ">", "~", "/", "+", "^"] as const, text.charAt(0));
  const about = text.slice(1);
  return `${kind}${isOfFile(kind) ? pathAt(Number(about)) : about}`;
}

const pairs = (json: unknown): readonly (readonly unknown[])[] => listIn(json).map(listIn);

function commonIn([opened, openings, facts, names, drift]: readonly unknown[]): Common {
  return {
    opened: new Map(pairs(opened).map(([path, stage]) => [textIn(path), numberIn(stage)])),
    openings: pairs(openings).map(([language, words, from, users]) => ({
      language: textIn(language),
      names: listIn(words).map(textIn),
      from: nullOr(from, textIn),
      users: numberIn(users),
    })),
    facts: listIn(facts).map(textIn),
    names: new Map(pairs(names).map(([path, given]) => [textIn(path), listIn(given).map(textIn)])),
    drift: numberIn(drift),
  };
}
