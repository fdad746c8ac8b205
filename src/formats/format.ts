import type { Spec, Workload } from "../model/binding.ts";
import type { Fact } from "../model/fact.ts";
import type { Source, Unseen } from "../model/source.ts";
import type { Lookup } from "../model/value.ts";

/** One target, read: the files it names (several when merged with `+` or when it is a folder) and its options. */
export interface Document {
  readonly sources: readonly [Source, ...Source[]];
  /** The further files of a folder of manifests, each read only when it is asked for. */
  readonly more?: Iterable<Source>;
  /** `?profile=web&profile=ops` gives `profile` two values. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/**
 * Takes parts of a large target that are complete in themselves, and says which of their facts are to be told with the rest; undefined leaves a part to
 * the reader. What is taken is let go, and does not come back with the rest.
 */
export interface Taker {
  /** Takes what some files bring. */
  take(part: Spec): readonly Fact[] | undefined;
  /** Takes what some documents of a file bring. */
  takePiece(part: Spec): readonly Fact[] | undefined;
  /** Undoes what was taken of a file, which is going to come as a whole. */
  giveBack(file: Source): void;
}

/** What a format may ask while it reads. */
export interface World {
  /** Another file that the document names; posix, relative to the root. */
  read(path: string): Source | Unseen;
  /** The files right below a folder, sorted; none where there is no such folder. */
  list?(folder: string): readonly string[];
  /** What the deploying shell has: `unknown` for every name when nothing was said about it. */
  readonly shell: Lookup;
  /** SHA-256, 64 hexadecimal digits; without it the names of generated objects have no hash. */
  digest?(text: string): string;
  readonly taker?: Taker;
  /** Whether anybody may choose the workload; the files of others need not be kept. */
  wants?(workload: Pick<Workload, "address" | "names">): boolean;
}

/** A kind of document that sets variables. */
export interface Format {
  readonly id: string;
  readonly summary: string;
  /** What bears on the variables and cannot be seen in the document: a clause without a full stop. */
  readonly unseen: string;
  /** Where discovery looks without configuration; none for formats that are only ever named. */
  readonly globs: readonly string[];
  /** Target options it understands. */
  readonly options: readonly string[];
  /** Whether the document is of this format, by name and content; the first format in the list that accepts it reads it. */
  accepts(source: Source): boolean;
  /** Pure and synchronous; never throws on bad input: what is wrong becomes a problem or a fact. */
  read(document: Document, world: World): Spec;
}

export { basename, dirname, joinPath } from "../text/path.ts";
