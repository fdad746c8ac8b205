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
import type { Common, Kind, Learned, Listed, Survey } from "./survey.ts";

const roles = ["runtime", "build", "ci", "dev", "test"] as const satisfies readonly Role[];

/** More than this is a file of tests for envcheck, or an attack. */
const mostRows = 20_000;

/**
 * A survey as text that holds paths, offsets and words of envcheck's own: of names and defaults only where their characters stand, unless they stand in
 * another file and may be told; of functions and modules their names, of code a digest. Undefined where that cannot be.
 */
export function keptOf({ files, learned, common }: Survey): string | undefined {
  const indices = new Map([...files.keys()].map((path, index) => [path, index]));
  const places: Files = { indexOf: (path) => indices.get(path), textAt: (path) => learned.get(path)?.file.text };
  const kinds = new Numbered(kindKept);
  const notes = new Numbered((note: Note) => noteKept(note, places));
  const listed = [...files.values()];
  const columns = [listed.map(({ path }) => path), listed.map(({ mark }) => mark), listed.map(({ kind }) => kinds.numberOf(kind))];
  const rows = [...learned.values()].map((one) => learnedKept(one, places, notes));
  const shared = [
    [...common.opened],
    common.openings.map(madeKept),
    common.facts.map(({ language, text }) => [language, text]),
    [...common.names],
    [...common.gists],
    common.drift,
  ];
  if (cellsIn(rows) > 20 * mostRows || !common.facts.every(({ text }) => isPlain(text))) return undefined;
  return JSON.stringify([kinds.all, columns, notes.all, rows, shared]);
}

/** What stands once in a text, and is meant by its number. */
class Numbered<Value> {
  readonly #rowOf: (value: Value) => unknown;
  readonly #known = new Map<Value, number>();
  readonly #numbers = new Map<string, number>();

  constructor(rowOf: (value: Value) => unknown) {
    this.#rowOf = rowOf;
  }

  numberOf(value: Value): number {
    const known = this.#known.get(value) ?? this.#add(JSON.stringify(this.#rowOf(value)));
    this.#known.set(value, known);
    return known;
  }

  /** Of two that are written alike there is one. */
  #add(row: string): number {
    const known = this.#numbers.get(row) ?? this.#numbers.size;
    this.#numbers.set(row, known);
    return known;
  }

  /** In the order of their numbers, as JSON. */
  get all(): readonly string[] {
    return [...this.#numbers.keys()];
  }
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

function kindKept({ executable, class: known, because, language, first }: Kind): readonly unknown[] {
  return [executable, known && [known.language, known.role, known.vendored, known.generated], because, language, first];
}

const isPlain = (text: string): boolean => withhold(text) === text;

function learnedKept({ file: { path }, code, text, load }: Learned, files: Files, notes: Numbered<Note>): readonly unknown[] {
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
      code.notes.map((note) => notes.numberOf(note)),
      code.aliases,
      code.says,
    ],
  ];
}

/** A file by its number; null where it is not listed, since nothing follows from it. */
function noteKept(note: Note, files: Files): readonly unknown[] | null {
  const [kind, about] = [note.charAt(0), note.slice(1)];
  if (!isOfFile(kind)) return [kind, about];
  const index = files.indexOf(about);
  return index === undefined ? null : [kind, index];
}

const isOfFile = (kind: string): boolean => kind === "=" || kind === ":" || kind === ">" || kind === "~";

const madeKept = ({ language, names, from, users }: Made): readonly unknown[] => [language, names, from, users];

/** The texts of those files that are what they were, by path; undefined where one changes meanwhile. */
type SourcesOf = (files: readonly Listed[]) => Promise<ReadonlyMap<string, Source> | undefined>;

/** The survey again, as far as files did not change; undefined where it is not what `keptOf` wrote. */
export async function surveyIn(kept: string, sourcesOf: SourcesOf): Promise<Survey | undefined> {
  try {
    return await readSurvey(listIn(JSON.parse(kept)), sourcesOf);
  } catch (error) {
    if (error instanceof Broken || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function readSurvey([kinds, columns, notes, rows, shared]: readonly unknown[], sourcesOf: SourcesOf): Promise<Survey | undefined> {
  const files = filesIn(
    listIn(columns).map(listIn),
    listIn(kinds).map((kind) => kindIn(listIn(JSON.parse(textIn(kind))))),
  );
  const fileAt = (index: unknown): Listed => files[numberIn(index)] ?? fail();
  const all = listIn(rows).map(listIn);
  const sources = await sourcesOf(all.map(([index]) => fileAt(index)));
  if (sources === undefined) return undefined;
  const known = listIn(notes).map((note) => nullOr(JSON.parse(textIn(note)), (json) => noteIn(listIn(json), fileAt)));
  const learned = all.map((row) => learnedIn(row, { fileAt, notes: known, sources }));
  return {
    files: new Map(files.map((file) => [file.path, file])),
    learned: new Map(learned.map((one) => [one.file.path, one])),
    common: commonIn(listIn(shared)),
  };
}

function filesIn([paths = [], marks = [], numbers = []]: readonly (readonly unknown[])[], kinds: readonly Kind[]): readonly Listed[] {
  return paths.map((path, index) => ({
    path: textIn(path),
    mark: nullOr(marks[index], textIn),
    kind: kinds[numberIn(numbers[index])] ?? fail(),
  }));
}

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

/** What rows speak of by number, and the texts of files that are what they were. */
interface Meant {
  readonly fileAt: (index: unknown) => Listed;
  readonly notes: readonly (Note | null)[];
  readonly sources: ReadonlyMap<string, Source>;
}

function learnedIn([index, load, text, code]: readonly unknown[], { fileAt, notes, sources }: Meant): Learned {
  const { path, kind } = fileAt(index);
  const source = sources.get(path);
  const places: Texts = { path, pathAt: (other) => fileAt(other).path, textAt: (other) => sources.get(other)?.text };
  return {
    file: { path, text: source?.text ?? "", role: (kind.class ?? fail()).role, language: kind.language ?? fail() },
    load: nullOr(load, (json) => extentIn(listIn(json), source?.text)),
    text: nullOr(text, (json) => allIn(listIn(json), places)),
    code: nullOr(code, (json) => tracedIn(listIn(json), places, notes)),
  };
}

function tracedIn([used, open, declared, calls, ...rest]: readonly unknown[], places: Texts, known: Meant["notes"]): Traced {
  const [replaced, broken, notes, aliases, says] = rest;
  return {
    used: listIn(used).map((row) => foundIn(listIn(row), places)),
    open: listIn(open).map((row) => ({ ...openIn(listIn(row), places), wrapper: nullOr(listIn(row)[4], textIn) })),
    declared: allIn(listIn(declared), places),
    calls: listIn(calls).map(textIn),
    replaced: listIn(replaced).map(textIn),
    broken: listIn(broken).map(numberIn),
    notes: listIn(notes)
      .map((number) => known[numberIn(number)])
      .filter((note) => note !== null)
      .map((note) => note ?? fail()),
    aliases: listIn(aliases).map((names) => listIn(names).map(textIn)),
    says: flagIn(says),
  };
}

function noteIn([first, about]: readonly unknown[], fileAt: Meant["fileAt"]): Note {
  if (first === "*") return first;
  const kind = wordIn(["=", ":", "!", ">", "~", "/", "+", "^"] as const, first);
  return `${kind}${isOfFile(kind) ? fileAt(about).path : textIn(about)}`;
}

const pairs = (json: unknown): readonly (readonly unknown[])[] => listIn(json).map(listIn);

function commonIn([opened, openings, facts, names, gists, drift]: readonly unknown[]): Common {
  return {
    opened: new Map(pairs(opened).map(([path, stage]) => [textIn(path), numberIn(stage)])),
    openings: pairs(openings).map(([language, words, from, users]) => ({
      language: textIn(language),
      names: listIn(words).map(textIn),
      from: nullOr(from, textIn),
      users: numberIn(users),
    })),
    facts: pairs(facts).map(([language, text]) => ({ language: textIn(language), text: textIn(text) })),
    names: new Map(pairs(names).map(([path, given]) => [textIn(path), listIn(given).map(textIn)])),
    gists: new Map(pairs(gists).map(([path, gist]) => [textIn(path), textIn(gist)])),
    drift: numberIn(drift),
  };
}
