import type { FoundAll } from "../found.ts";
import type { GrammarId, Tree } from "../tree.ts";

/** A language that is read by itself, without what other files say: shell, templates, configuration with variables in it. */
export type TextPack = PlainPack | ParsedPack;

interface Pack {
  readonly id: string;
  /** A file without it reads nothing. */
  readonly prefilter: RegExp;
}

interface PlainPack extends Pack {
  readonly grammar?: undefined;
  read(text: string, path: string): FoundAll;
}

/** The text, or pieces of it, are parsed by the grammar. */
interface ParsedPack extends Pack {
  readonly grammar: GrammarId;
  read(text: string, parse: Parse): FoundAll;
}

export type Parse = (text: string) => Tree;
