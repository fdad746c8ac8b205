import { isSource, type Problem, type Source, type Unseen } from "../model/source.ts";
import { dirname, joinPath } from "../text/path.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Node } from "../text/yaml.ts";
import { entriesOfCatalogue } from "./catalogue-entries.ts";
import { readDocument, startOf } from "./document.ts";
import { type Report, type Word, wordsIn, fieldsOf } from "./fields.ts";
import { inherit, type Layered } from "./inherit.ts";
import { shapeMistakes } from "./mistakes.ts";
import { plainOf } from "./plain.ts";
import { serviceShape } from "./shape.ts";
import { isSurelyService } from "./sure-shape.ts";

/** How many files may extend each other in a row. */
const deepest = 20;

/** Reads schema files and what they extend, each file once. */
export class Loader {
  /** Every file in the order of its reading, with undefined for one that holds nothing. */
  readonly #files = new Map<string, { readonly source: Source; layered: Layered | undefined }>();
  readonly #extended = new Set<string>();
  readonly #given: ReadonlyMap<string, Source>;
  readonly #read: (path: string) => Source | Unseen;
  readonly #report: Report;

  constructor(given: readonly Source[], read: (path: string) => Source | Unseen, report: Report) {
    this.#given = new Map(given.map((source) => [source.path, source]));
    this.#read = read;
    this.#report = report;
  }

  get sources(): readonly Source[] {
    return [...this.#files.values()].map(({ source }) => source);
  }

  /** Whether every file holds something. */
  get isComplete(): boolean {
    return [...this.#files.values()].every(({ layered }) => layered !== undefined);
  }

  /** Whether another file extends this one. */
  isExtended({ path }: Source): boolean {
    return this.#extended.has(path);
  }

  load(source: Source): Layered | undefined {
    return this.#load(source, []);
  }

  #load(source: Source, chain: readonly string[]): Layered | undefined {
    const known = this.#files.get(source.path);
    if (known !== undefined) return known.layered;
    const file: { source: Source; layered: Layered | undefined } = { source, layered: undefined };
    this.#files.set(source.path, file);
    const { root, problems } = readDocument(source, serviceMistakes);
    if (root === undefined && problems.length === 0) this.#report(startOf(source), "the file holds no schema");
    for (const { at, message } of problems) this.#report(at, message);
    if (root === undefined) return undefined;
    const parents = wordsIn(fieldsOf(source, root).get("extends")).flatMap((word) => this.#parent(word, [...chain, source.path]) ?? []);
    file.layered = inherit(source, root, parents, this.#report);
    return file.layered;
  }

  #parent(word: Word, chain: readonly string[]): Layered | undefined {
    const source = word.text.startsWith("catalogue:") ? this.#fromCatalogue(word) : this.#fromFile(word);
    if (source === undefined) return undefined;
    this.#extended.add(source.path);
    if (chain.includes(source.path)) {
      const round = [...chain.slice(chain.indexOf(source.path)), source.path];
      this.#report(word.at, `these files extend each other: ${round.join(", ")}`);
      return undefined;
    }
    if (chain.length > deepest) {
      this.#report(word.at, `more than ${String(deepest)} files extend each other in a row`);
      return undefined;
    }
    return this.#load(source, chain);
  }

  #fromCatalogue({ text, at }: Word): Source | undefined {
    const catalogue = entriesOfCatalogue();
    const found = catalogue.get(text.slice("catalogue:".length));
    if (found !== undefined) return { path: text, text: found };
    const entries = [...catalogue.keys()].map((entry) => `catalogue:${entry}`);
    const hint = didYouMean(text, entries);
    this.#report(at, `the catalogue has no such entry${hint === undefined ? "" : `, ${hint}`}; it holds ${entries.join(", ")}`);
    return undefined;
  }

  #fromFile({ text, at }: Word): Source | undefined {
    const path = joinPath(dirname(at.source.path), text);
    const found = this.#given.get(path) ?? this.#files.get(path)?.source ?? this.#read(path);
    if (isSource(found)) return found;
    this.#report(at, `this file cannot be extended: it ${found.because}`);
    return undefined;
  }
}

/** Most files are right and need no words for what is wrong. */
function serviceMistakes(source: Source, root: Node): readonly Problem[] {
  return isSurelyService(plainOf(root)) ? [] : shapeMistakes(source, root, serviceShape());
}
