import type { CodeFile as Entry, CodeListing } from "../model/code.ts";
import { isSource, type Source, type Unseen } from "../model/source.ts";
import type { CodeFile } from "./core/code-base.ts";
import { isGuide, type FileClass } from "./files/classify.ts";
import { classesOf, judgedIn, type Classes, type GatheredFile, type Shelf } from "./files/gather.ts";
import type { Reader } from "./languages/language.ts";
import { codeIn, shapeOf, type Shape } from "./scan.ts";
import type { Listed, Survey } from "./survey.ts";

/** What changed in a project since an earlier survey. */
export interface Changes {
  /** The files as they are listed now. */
  readonly files: ReadonlyMap<string, Listed>;
  /** The new and the changed ones that are code. */
  readonly fresh: readonly GatheredFile[];
  /** What is code in those. */
  readonly code: readonly CodeFile[];
  /** Paths of all that changed, came or went. */
  readonly touched: ReadonlySet<string>;
  /** Those of them that became code, are no longer, or are in another language. */
  readonly moved: ReadonlySet<string>;
  /** What was code of those, with the language. */
  readonly before: readonly Pick<CodeFile, "path" | "language">[];
  /** All code, in the order of the listing; what did not change is read when its text is asked for. */
  all(): readonly CodeFile[];
  unitOf(path: string): string;
}

/** What was read. */
export type Reading = Pick<Changes, "files" | "fresh" | "code">;

/** Everything as if nothing had been known. */
export function listedAnew(listing: CodeListing, shelf: Shelf, own: readonly Reader[]): Reading {
  return listed(listing.files, classesOf(shelf, listing), { shelf, own });
}

/** Whether every file is what it was. */
export function isUntouched({ files }: Survey, listing: CodeListing): boolean {
  const isKnown = ({ path, mark, executable }: Entry): boolean => {
    const known = files.get(path);
    return mark !== null && mark === known?.mark && executable === known.kind.executable;
  };
  return listing.files.length === files.size && listing.files.every(isKnown);
}

/** Undefined where most of it changed. */
export function changesIn(earlier: Survey, listing: CodeListing, shelf: Shelf, own: readonly Reader[]): Changes | undefined {
  const classOf = classesSince(earlier, listing, shelf);
  const changed = listing.files.filter((file) => !isUnchanged(earlier.files.get(file.path), file, classOf(file.path)));
  if ((listing.files.length - changed.length) * 2 < earlier.files.size) return undefined;
  const classes = new Map(changed.flatMap(({ path }) => within(path, classOf(path))));
  const { files: anew, fresh, code } = listed(changed, classes, { shelf, own });
  const files = new Map<string, Listed>();
  for (const { path } of listing.files) {
    const file = anew.get(path) ?? earlier.files.get(path);
    if (file !== undefined) files.set(path, file);
  }
  const touched = new Set([...anew.keys(), ...[...earlier.files.keys()].filter((path) => !files.has(path))]);
  return {
    files,
    fresh,
    code,
    touched,
    moved: new Set([...touched].filter((path) => shapeAt(earlier.files, path)?.language !== shapeAt(files, path)?.language)),
    before: [...touched].flatMap((path) => {
      const shape = shapeAt(earlier.files, path);
      return shape === undefined ? [] : [{ path, language: shape.language }];
    }),
    all: () => {
      const read = new Map(code.map((file) => [file.path, file]));
      return [...files.values()].flatMap((file) => (anew.has(file.path) ? (read.get(file.path) ?? []) : unread(file, earlier, shelf)));
    },
    unitOf: (path) => shapeAt(files, path)?.language.unit(path) ?? path,
  };
}

/** An entry of a map, where there is one. */
function within<Value>(path: string, value: Value | undefined): readonly [string, Value][] {
  return value === undefined ? [] : [[path, value]];
}

function shapeAt(files: Survey["files"], path: string): Shape | undefined {
  return shapeOf(files.get(path)?.kind.language ?? "");
}

/** Whether files are classed as before: nothing came or went, and what says something about others is unchanged. */
function isAlike({ files }: Survey, listing: CodeListing): boolean {
  const isKnown = ({ path, mark, executable }: Entry): boolean => {
    const known = files.get(path);
    return known !== undefined && known.kind.executable === executable && ((mark !== null && mark === known.mark) || !isGuide(path));
  };
  return listing.files.length === files.size && listing.files.every(isKnown);
}

function classesSince(earlier: Survey, listing: CodeListing, shelf: Shelf): (path: string) => FileClass | undefined {
  if (isAlike(earlier, listing)) return (path) => earlier.files.get(path)?.kind.class ?? undefined;
  const classes = classesOf(shelf, listing);
  return (path) => classes.get(path);
}

function isUnchanged(known: Listed | undefined, { mark, executable }: Entry, now: FileClass | undefined): boolean {
  return mark !== null && mark === known?.mark && executable === known.kind.executable && isSame(known.kind.class, now ?? null);
}

/** Structurally. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

interface Means {
  readonly shelf: Shelf;
  readonly own: readonly Reader[];
}

/** Reads files of these classes. */
function listed(entries: readonly Entry[], classes: Classes, { shelf, own }: Means): Reading {
  const judged = new Map([...judgedIn(shelf, classes)].map((one) => [one.path, one]));
  const fresh = [...judged.values()].filter((one) => "text" in one);
  const readable = codeIn(own);
  const code = new Map(fresh.map((file) => [file.path, readable(file)]));
  const files = entries.map(({ path, mark, executable }): [string, Listed] => {
    const found = judged.get(path);
    const because = found !== undefined && "because" in found ? found.because : null;
    const file = found !== undefined && "text" in found ? found : undefined;
    const first = code.get(path)?.first === true;
    const kind = { executable, class: classes.get(path) ?? null, because, language: file?.language ?? null, first };
    return [path, { path, mark, kind }];
  });
  return { files: new Map(files), fresh, code: [...code.values()].filter((file) => file !== undefined) };
}

function unread({ path, kind: { language, first } }: Listed, { learned }: Survey, shelf: Shelf): readonly CodeFile[] {
  const shape = shapeOf(language ?? "");
  return shape === undefined ? [] : [new Unread({ path, first, ...shape }, () => learned.get(path)?.file ?? [...shelf.texts([path])][0])];
}

/** A file that is read when somebody asks for its text. */
class Unread implements CodeFile {
  readonly path: string;
  readonly language: CodeFile["language"];
  readonly grammar: CodeFile["grammar"];
  readonly first: boolean;
  readonly #mask: Shape["mask"];
  readonly #read: () => Source | Unseen | undefined;
  #text: string | undefined;

  constructor({ path, first, language, grammar, mask }: Shape & Pick<CodeFile, "path" | "first">, read: () => Source | Unseen | undefined) {
    this.path = path;
    this.first = first;
    this.language = language;
    this.grammar = grammar;
    this.#mask = mask;
    this.#read = read;
  }

  get text(): string {
    return (this.#text ??= this.#masked());
  }

  #masked(): string {
    const found = this.#read();
    return found !== undefined && isSource(found) ? this.#mask(found.text) : "";
  }
}
