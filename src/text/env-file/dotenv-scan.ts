import type { Dropped } from "./facts.ts";
import { Next } from "./next.ts";
import { isScriptSpace } from "./space.ts";

const colon = 58;
const equals = 61;
const hash = 35;
const backslash = 92;

/** What npm dotenv's LINE pattern and its offspring in other languages differ in. */
export interface DotenvSyntax {
  /** What `\s` matches. */
  readonly isSpace: (code: number) => boolean;
  /** Which code units may stand in a name. */
  readonly inName: Uint8Array;
  /** Why a line without such a name is dropped. */
  readonly dropped: string;
  readonly quotes: string;
  /** Whether a name alone on its line is an assignment of nothing. */
  readonly bare: boolean;
  /** Whether the line separators U+2028 and U+2029 end a line. */
  readonly separators: boolean;
}

/** The code units below 128 that match a class of characters. */
export function codesOf(characters: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (characters.test(String.fromCharCode(code)) ? 1 : 0));
}

const npm: DotenvSyntax = {
  isSpace: isScriptSpace,
  inName: codesOf(/[\w.-]/),
  dropped: "it is not NAME=value with a name of letters, digits, _, . and -",
  quotes: "\"'`",
  bare: false,
  separators: true,
};

/**
 * Walks over the assignments that npm dotenv's LINE pattern matches, in linear time. The fields tell of the latest one, in UTF-16 offsets;
 * they are fields and not an object for each, because a file may hold 100,000.
 */
export class DotenvScan {
  /** The name's place. */
  start = 0;
  nameEnd = 0;
  /** Where what is behind the separator begins; where the name ends if there is no separator. */
  valueStart = 0;
  /** Where the value ends, its closing quote with it. */
  end = 0;
  /** Whether `:` stands in place of `=`. */
  colon = false;
  /** The quote that the value begins with, if any, and whether it is closed, so that it is taken off. */
  quote: string | undefined;
  closed = false;
  /** Whether `export` stands before the name. */
  exported = false;
  readonly dropped: Dropped[] = [];
  readonly #text: string;
  readonly #syntax: DotenvSyntax;
  readonly #feeds: Next;
  readonly #returns: Next;
  readonly #hashes: Next;

  constructor(text: string, syntax = npm, from = 0) {
    this.#text = text;
    this.#syntax = syntax;
    this.end = from;
    this.#feeds = new Next(text, "\n");
    this.#returns = new Next(text, "\r");
    this.#hashes = new Next(text, "#");
  }

  /** Goes to the next assignment; false at the end. */
  next(): boolean {
    const text = this.#text;
    for (let at = this.#skipSpace(this.end); at < text.length; at = this.#skipSpace(this.#lineEnd(at))) {
      if (text.charCodeAt(at) === hash) continue;
      if (this.#assignment(at)) return true;
      this.dropped.push({ start: at, because: this.#syntax.dropped });
    }
    return false;
  }

  #assignment(at: number): boolean {
    const text = this.#text;
    this.start = this.#nameStart(at);
    this.exported = this.start > at;
    this.nameEnd = this.#skipName(this.start);
    if (this.nameEnd === this.start) return false;
    const from = this.#afterSeparator(this.nameEnd);
    if (from < 0) return this.#syntax.bare && this.#bareName();
    this.valueStart = from;
    this.colon = text.charCodeAt(from - 1) !== equals;
    const open = this.#skipSpace(from);
    this.quote = open < text.length && this.#syntax.quotes.includes(text.charAt(open)) ? text.charAt(open) : undefined;
    const close = this.quote === undefined ? -1 : this.#closingQuote(open, this.quote);
    this.closed = close >= 0;
    this.end = this.closed ? close + 1 : this.#unquotedEnd(from);
    return true;
  }

  #bareName(): boolean {
    this.valueStart = this.nameEnd;
    this.end = this.nameEnd;
    this.colon = false;
    this.quote = undefined;
    this.closed = false;
    return this.#endsLine(this.nameEnd);
  }

  /** After `export` and white space, if a name follows there; `export` itself is a name too. */
  #nameStart(at: number): number {
    if (!this.#text.startsWith("export", at)) return at;
    const after = this.#skipSpace(at + 6);
    return after > at + 6 && this.#skipName(after) > after ? after : at;
  }

  #afterSeparator(nameEnd: number): number {
    const at = this.#skipSpace(nameEnd);
    const code = this.#text.charCodeAt(at);
    if (code === equals) return at + 1;
    return code === colon && at === nameEnd && this.#syntax.isSpace(this.#text.charCodeAt(at + 1)) ? at + 2 : -1;
  }

  /** The last quote, up to the first without a backslash, that only white space or a comment follows on its line; -1 for none. */
  #closingQuote(open: number, quote: string): number {
    const text = this.#text;
    let closing = -1;
    for (let at = text.indexOf(quote, open + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
      if (this.#endsLine(at + 1)) closing = at;
      if (text.charCodeAt(at - 1) !== backslash) break;
    }
    return closing;
  }

  /** An unquoted value ends with its line or before any `#`; a line separator does not end it. */
  #unquotedEnd(from: number): number {
    return Math.min(this.#feeds.from(from), this.#returns.from(from), this.#hashes.from(from));
  }

  #endsLine(from: number): boolean {
    let at = from;
    while (!this.#isLineEnd(at) && this.#syntax.isSpace(this.#text.charCodeAt(at))) at += 1;
    return this.#isLineEnd(at) || this.#text.charCodeAt(at) === hash;
  }

  #skipSpace(from: number): number {
    const { isSpace } = this.#syntax;
    let at = from;
    while (isSpace(this.#text.charCodeAt(at))) at += 1;
    return at;
  }

  #skipName(from: number): number {
    const { inName } = this.#syntax;
    let at = from;
    while (inName[this.#text.charCodeAt(at)] === 1) at += 1;
    return at;
  }

  #lineEnd(from: number): number {
    let at = from;
    while (!this.#isLineEnd(at)) at += 1;
    return at;
  }

  /** A line break, or the end of the text. */
  #isLineEnd(at: number): boolean {
    if (at >= this.#text.length) return true;
    const code = this.#text.charCodeAt(at);
    return code === 10 || code === 13 || (this.#syntax.separators && (code === 0x2028 || code === 0x2029));
  }
}
