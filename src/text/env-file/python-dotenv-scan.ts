import type { Dropped } from "./facts.ts";
import { isPythonSpace, skipPythonSpace } from "./space.ts";

/** `start` and `end` are the offsets of the name itself; `value` is undefined for a key without `=`, which python-dotenv maps to None. */
interface Assignment {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value: string | undefined;
}

/** python-dotenv's own grammar (dotenv/parser.py), one rule a method; each moves on by what it matched and is undefined where it cannot. */
export class PythonDotenvScan {
  #at: number;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  /** The statements without comments and blank lines. After a mistake it goes on with the next line. */
  *statements(): Generator<Assignment | Dropped> {
    for (;;) {
      this.#at = skipPythonSpace(this.#text, this.#at);
      if (this.#at >= this.#text.length) return;
      const statement = this.#statement();
      if (statement === undefined) continue;
      if ("because" in statement) this.#skipToBreak();
      yield statement;
    }
  }

  #statement(): Assignment | Dropped | undefined {
    const begin = this.#at;
    const mistake = (because: string): Dropped => ({ start: begin, because });
    this.#skipExport();
    if (this.#text[this.#at] === "#") {
      this.#skipToBreak();
      return undefined;
    }
    const key = this.#key();
    if (key === undefined) return mistake("python-dotenv finds no name in it");
    this.#skipBlank();
    const assigns = this.#text[this.#at] === "=";
    const value = assigns ? this.#value() : undefined;
    if (assigns && value === undefined) return mistake("python-dotenv finds no closing quote");
    return this.#endOfLine() ? { ...key, value } : mistake("python-dotenv wants nothing but a comment after the name or the closing quote");
  }

  /** `export` counts where white space follows it. */
  #skipExport(): void {
    const after = this.#at + 6;
    if (!this.#text.startsWith("export", this.#at) || !this.#isBlank(after)) return;
    this.#at = after;
    this.#skipBlank();
  }

  #key(): Omit<Assignment, "value"> | undefined {
    const quoted = this.#text[this.#at] === "'";
    const start = quoted ? this.#at + 1 : this.#at;
    let end = start;
    if (quoted) end = this.#text.indexOf("'", start);
    else while (end < this.#text.length && this.#isKeyCharacter(end)) end += 1;
    if (end <= start) return undefined;
    this.#at = quoted ? end + 1 : end;
    return { name: withLineFeeds(this.#text.slice(start, end)), start, end };
  }

  #isKeyCharacter(at: number): boolean {
    return this.#text[at] !== "=" && this.#text[at] !== "#" && !isPythonSpace(this.#text.charCodeAt(at));
  }

  #value(): string | undefined {
    this.#at += 1;
    this.#skipBlank();
    const quote = this.#text[this.#at];
    if (quote !== "'" && quote !== '"') return this.#unquoted();
    const open = this.#at;
    const close = closingQuote(this.#text, open, quote);
    if (close < 0) return undefined;
    this.#at = close + 1;
    return decode(this.#text.slice(open + 1, close), quote);
  }

  /** To the end of the line, or to white space before the first `#` that has some. */
  #unquoted(): string {
    const start = this.#at;
    this.#skipToBreak();
    const line = this.#text.slice(start, this.#at);
    let end = line.indexOf("#", 1);
    while (end > 0 && !isPythonSpace(line.charCodeAt(end - 1))) end = line.indexOf("#", end + 1);
    if (end < 0) end = line.length;
    while (isPythonSpace(line.charCodeAt(end - 1))) end -= 1;
    return line.slice(0, end);
  }

  /** White space, a comment, and a line break or the end. */
  #endOfLine(): boolean {
    this.#skipBlank();
    if (this.#text[this.#at] === "#") this.#skipToBreak();
    return this.#at >= this.#text.length || this.#isBreak(this.#at);
  }

  #skipToBreak(): void {
    while (this.#at < this.#text.length && !this.#isBreak(this.#at)) this.#at += 1;
  }

  #skipBlank(): void {
    while (this.#isBlank(this.#at)) this.#at += 1;
  }

  /** White space that does not end a line. */
  #isBlank(at: number): boolean {
    return isPythonSpace(this.#text.charCodeAt(at)) && !this.#isBreak(at);
  }

  #isBreak(at: number): boolean {
    return this.#text[at] === "\n" || this.#text[at] === "\r";
  }
}

/** The first quote without a backslash before it, or else the last one with; -1 for none. */
function closingQuote(text: string, open: number, quote: string): number {
  let closing = -1;
  for (let at = text.indexOf(quote, open + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    closing = at;
    if (text[at - 1] !== "\\") break;
  }
  return closing;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

function decode(text: string, quote: string): string {
  const escape = quote === "'" ? /\\([\\'])/g : /\\([\\'"abfnrtv])/g;
  return withLineFeeds(text).replaceAll(escape, (_, char: string) => escapes.get(char) ?? char);
}

/** Python reads a file with universal newlines. */
function withLineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n");
}
