import type { CodeFile as Entry, CodeListing } from "../model/code.ts";
import { isSource } from "../model/source.ts";
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
  /** All other code; a file is read when its text is asked for. */
  readonly background: readonly CodeFile[];
  unitOf(path: string): string;
}

/** What was read. */
export type Reading = Pick<Changes, "files" | "fresh" | "code">;

/** Everything as if nothing had been known. */
export function listedAnew(listing: CodeListing, shelf: Shelf, own: readonly Reader[]): Reading {
  const classes = classesOf(shelf, listing);
  return listed(listing, { classes, shelf, own }, new Map());
}

/** Whether every file is what it was. */
export function isUntouched({ files }: Survey, listing: CodeListing): boolean {
  const isKnown = ({ path, mark, executable }: Entry): boolean => {
    const known = files.get(path);
    return mark !== null && mark === known?.mark && executable === known.executable;
  };
  return listing.files.length === files.size && listing.files.every(isKnown);
}

/** Undefined where most of it changed. */
export function changesIn(earlier: Survey, listing: CodeListing, shelf: Shelf, own: readonly Reader[]): Changes | undefined {
  const classes = isAlike(earlier, listing) ? knownClasses(earlier) : classesOf(shelf, listing);
  const same = new Map(
    listing.files.flatMap((file): [string, Listed][] => {
      const known = earlier.files.get(file.path);
      return known !== undefined && isUnchanged(known, file, classes.get(file.path)) ? [[file.path, known]] : [];
    }),
  );
  if (same.size * 2 < earlier.files.size) return undefined;
  const { files, fresh, code } = listed(listing, { classes, shelf, own }, same);
  const paths = new Set([...earlier.files.keys(), ...files.keys()]);
  const touched = new Set([...paths].filter((path) => !same.has(path)));
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
    background: [...same.values()].flatMap((file) => unread(file, shelf)),
    unitOf: (path) => shapeAt(files, path)?.language.unit(path) ?? path,
  };
}

function shapeAt(files: Survey["files"], path: string): Shape | undefined {
  return shapeOf(files.get(path)?.language ?? "");
}

/** Whether files are classed as before: nothing came or went, and what says something about others is unchanged. */
function isAlike({ files }: Survey, listing: CodeListing): boolean {
  const isKnown = ({ path, mark, executable }: Entry): boolean => {
    const known = files.get(path);
    return known !== undefined && known.executable === executable && (!isGuide(path) || (mark !== null && mark === known.mark));
  };
  return listing.files.length === files.size && listing.files.every(isKnown);
}

function knownClasses({ files }: Survey): Classes {
  return new Map([...files].flatMap(([path, { class: known }]) => (known === null ? [] : [[path, known] as const])));
}

function isUnchanged(known: Listed, { mark, executable }: Entry, now: FileClass | undefined): boolean {
  return mark !== null && mark === known.mark && executable === known.executable && isSame(known.class, now ?? null);
}

/** Structurally. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

interface Means {
  readonly classes: Classes;
  readonly shelf: Shelf;
  readonly own: readonly Reader[];
}

/** Reads all files but those that are the same. */
function listed(listing: CodeListing, { classes, shelf, own }: Means, same: ReadonlyMap<string, Listed>): Reading {
  const judged = new Map([...judgedIn(shelf, new Map([...classes].filter(([path]) => !same.has(path))))].map((one) => [one.path, one]));
  const fresh = [...judged.values()].filter((one) => "text" in one);
  const readable = codeIn(own);
  const code = new Map(fresh.map((file) => [file.path, readable(file)]));
  const files = listing.files.map(({ path, mark, executable }): [string, Listed] => {
    const known = same.get(path);
    if (known !== undefined) return [path, known];
    const found = judged.get(path);
    const because = found !== undefined && "because" in found ? found.because : null;
    const file = found !== undefined && "text" in found ? found : undefined;
    const first = code.get(path)?.first === true;
    return [path, { path, mark, executable, class: classes.get(path) ?? null, because, language: file?.language ?? null, first }];
  });
  return { files: new Map(files), fresh, code: [...code.values()].filter((file) => file !== undefined) };
}

function unread({ path, language, first }: Listed, shelf: Shelf): readonly CodeFile[] {
  const shape = shapeOf(language ?? "");
  return shape === undefined ? [] : [new Unread({ path, first, ...shape }, shelf)];
}

/** A file that is read when somebody asks for its text. */
class Unread implements CodeFile {
  readonly path: string;
  readonly language: CodeFile["language"];
  readonly grammar: CodeFile["grammar"];
  readonly first: boolean;
  readonly #mask: Shape["mask"];
  readonly #shelf: Shelf;
  #text: string | undefined;

  constructor({ path, first, language, grammar, mask }: Shape & Pick<CodeFile, "path" | "first">, shelf: Shelf) {
    this.path = path;
    this.first = first;
    this.language = language;
    this.grammar = grammar;
    this.#mask = mask;
    this.#shelf = shelf;
  }

  get text(): string {
    return (this.#text ??= this.#read());
  }

  #read(): string {
    const [found] = this.#shelf.texts([this.path]);
    return found !== undefined && isSource(found) ? this.#mask(found.text) : "";
  }
}
