import type { CodeListing, LeftOut } from "../../model/code.ts";
import type { Role } from "../../model/read.ts";
import { isSource, type Source, type Unseen } from "../../model/source.ts";
import { classify, type FileClass, isGuide } from "./classify.ts";
import { isGenerated, unreadableBecause } from "./content.ts";
import { type CodeLanguage, languageOf } from "./language.ts";

/** Where code comes from: the working tree, or a commit. */
export interface Shelf {
  texts(paths: readonly string[]): Iterable<Source | Unseen>;
}

/** A file of code, with what is known of it without understanding it. */
export interface GatheredFile extends Source {
  readonly language: CodeLanguage;
  readonly role: Role;
  readonly generated: boolean;
}

export interface Gathered {
  readonly files: readonly GatheredFile[];
  /** What looked like code and was not read; sorted by path. */
  readonly leftOut: readonly LeftOut[];
}

/** What is no code has no class. */
export type Classes = ReadonlyMap<string, FileClass>;

/** Reads every file that may be code, and leaves out what is none, with the reason. */
export function gather(shelf: Shelf, listing: CodeListing): Gathered {
  const judged = [...judgedIn(shelf, classesOf(shelf, listing))];
  const leftOut = [...othersIn(listing), ...judged.filter((one) => "because" in one)];
  return {
    files: judged.filter((one) => "text" in one),
    leftOut: leftOut.toSorted((one, other) => (one.path < other.path ? -1 : 1)),
  };
}

/** What the listing itself leaves out, and would be code. */
export function othersIn({ leftOut }: CodeListing): readonly LeftOut[] {
  return leftOut.filter(({ path }) => languageOf(path) !== null);
}

export function classesOf(shelf: Shelf, { files }: CodeListing): Classes {
  const guides = [...shelf.texts(files.map(({ path }) => path).filter(isGuide))].filter(isSource);
  const classOf = classify(files, guides);
  return new Map(
    files.flatMap((file): [string, FileClass][] => {
      const found = classOf(file);
      return found === undefined ? [] : [[file.path, found]];
    }),
  );
}

/** Files of these classes as code, or with the reason why they are not read; the others turn out to be no code. */
export function* judgedIn(shelf: Shelf, classes: Classes): Iterable<GatheredFile | LeftOut> {
  for (const [path, { vendored }] of classes) if (vendored !== null) yield { path, because: vendored };
  const own = [...classes].filter(([, { vendored }]) => vendored === null).map(([path]) => path);
  for (const found of shelf.texts(own)) {
    const known = classes.get(found.path);
    const judged = known === undefined ? undefined : judge(found, known);
    if (judged !== undefined) yield judged;
  }
}

/** Undefined for a file that turns out to be no code: without extension, and without a line that says what runs it. */
function judge(found: Source | Unseen, { language, role, generated }: FileClass): GatheredFile | LeftOut | undefined {
  const { path } = found;
  if (!isSource(found)) return language === null ? undefined : { path, because: found.because };
  const { text } = found;
  const spoken = language ?? languageOf(path, text);
  if (spoken === null) return undefined;
  const because = unreadableBecause(text, spoken);
  if (because !== null) return { path, because };
  return { path, text, language: spoken, role, generated: generated || isGenerated(text) };
}
