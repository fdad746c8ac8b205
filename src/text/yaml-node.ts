import type { Problem, Source, Span } from "../model/source.ts";

interface Place {
  /** Offsets in the whole source. Quoted scalars exclude their quotes; an empty value has the offset after its key. */
  readonly start: number;
  readonly end: number;
  /** An explicit tag such as `!reset`, as written. */
  readonly tag: string | undefined;
  /** Where the offsets count, in a tree that several documents made; undefined for the document that is being read. */
  readonly source?: Source;
}

export interface Scalar extends Place {
  readonly kind: "scalar";
  /** The text after YAML's own unquoting; always the characters, never a number or boolean. */
  readonly text: string;
  readonly style: "plain" | "single" | "double" | "block";
  /** How far it is known, and why no further, where it stands for an expression that is not worked out: then it has no text of its own. */
  readonly reason?: { readonly state: "unknown" | "opaque"; readonly because: string };
}

export interface Pair {
  readonly key: Node;
  readonly value: Node;
  /** The pair whose place it took when documents were merged. */
  readonly under?: Pair;
}

export interface Mapping extends Place {
  readonly kind: "mapping";
  /** As written: merge keys unexpanded, duplicates kept. Use `pairsOf` and `get` for what they mean. */
  readonly pairs: readonly Pair[];
  /** The item of a list whose place it took when documents were merged. */
  readonly under?: Mapping;
  /** Why it may hold more keys than these, once documents were merged. */
  readonly unseen?: { readonly at: Span; readonly because: string };
}

export interface Sequence extends Place {
  readonly kind: "sequence";
  readonly items: readonly Node[];
}

/** Aliases are already replaced by the very node of their anchor, so one node may stand in several places; there are no cycles. */
export type Node = Scalar | Mapping | Sequence;

/** One document of a stream. */
export interface YamlDocument {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
}
