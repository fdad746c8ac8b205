import type { CodeListing, LeftOut } from "../../model/code.ts";
import type { Role } from "../../model/read.ts";
import { isSource, type Source, type Unseen } from "../../model/source.ts";
import { classify, type FileClass, isGuide } from "./classify.ts";
import { isGenerated, unreadableBecause } from "./content.ts";
import { type CodeLanguage, languageOf } from "./language.ts";

/** Where code comes from: the working tree, or a commit. */
export interface Shelf {
  code(): CodeListing;
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

/** Reads every file that may be code, and leaves out what is none, with the reason. */
export function gather(shelf: Shelf, listing = shelf.code()): Gathered {
  const paths = listing.files.map(({ path }) => path);
  const guides = [...shelf.texts(paths.filter(isGuide))].filter(isSource);
  const classOf = classify(listing.files, guides);
  const candidates = new Map(
    listing.files.flatMap((file): [string, FileClass][] => {
      const found = classOf(file);
      return found === undefined ? [] : [[file.path, found]];
    }),
  );
  const files: GatheredFile[] = [];
  const leftOut = listing.leftOut.filter(({ path }) => languageOf(path) !== null);
  for (const [path, { vendored }] of candidates) if (vendored !== null) leftOut.push({ path, because: vendored });
  for (const found of shelf.texts([...candidates].filter(([, { vendored }]) => vendored === null).map(([path]) => path))) {
    const candidate = candidates.get(found.path);
    const judged = candidate === undefined ? undefined : judge(found, candidate);
    if (judged === undefined) continue;
    if ("because" in judged) leftOut.push(judged);
    else files.push(judged);
  }
  return { files, leftOut: leftOut.toSorted((one, other) => (one.path < other.path ? -1 : 1)) };
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
