import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { Sealed } from "../../model/sealed.ts";
import { absent, known, type Lookup, type Reference, type Template, type Value, type Written } from "../../model/value.ts";
import type { ReadExpanding } from "./env-file.ts";
import { isUnicodeSpace } from "./space.ts";
import { bindStatements, type Statement } from "./statements.ts";

/** 1.5.1 is the release of 2023; what came since on the main branch, of which there are previews as 1.6, reads otherwise. */
export type GodotenvVersion = "1.5" | "1.6";

/** joho/godotenv's `Parse` (parser.go). A reference takes an earlier line's value; else 1.6 takes the one of the process, and 1.5 nothing. */
export function godotenvReader(version: GodotenvVersion): ReadExpanding {
  return (source, shell, earlier) => {
    const isOld = version === "1.5";
    const values = isOld ? new Map<string, Value>() : earlier;
    const lookup: Lookup = (name) => values.get(name) ?? (isOld ? absent : shell(name));
    const read = bindStatements(source, new GodotenvScan(source.text, isOld).statements(), { reader: "godotenv", lookup, values });
    return isOld ? { ...read, facts: read.facts.map(withinFile) } : read;
  };
}

function withinFile(fact: Fact): Fact {
  return fact.kind === "reference" ? { ...fact, from: "file" } : fact;
}

/** Bytes above ASCII that Go takes for letters, digits or spaces when it takes each byte of a name for a character of Latin-1. */
const nameBytes = /^[\u0085\u00a0\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]*$/;

class GodotenvScan {
  #at = 0;
  readonly #text: string;
  readonly #isOld: boolean;
  /** Whether a comment is a part of the value that was read last. */
  #keepsComment = false;

  constructor(text: string, isOld: boolean) {
    this.#text = text;
    this.#isOld = isOld;
  }

  *statements(): Generator<Statement> {
    while (this.#toStatement()) {
      const statement = this.#statement();
      yield statement;
      if ("refusal" in statement) return;
    }
  }

  /** Passes over white space and comments; false at the end of the file. */
  #toStatement(): boolean {
    for (;;) {
      while (this.#at < this.#text.length && isUnicodeSpace(this.#text.charCodeAt(this.#at))) this.#at += 1;
      if (this.#at >= this.#text.length) return false;
      if (this.#text[this.#at] !== "#") return true;
      this.#at = this.#ends("\n", this.#at);
    }
  }

  #statement(): Statement {
    this.#passExport();
    const start = this.#at;
    if (start >= this.#text.length) return { start, refusal: "must have a name after export, or godotenv refuses the whole file" };
    const separator = this.#separator();
    if (separator === "bad") {
      const others = this.#isOld ? "_ and ." : "_ . and -";
      return { start, refusal: `must be NAME=value with only letters, digits, ${others} in the name, or godotenv refuses the whole file` };
    }
    let end = separator ?? start;
    while (end > start && isUnicodeSpace(this.#text.charCodeAt(end - 1))) end -= 1;
    this.#at = separator === undefined ? start : separator + 1;
    this.#passBlanks();
    return this.#valued(start, end);
  }

  #passExport(): void {
    if (!this.#text.startsWith("export", this.#at) || !isBlank(this.#text.charCodeAt(this.#at + 6))) return;
    this.#at += 6;
    this.#passBlanks();
  }

  #passBlanks(): void {
    while (this.#at < this.#text.length && isBlank(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }

  /** Where the name ends; undefined where the file does before. */
  #separator(): number | "bad" | undefined {
    for (let at = this.#at; at < this.#text.length; at += 1) {
      const char = this.#text[at] ?? "";
      if (char === "=" || char === ":") return at;
      if ((this.#isOld ? /[\w.]/ : /[\w.-]/).test(char) || isBlank(char.charCodeAt(0))) continue;
      const symbol = String.fromCodePoint(this.#text.codePointAt(at) ?? 0);
      if (symbol < "\u0080" || !nameBytes.test(latin1(symbol))) return "bad";
      at += symbol.length - 1;
    }
    return undefined;
  }

  #valued(start: number, end: number): Statement {
    const name = this.#text.slice(start, end);
    const quote = this.#text[this.#at];
    const isQuoted = quote === '"' || quote === "'";
    this.#keepsComment = false;
    const value = isQuoted ? this.#quoted(quote) : this.#unquoted();
    const keeps = this.#keepsComment;
    if (value === undefined) {
      const because = isQuoted ? "must have a closing quote" : "must not have a # right after =";
      return { start, refusal: `${because}, or godotenv refuses the whole file` };
    }
    const unnamed = { kind: "invalid-name", because: "godotenv reads this line as a value without a name" } as const;
    const tell = (binding: Pick<Binding, "name" | "at">): Fact[] => [
      ...(name === "" ? [{ ...unnamed, ...binding }] : []),
      ...(keeps ? [{ kind: "comment-kept" as const, ...binding }] : []),
    ];
    return { name, start, end, value, tell };
  }

  /** Undefined for a comment that begins where the value should, at which 1.6 panics. */
  #unquoted(): Written | undefined {
    const start = this.#at;
    this.#at = Math.min(this.#ends("\n", start), this.#ends("\r", start));
    const line = this.#text.slice(start, this.#at);
    if (line.startsWith("#") && !this.#isOld) return undefined;
    let end = this.#isOld ? lastComment(line) : firstComment(line);
    while (end > 0 && isBlank(line.charCodeAt(end - 1))) end -= 1;
    this.#keepsComment = this.#isOld && isCommented(line.slice(0, end), this.#text.charCodeAt(start - 1));
    return written(line.slice(0, end));
  }

  #quoted(quote: string): Written | undefined {
    const start = this.#at;
    let end = start + 1;
    let isEscaped = false;
    for (; end < this.#text.length && (isEscaped || this.#text[end] !== quote); end += 1)
      isEscaped = this.#text[end] === "\\" && (this.#isOld || !isEscaped);
    if (end >= this.#text.length) return undefined;
    this.#at = end + 1;
    const text = trimmed(this.#text.slice(start, end).replaceAll("\r\n", "\n"), quote);
    return quote === '"' ? written(unescaped(text)) : known(text);
  }

  #ends(char: string, from: number): number {
    const at = this.#text.indexOf(char, from);
    return at < 0 ? this.#text.length : at;
  }
}

function firstComment(line: string): number {
  let at = line.indexOf("#");
  while (at >= 0 && !isBlank(line.charCodeAt(at - 1))) at = line.indexOf("#", at + 1);
  return at < 0 ? line.length : at;
}

/** 1.5 looks for it from the end, and never where the value begins. */
function lastComment(line: string): number {
  let at = line.lastIndexOf("#");
  while (at > 0 && !isBlank(line.charCodeAt(at - 1))) at = line.lastIndexOf("#", at - 1);
  return at <= 0 ? line.length : at;
}

/** Whether what is left of a line still has a comment, also one that only white space stands before. */
function isCommented(text: string, before: number): boolean {
  return /[ \t]#/.test(text) || (text.startsWith("#") && isBlank(before));
}

/** White space that does not end a line (parser.go isSpace). */
function isBlank(code: number): boolean {
  return code === 9 || (code >= 11 && code <= 13) || code === 32 || code === 0x85 || code === 0xa0;
}

/** The bytes of a character in UTF-8, each as a character. */
function latin1(symbol: string): string {
  return String.fromCodePoint(...new TextEncoder().encode(symbol));
}

/** Go's bytes.TrimFunc takes off every quote at either end. */
function trimmed(text: string, quote: string): string {
  let [start, end] = [0, text.length];
  while (end > start && text[end - 1] === quote) end -= 1;
  while (start < end && text[start] === quote) start += 1;
  return text.slice(start, end);
}

/** `\n` and `\r` first, then every backslash but those before `$`, which the expansion takes. */
function unescaped(text: string): string {
  const lines = text.replaceAll(/\\([^\n])/gu, (escape, char: string) => (char === "n" ? "\n" : char === "r" ? "\r" : escape));
  return lines.replaceAll(/\\([^$])/gu, "$1");
}

/** A parenthesis after the dollar changes nothing, whatever parser.go means to do with it. */
const reference = /(\\)?\$\(?\{?([A-Z0-9_]+)?\}?/g;

function written(text: string): Written {
  return text.includes("$") ? { state: "template", template: expanded(text) } : known(text);
}

/** An escaped dollar loses its backslash; one that no name follows stays. */
function expanded(text: string): Template {
  const parts: (Sealed | Reference)[] = [];
  let literal = 0;
  for (const { index, 0: match, 1: slash, 2: name } of text.matchAll(reference)) {
    const refers = slash === undefined && name !== undefined;
    parts.push(new Sealed(text.slice(literal, index) + (refers ? "" : match.slice(slash === undefined ? 0 : 1))));
    if (refers) parts.push({ name });
    literal = index + match.length;
  }
  return [...parts, new Sealed(text.slice(literal))];
}
