import type { Node, Scalar } from "../yaml.ts";
import { deepest, NotToml, Table } from "./toml-table.ts";

type Quote = '"' | "'";

const [TAB, LINE_FEED, RETURN, DELETE] = [9, 10, 13, 127];
/** A long run is passed over by looking for its end: a repetition could need more memory than expressions have. */
const notSpace = /[^ \t]/g;
const notKey = /[^A-Za-z0-9_-]/g;
const notBlank = /[^ \t\r\n]/g;
const lineEnd = /\r?\n/y;
const escape = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|["\\bfnrte])/y;
const foldedEnd = /\\[ \t]{0,1000}\r?\n/y;
/** Longer words are no values, whatever they look like. */
const longest = 100;
const word = /(?:\d{4}-\d\d-\d\d (?=\d))?[\w.:+-]{1,200}/y;
const literals: readonly RegExp[] = [
  /^(?:true|false|[-+]?(?:inf|nan))$/,
  /^0(?:x[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|o[0-7]+(?:_[0-7]+)*|b[01]+(?:_[01]+)*)$/,
  /^[-+]?(?:0|[1-9]\d*(?:_\d+)*)(?:\.\d+(?:_\d+)*)?(?:[eE][-+]?\d+(?:_\d+)*)?$/,
  /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[-+]\d\d:\d\d)?)?$/,
  /^\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/,
];
const escaped = new Map([
  ["b", "\b"],
  ["e", "\u001b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** Reads what stands on the lines of a document of TOML 1.1: keys and values. */
export class TomlReader {
  readonly #text: string;
  at: number;

  constructor(text: string) {
    this.#text = text;
    this.at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  get isDone(): boolean {
    return this.at >= this.#text.length;
  }

  takes(token: string): boolean {
    const isHere = this.#text.startsWith(token, this.at);
    if (isHere) this.at += token.length;
    return isHere;
  }

  expect(token: string, what: string): void {
    if (!this.takes(token)) throw new NotToml(this.at, `expected ${what}`);
  }

  /** Passes over empty lines and comments. */
  skipLines(): void {
    do {
      this.skipSpace();
      this.#skipComment();
    } while (this.#match(lineEnd) !== undefined);
  }

  endLine(): void {
    this.skipSpace();
    this.#skipComment();
    if (!this.isDone && this.#match(lineEnd) === undefined) throw new NotToml(this.at, "expected the end of the line");
  }

  skipSpace(): void {
    this.#runUntil(notSpace);
  }

  #skipComment(): void {
    if (this.#text[this.at] !== "#") return;
    const end = this.#text.indexOf("\n", this.at);
    this.at = end < 0 ? this.#text.length : end;
  }

  /** `a."b c".d`, at most as many as are left of all levels. */
  keys(depth: number): readonly [...Scalar[], Scalar] {
    const before: Scalar[] = [];
    for (;;) {
      if (depth + before.length > deepest) throw new NotToml(this.at, `expected at most ${String(deepest)} levels`);
      this.skipSpace();
      const key = this.#key();
      this.skipSpace();
      if (!this.takes(".")) return [...before, key];
      before.push(key);
    }
  }

  /** `key = value` into a table that is so deep. */
  pair(table: Table, depth: number): void {
    const keys = this.keys(depth);
    this.expect("=", "an equals sign");
    const [last, ...before] = keys.toReversed();
    const tables = [table];
    for (const key of before.toReversed()) tables.push((tables.at(-1) ?? table).dotted(key));
    const value = this.#value(depth + keys.length);
    if (last !== undefined) (tables.at(-1) ?? table).set(last, value);
    for (const each of tables) each.end = this.at;
  }

  #key(): Scalar {
    const quote = this.#text[this.at];
    if (quote === '"' || quote === "'") return this.#line(quote);
    const start = this.at;
    const text = this.#runUntil(notKey);
    if (text === "") throw new NotToml(start, "expected a key");
    return { kind: "scalar", start, end: this.at, tag: undefined, text, style: "plain" };
  }

  #value(depth: number): Node {
    if (depth > deepest) throw new NotToml(this.at, `expected at most ${String(deepest)} levels`);
    this.skipSpace();
    const first = this.#text[this.at];
    if (first === '"' || first === "'") return this.#text.startsWith(first.repeat(3), this.at) ? this.#block(first) : this.#line(first);
    if (first === "{") return this.#inline(depth);
    return first === "[" ? this.#array(depth) : this.#literal();
  }

  #inline(depth: number): Table {
    const table = new Table(this.at, "dotted");
    this.#items("}", () => {
      this.pair(table, depth);
    });
    table.end = this.at;
    return table;
  }

  #array(depth: number): Node {
    const start = this.at;
    const items: Node[] = [];
    this.#items("]", () => items.push(this.#value(depth + 1)));
    return { kind: "sequence", start, end: this.at, tag: undefined, items };
  }

  /** Everything from the opening bracket to the closing one; a comma may stand behind the last. */
  #items(close: string, readOne: () => void): void {
    this.at += 1;
    this.skipLines();
    while (!this.takes(close)) {
      readOne();
      this.skipLines();
      if (this.takes(close)) return;
      this.expect(",", "a comma or the end of the list");
      this.skipLines();
    }
  }

  #literal(): Scalar {
    const start = this.at;
    const text = this.#match(word);
    if (text === undefined || text.length > longest || !literals.some((literal) => literal.test(text)))
      throw new NotToml(start, "expected a value");
    return { kind: "scalar", start, end: this.at, tag: undefined, text, style: "plain" };
  }

  /** A string on one line; in single quotes a backslash is a character like any other. */
  #line(quote: Quote): Scalar {
    this.at += 1;
    const start = this.at;
    const pieces = [this.#run(quote, false)];
    while (this.#text[this.at] !== quote) pieces.push(this.#escaped(quote), this.#run(quote, false));
    const end = this.at;
    this.at += 1;
    return { kind: "scalar", start, end, tag: undefined, text: pieces.join(""), style: quote === '"' ? "double" : "single" };
  }

  /** A string in three quotes; up to two more may stand before the closing ones, and a backslash at the end of a line folds what follows. */
  #block(quote: Quote): Scalar {
    const fence = quote.repeat(3);
    this.at += fence.length;
    this.#match(lineEnd);
    const start = this.at;
    const pieces = [this.#run(quote, true)];
    while (!this.#text.startsWith(fence, this.at)) {
      if (this.takes(quote)) pieces.push(quote);
      else if (quote === "'" || !this.#folds()) pieces.push(this.#escaped(quote));
      pieces.push(this.#run(quote, true));
    }
    for (let more = 0; more < 2 && this.#text[this.at + fence.length] === quote; more += 1) {
      pieces.push(quote);
      this.at += 1;
    }
    const end = this.at;
    this.at += fence.length;
    return { kind: "scalar", start, end, tag: undefined, text: pieces.join(""), style: quote === '"' ? "double" : "single" };
  }

  /** Up to a quote, a backslash that escapes, or a character that may not be here. */
  #run(quote: Quote, isBlock: boolean): string {
    const start = this.at;
    while (!this.isDone && this.#isOrdinary(quote, isBlock)) this.at += 1;
    return this.#text.slice(start, this.at);
  }

  #isOrdinary(quote: Quote, isBlock: boolean): boolean {
    const code = this.#text.charCodeAt(this.at);
    if (code === LINE_FEED) return isBlock;
    if (code === RETURN) return isBlock && this.#text.charCodeAt(this.at + 1) === LINE_FEED;
    if (code < 32) return code === TAB;
    const character = this.#text[this.at];
    return code !== DELETE && character !== quote && (character !== "\\" || quote === "'");
  }

  #escaped(quote: Quote): string {
    const sequence = quote === '"' ? this.#match(escape) : undefined;
    const text = sequence === undefined ? undefined : unescape(sequence);
    if (text === undefined) throw new NotToml(this.at, "expected the end of a string");
    return text;
  }

  /** Passes over the end of a line behind a backslash, and over what is blank behind it. */
  #folds(): boolean {
    if (this.#match(foldedEnd) === undefined) return false;
    this.#runUntil(notBlank);
    return true;
  }

  #runUntil(end: RegExp): string {
    const start = this.at;
    end.lastIndex = start;
    this.at = end.exec(this.#text)?.index ?? this.#text.length;
    return this.#text.slice(start, this.at);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }
}

/** Undefined for numbers that are no characters. */
function unescape(sequence: string): string | undefined {
  const letter = sequence.charAt(1);
  if (sequence.length === 2) return escaped.get(letter) ?? letter;
  const code = Number.parseInt(sequence.slice(2), 16);
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCodePoint(code);
}
