import { closingParenthesis } from "./closing.ts";
import { type Dialect, literalOf, type Part, WordScan } from "./word.ts";

/** A word of a command; `assigns` where it looks like `NAME=value`. */
export interface Word {
  readonly start: number;
  readonly parts: readonly Part[];
  /** Its text where nothing in it is expanded. */
  readonly literal: string | undefined;
  readonly isQuoted: boolean;
  readonly assigns: Assignment | undefined;
}

export interface Assignment {
  readonly name: string;
  readonly appends: boolean;
  /** Undefined for an array, which no environment can hold. */
  readonly value: readonly Part[] | undefined;
}

/** A word, an operator that ends a command, or the end; `broken` where quotes or braces are never closed. */
export type Token =
  | { readonly kind: "word"; readonly word: Word }
  | { readonly kind: "operator"; readonly operator: string }
  | { readonly kind: "broken" };

const assignment = /([A-Za-z_]\w*)(\[[^\]\s]*\])?(\+)?=/y;
const redirection = /(?:\{[A-Za-z_]\w*\}|\d+)?(?:<<<|<<-?|<>|<&|>>|>\||>&|&>>?|<|>)/y;
const operator = /&&|\|\||\|&|;;&?|;&|[\n;&|()]/y;

/** Cuts a text into what commands are made of. Redirections and here-documents are passed over. */
export class Tokens {
  at = 0;
  readonly #text: string;
  readonly #dialect: Dialect;
  #documents: { readonly delimiter: string; readonly stripsTabs: boolean }[] = [];

  constructor(text: string, dialect: Dialect) {
    this.#text = text;
    this.#dialect = dialect;
  }

  next(): Token {
    for (;;) {
      this.#passBlanks();
      if (this.at >= this.#text.length) return { kind: "operator", operator: "" };
      const redirects = this.#match(redirection);
      if (redirects === undefined) break;
      if (!this.#redirect(redirects)) return { kind: "broken" };
    }
    const found = this.#match(operator);
    if (found === undefined) return this.#word();
    if (found === "\n") this.#passDocuments();
    return { kind: "operator", operator: found };
  }

  /** Passes over what stands in double parentheses, from the first one; false where they are never closed. */
  passParentheses(open: number): boolean {
    const close = closingParenthesis(this.#text, open);
    if (close !== undefined) this.at = close + 1;
    return close !== undefined;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  #passBlanks(): void {
    for (;;) {
      const char = this.#text[this.at];
      if (char === " " || char === "\t") this.at += 1;
      else if (char === "\\" && this.#text[this.at + 1] === "\n") this.at += 2;
      else if (char === "#") this.at = this.#lineEnd(this.at);
      else return;
    }
  }

  #lineEnd(from: number): number {
    const feed = this.#text.indexOf("\n", from);
    return feed < 0 ? this.#text.length : feed;
  }

  #redirect(sign: string): boolean {
    this.#passBlanks();
    const target = this.#word();
    if (target.kind !== "word") return false;
    if (/<<-?$/.test(sign) && !sign.endsWith("<<<"))
      this.#documents.push({ delimiter: target.word.literal ?? "", stripsTabs: sign.endsWith("-") });
    return true;
  }

  #passDocuments(): void {
    for (const { delimiter, stripsTabs } of this.#documents) {
      for (;;) {
        const end = this.#lineEnd(this.at);
        const line = this.#text.slice(this.at, end);
        this.at = Math.min(end + 1, this.#text.length);
        if ((stripsTabs ? line.replace(/^\t+/, "") : line) === delimiter || end >= this.#text.length) break;
      }
    }
    this.#documents = [];
  }

  #word(): Token {
    const start = this.at;
    assignment.lastIndex = start;
    const [matched, name, index, plus] = assignment.exec(this.#text) ?? [];
    const assigns =
      matched !== undefined && name !== undefined && (this.#dialect === "bash" || (index === undefined && plus === undefined));
    if (!assigns) return this.#scanned(start, start);
    this.at = start + matched.length;
    if (this.#dialect === "bash" && this.#text[this.at] === "(") {
      if (!this.passParentheses(this.at)) return { kind: "broken" };
      return this.#found(start, [], { name, appends: plus !== undefined, value: undefined });
    }
    const value = this.#parts(this.at);
    if (value === undefined) return { kind: "broken" };
    return this.#found(start, value, { name, appends: plus !== undefined, value: index === undefined ? value : undefined });
  }

  #scanned(start: number, from: number): Token {
    const parts = this.#parts(from);
    return parts === undefined || this.at === from ? { kind: "broken" } : this.#found(start, parts, undefined);
  }

  #parts(from: number): Part[] | undefined {
    const scan = new WordScan(this.#text, from, this.#dialect);
    const parts = scan.word();
    this.at = scan.at;
    return parts;
  }

  #found(start: number, parts: readonly Part[], assigns: Assignment | undefined): Token {
    const isQuoted = parts.some((part) => part.kind === "text" && part.quoted);
    const literal = assigns === undefined ? literalOf(parts) : undefined;
    return { kind: "word", word: { start, parts, literal, isQuoted, assigns } };
  }
}
