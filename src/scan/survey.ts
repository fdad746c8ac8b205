import type { LeftOut } from "../model/code.ts";
import type { Span } from "../model/source.ts";
import type { Fact, Made } from "./core/shared.ts";
import type { FileClass } from "./files/classify.ts";
import { inAll, type InPath } from "./findings.ts";
import type { Extent, FoundAll } from "./found.ts";
import type { Traced } from "./found-in-code.ts";
import { completed } from "./given.ts";
import { resultOf, type InFile, type Scan, type ScanFile } from "./result.ts";

/** What many files have in common. */
export interface Kind {
  readonly executable: boolean;
  /** What its path says; null for what is no code. */
  readonly class: FileClass | null;
  /** Why it is not read, as a clause that follows the path. */
  readonly because: string | null;
  /** The language that it turned out to be written in; null where it is not read. */
  readonly language: string | null;
  /** Whether its code can read by itself. */
  readonly first: boolean;
}

/** A file of the listing. */
export interface Listed {
  readonly path: string;
  /** Null where its content may have changed without a trace. */
  readonly mark: string | null;
  readonly kind: Kind;
}

/** What was found in a file by itself. */
export interface Learned {
  readonly file: ScanFile;
  /** As code. */
  readonly code: Traced | null;
  /** As a language that is read by itself. */
  readonly text: FoundAll | null;
  /** Where it loads env files. */
  readonly load: Extent | null;
}

/** What the files say to each other. */
export interface Common {
  /** Files that are looked through because of others, with the stage in which that came out. */
  readonly opened: ReadonlyMap<string, number>;
  readonly openings: readonly Made[];
  readonly facts: readonly Fact[];
  /** The names that the texts of files give to others or make, where something depends on that. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** What the code of files is to others, where something depends on that and it is known. */
  readonly gists: ReadonlyMap<string, string>;
  /** How many files changed since the users of the openings were counted. */
  readonly drift: number;
}

/** All that is known of the code of a project, from which follows what it reads. */
export interface Survey {
  readonly files: ReadonlyMap<string, Listed>;
  /** Only files in which something was found. */
  readonly learned: ReadonlyMap<string, Learned>;
  readonly common: Common;
}

/** The same as it was found just now. */
export interface Surveyed extends Omit<Survey, "common"> {
  /** Undefined where there is nothing to keep: it is kept already, or a text took too long to parse, and on another day there may be more to find. */
  readonly common: (() => Common) | undefined;
}

/** What a survey comes to. */
export interface Outcome extends Scan {
  readonly leftOut: readonly LeftOut[];
  readonly loads: readonly Span[];
  /** What the scripts that start a program set for it, by the path of the script. */
  readonly exports: ReadonlyMap<string, readonly string[]>;
  readonly files: readonly string[];
}

/** `others` are those that the listing leaves out. */
export function surveyed({ files, learned }: Omit<Survey, "common">, others: readonly LeftOut[]): Outcome {
  const left = [...files.values()].flatMap(({ path, kind: { because } }) => (because === null ? [] : [{ path, because }]));
  return {
    ...scanOf(learned),
    leftOut: [...others, ...left].toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    loads: [...learned.values()].flatMap(({ file, load }) => (load === null ? [] : [{ source: file, ...load }])),
    exports: new Map([...learned.values()].flatMap(exportsOf)),
    files: [...files.values()].filter(({ kind }) => kind.language !== null).map(({ path }) => path),
  };
}

function exportsOf({ file: { path, role }, text }: Learned): readonly (readonly [string, readonly string[]])[] {
  const names = text?.gives?.flatMap(({ kind, name }) => (kind === "start" ? [name] : [])) ?? [];
  return role === "runtime" && names.length > 0 ? [[path, names]] : [];
}

/** What the code reads, sorted by path and place. */
export function scanOf(learned: ReadonlyMap<string, Learned>): Scan {
  const all = [...learned.values()];
  const code = new Map(all.flatMap(({ file, code: traced }) => (traced === null ? [] : [[file.path, traced] as const])));
  const inTexts = all.flatMap(({ file, text }): readonly InFile[] => (text === null ? [] : [{ file, ...text }]));
  return resultOf(
    all.map(({ file }) => file),
    completed([...withFiles(learned, inAll(code)), ...inTexts]),
  );
}

function withFiles(learned: ReadonlyMap<string, Learned>, found: readonly InPath[]): readonly InFile[] {
  return found.flatMap(({ path, all }) => {
    const file = learned.get(path)?.file;
    return file === undefined ? [] : [{ file, ...all }];
  });
}
