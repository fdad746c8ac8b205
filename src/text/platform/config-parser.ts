import type { Problem, Source } from "../../model/source.ts";

/** A part of an option's value, with where it stands; a value goes on over indented lines. */
interface Piece {
  readonly text: string;
  readonly start: number;
}

/** One option of a section; what is joined is the value. */
export interface Option {
  readonly section: string;
  /** In small letters. */
  readonly name: string;
  readonly start: number;
  readonly pieces: Piece[];
}

export interface Section {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly options: Option[];
}

/** An INI file as Python's RawConfigParser reads it with `;` and `#` behind white space as comments (configparser.py, _read). */
export function configSections(source: Source): { readonly sections: readonly Section[]; readonly problems: readonly Problem[] } {
  const { text } = source;
  const reader = new Reader(source);
  for (let start = 0; start <= text.length;) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    reader.line(text.slice(start, end), start);
    start = end + 1;
  }
  return reader;
}

/** Where a comment starts; Python looks at the first of each sign, then at the second of each, and stops at one that counts. */
function commentIn(line: string): number {
  let signs = [";", "#"].map((sign) => ({ sign, at: -1 }));
  while (signs.length > 0) {
    signs = signs.map(({ sign, at }) => ({ sign, at: line.indexOf(sign, at + 1) })).filter(({ at }) => at >= 0);
    const counting = signs.filter(({ at }) => at === 0 || /\s/.test(line.charAt(at - 1)));
    if (counting.length > 0) return Math.min(...counting.map(({ at }) => at));
  }
  return -1;
}

class Reader {
  readonly sections: Section[] = [];
  readonly problems: Problem[] = [];
  readonly #source: Source;
  #option: Option | undefined;
  #indent = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  line(line: string, start: number): void {
    const cut = /^\s*[;#]/.test(line) ? 0 : commentIn(line);
    const kept = cut < 0 ? line : line.slice(0, cut);
    const indent = kept.search(/\S/);
    if (indent < 0) {
      if (cut < 0) this.#option?.pieces.push({ text: "", start });
      return;
    }
    const piece = { text: kept.trim(), start: start + indent };
    if (this.#option !== undefined && indent > this.#indent) {
      this.#option.pieces.push(piece);
      return;
    }
    this.#indent = indent;
    this.#statement(piece);
  }

  #statement({ text, start }: Piece): void {
    this.#option = undefined;
    if (text.startsWith("[") && text.lastIndexOf("]") > 1) {
      const name = text.slice(1, text.lastIndexOf("]"));
      this.sections.push({ name, start: start + 1, end: start + 1 + name.length, options: [] });
      return;
    }
    const section = this.sections.at(-1);
    const sign = text.search(/[=:]/);
    if (section === undefined || sign < 1) {
      const message = section === undefined ? "a section must stand before this line" : "this line is neither a section nor an option";
      this.problems.push({ at: { source: this.#source, start, end: start }, message });
      return;
    }
    const value = text.slice(sign + 1);
    const pieces = [{ text: value.trim(), start: start + sign + 1 + Math.max(value.search(/\S/), 0) }];
    this.#option = { section: section.name, name: text.slice(0, sign).trim().toLowerCase(), start, pieces };
    section.options.push(this.#option);
  }
}
