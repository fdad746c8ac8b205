import { withLineFeeds } from "./lines.ts";

/** Text of a value: in single quotes, in double quotes, or in none. Escaped quotes are taken apart already, dollars and backslashes are not. */
export interface SymfonyPart {
  readonly quote: "'" | '"' | "";
  readonly text: string;
}

export interface Mistake {
  readonly mistake: string;
}

/** A place in the file, in UTF-16 offsets. */
interface Place {
  readonly start: number;
  readonly end: number;
}

const name = /[ \t]*_?[A-Za-z][A-Za-z0-9_]*/y;

/** symfony/dotenv's lexer (`lexVarname`, `lexValue`): a name with its `=`, then the parts of its value. */
export class SymfonyScan {
  #at = 0;
  readonly #text: string;
  readonly #offset: (at: number) => number;

  constructor(whole: string) {
    const { text, offset } = withLineFeeds(whole);
    this.#text = text;
    this.#offset = offset;
  }

  /** Passes over white space and comments; false at the end. */
  hasMore(): boolean {
    for (;;) {
      while (" \t\n\v\f\r".includes(this.#text.charAt(this.#at)) && this.#at < this.#text.length) this.#at += 1;
      if (this.#text[this.#at] !== "#") return this.#at < this.#text.length;
      this.#at = this.#lineEnd();
    }
  }

  name(): Place | (Place & Mistake) {
    const begin = this.#at;
    const exported = this.#text.startsWith("export", begin) && " \t".includes(this.#text[begin + 6] ?? "-");
    const end = (exported ? nameEnd(this.#text, begin + 6) : undefined) ?? nameEnd(this.#text, begin);
    if (end === undefined) return { ...this.#place(begin, begin), mistake: "must begin with a name of letters, digits and _" };
    const written = this.#text.slice(begin, end);
    const place = this.#place(begin + Math.max(written.lastIndexOf(" "), written.lastIndexOf("\t")) + 1, end);
    const sign = this.#text[end];
    if (sign === " " || sign === "\t") return { ...place, mistake: "must have no white space before =" };
    if (sign !== "=") return { ...place, mistake: "must be NAME=value with a name of letters, digits and _" };
    this.#at = end + 1;
    return place;
  }

  /** Ends with a mistake where there is one. */
  *value(): Generator<SymfonyPart | Mistake> {
    const end = this.#lineEnd();
    const first = skipBlank(this.#text, this.#at);
    if (first === end || this.#text[first] === "#") this.#at = end;
    else if (first > this.#at) yield { mistake: "must have no white space before the value" };
    while (this.#at < this.#text.length && this.#text[this.#at] !== "\n") {
      const part = this.#part();
      yield part;
      if ("mistake" in part || (part.quote === "" && this.#text[this.#at] === "#")) break;
    }
    if (this.#text[this.#at] === "#") this.#at = this.#lineEnd();
  }

  #part(): SymfonyPart | Mistake {
    if (this.#text[this.#at] === "'") return this.#single();
    return this.#text[this.#at] === '"' ? this.#double() : this.#unquoted();
  }

  #single(): SymfonyPart | Mistake {
    const open = this.#at;
    const close = this.#text.indexOf("'", open + 1);
    if (close < 0) return { mistake: "must have a closing quote" };
    this.#at = close + 1;
    return { quote: "'", text: this.#text.slice(open + 1, close) };
  }

  /** A quote is escaped by a backslash before it, unless another stands before that. */
  #double(): SymfonyPart | Mistake {
    const open = this.#at;
    let close = this.#text.indexOf('"', open + 1);
    while (close >= 0 && this.#text[close - 1] === "\\" && this.#text[close - 2] !== "\\") close = this.#text.indexOf('"', close + 1);
    if (close < 0) return { mistake: "must have a closing quote" };
    this.#at = close + 1;
    const text = this.#text.slice(open + 1, close);
    return { quote: '"', text: text.replaceAll('\\"', '"').replaceAll("\\r", "\r").replaceAll("\\n", "\n") };
  }

  /** Up to the line's end, a quote, or a `#` behind white space. */
  #unquoted(): SymfonyPart | Mistake {
    const pieces: string[] = [];
    let before = this.#text[this.#at - 1];
    for (; this.#at < this.#text.length && !this.#endsUnquoted(before); this.#at += 1) {
      const next = this.#text[this.#at + 1];
      if (this.#text[this.#at] === "\\" && (next === '"' || next === "'")) this.#at += 1;
      before = this.#text.charAt(this.#at);
      pieces.push(before);
      if (before !== "$" || this.#text[this.#at + 1] !== "(") continue;
      const close = this.#closing(this.#at + 1);
      if (close < 0) return { mistake: "must have a closing parenthesis for every $(" };
      pieces.push(this.#text.slice(this.#at + 1, close + 1));
      this.#at = close;
    }
    const text = pieces.join("");
    return { quote: "", text: text.slice(0, trimmedEnd(text)) };
  }

  #endsUnquoted(before: string | undefined): boolean {
    const char = this.#text[this.#at];
    return char === "\n" || char === '"' || char === "'" || (char === "#" && (before === " " || before === "\t"));
  }

  /** The parenthesis that closes one, on the same line; -1 for none. */
  #closing(open: number): number {
    let depth = 0;
    for (let at = open; at < this.#text.length && this.#text[at] !== "\n"; at += 1) {
      if (this.#text[at] === "(") depth += 1;
      if (this.#text[at] === ")" && (depth -= 1) === 0) return at;
    }
    return -1;
  }

  #lineEnd(): number {
    const feed = this.#text.indexOf("\n", this.#at);
    return feed < 0 ? this.#text.length : feed;
  }

  #place(start: number, end: number): Place {
    const from = this.#offset(start);
    return { start: from, end: from + end - start };
  }
}

function nameEnd(text: string, from: number): number | undefined {
  name.lastIndex = from;
  return name.test(text) ? name.lastIndex : undefined;
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at += 1;
  return at;
}

/** PHP's rtrim. */
function trimmedEnd(text: string): number {
  let end = text.length;
  while (end > 0 && " \t\n\r\0\v".includes(text.charAt(end - 1))) end -= 1;
  return end;
}
