import type { Dropped } from "./facts.ts";
import { Next } from "./next.ts";
import { isScriptSpace } from "./space.ts";

const colon = 58;
const equals = 61;
const hash = 35;
const backslash = 92;

/** Whether a code unit may stand in a name: `[\w.-]`. */
const inName = Uint8Array.from({ length: 128 }, (_, code) => (/[\w.-]/.test(String.fromCharCode(code)) ? 1 : 0));

/**
 * Walks over the assignments that npm dotenv's LINE pattern matches, in linear time. The fields tell of the latest one, in UTF-16 offsets;
 * they are fields and not an object for each, because a file may hold 100,000.
 */
export class DotenvScan {
  /** The name's place. */
  start = 0;
  nameEnd = 0;
  /** Where the value ends, its closing quote with it. */
  end = 0;
  /** Whether `:` stands in place of `=`. */
  colon = false;
  /** The quote that the value begins with, if any, and whether it is closed, so that it is taken off. */
  quote: string | undefined;
  closed = false;
  readonly dropped: Dropped[] = [];
  readonly #text: string;
  readonly #feeds: Next;
  readonly #returns: Next;
  readonly #hashes: Next;

  constructor(text: string) {
    this.#text = text;
    this.#feeds = new Next(text, "\n");
    this.#returns = new Next(text, "\r");
    this.#hashes = new Next(text, "#");
  }

  /** Goes to the next assignment; false at the end. */
  next(): boolean {
    const text = this.#text;
    for (let at = skipSpace(text, this.end); at < text.length; at = skipSpace(text, lineEnd(text, at))) {
      if (text.charCodeAt(at) === hash) continue;
      if (this.#assignment(at)) return true;
      this.dropped.push({ start: at, because: "it is not NAME=value with a name of letters, digits, _, . and -" });
    }
    return false;
  }

  #assignment(at: number): boolean {
    const text = this.#text;
    this.start = nameStart(text, at);
    this.nameEnd = skipName(text, this.start);
    const from = this.nameEnd === this.start ? -1 : valueStart(text, this.nameEnd);
    if (from < 0) return false;
    this.colon = text.charCodeAt(from - 1) !== equals;
    const open = skipSpace(text, from);
    this.quote = quoteAt(text, open);
    const close = this.quote === undefined ? -1 : closingQuote(text, open, this.quote);
    this.closed = close >= 0;
    this.end = this.closed ? close + 1 : this.#unquotedEnd(from);
    return true;
  }

  /** An unquoted value ends with its line or before any `#`; a line separator does not end it. */
  #unquotedEnd(from: number): number {
    return Math.min(this.#feeds.from(from), this.#returns.from(from), this.#hashes.from(from));
  }
}

/** After `export` and white space, if a name follows there; `export` itself is a name too. */
function nameStart(text: string, at: number): number {
  if (!text.startsWith("export", at)) return at;
  const after = skipSpace(text, at + 6);
  return after > at + 6 && inName[text.charCodeAt(after)] === 1 ? after : at;
}

function valueStart(text: string, nameEnd: number): number {
  const at = skipSpace(text, nameEnd);
  const code = text.charCodeAt(at);
  if (code === equals) return at + 1;
  return code === colon && at === nameEnd && isScriptSpace(text.charCodeAt(at + 1)) ? at + 2 : -1;
}

function quoteAt(text: string, at: number): string | undefined {
  const char = text[at];
  return char === '"' || char === "'" || char === "`" ? char : undefined;
}

/** The last quote, up to the first without a backslash, that only white space or a comment follows on its line; -1 for none. */
function closingQuote(text: string, open: number, quote: string): number {
  let closing = -1;
  for (let at = text.indexOf(quote, open + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (endsLine(text, at + 1)) closing = at;
    if (text.charCodeAt(at - 1) !== backslash) break;
  }
  return closing;
}

function endsLine(text: string, from: number): boolean {
  let at = from;
  while (!isLineEnd(text, at) && isScriptSpace(text.charCodeAt(at))) at += 1;
  return isLineEnd(text, at) || text.charCodeAt(at) === hash;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isScriptSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function skipName(text: string, from: number): number {
  let at = from;
  while (inName[text.charCodeAt(at)] === 1) at += 1;
  return at;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (!isLineEnd(text, at)) at += 1;
  return at;
}

/** ECMAScript's line terminators, or the end of the text. */
function isLineEnd(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}
