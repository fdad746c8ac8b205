import type { Fact } from "../../model/fact.ts";
import { Sealed } from "../../model/sealed.ts";
import type { Problem, Source, Span } from "../../model/source.ts";
import type { Template } from "../../model/value.ts";
import type { Binding } from "../../model/binding.ts";
import type { Site } from "../compose-reference.ts";
import { parseComposeTemplate } from "../compose-template.ts";
import { isUnicodeSpace } from "./space.ts";

/** `NAME=value` without variables, `NAME=value` with some, or a bare `NAME`, which takes its value from outside. */
export type Statement =
  | { readonly kind: "literal"; readonly name: string; readonly at: Span; readonly binding: Binding }
  | { readonly kind: "template"; readonly name: string; readonly at: Span; readonly template: Template; readonly site: Site }
  | { readonly kind: "bare"; readonly name: string; readonly at: Span };

/** An env file before anything is looked up, so that services share one reading of it. */
export interface ComposeEnvFile {
  readonly statements: readonly Statement[];
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/** Reads what compose-go dotenv/parser.go reads, up to the first mistake, at which compose gives up. */
export function parseComposeEnvFile(source: Source): ComposeEnvFile {
  const parser = new Parser(source);
  parser.parse();
  return { statements: parser.statements, facts: parser.statements.flatMap(namelessness), problems: parser.problems };
}

function namelessness({ name, at }: Statement): Fact[] {
  const because = "docker compose reads this line as a value without a name, and docker refuses that";
  return name === "" ? [{ kind: "invalid-name", name, at, because }] : [];
}

const letters = /[\p{L}\p{N}_.[\]-]/u;
const octal = /^[0-7]{3}$/;
const escapes = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;
const controls = new Map(
  Object.entries({ a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", $: "$$", '"': '"', "\\": "\\" }),
);

class Parser {
  readonly statements: Statement[] = [];
  readonly problems: Problem[] = [];
  readonly #source: Source;
  readonly #text: string;
  #at: number;

  constructor(source: Source) {
    this.#source = source;
    this.#text = source.text;
    this.#at = source.text.startsWith("\uFEFF") ? 1 : 0;
  }

  parse(): void {
    while (this.problems.length === 0 && this.#toStatement()) this.#statement();
  }

  /** Passes over white space and comments; false at the end of the file. */
  #toStatement(): boolean {
    for (;;) {
      while (this.#at < this.#text.length && isUnicodeSpace(this.#text.charCodeAt(this.#at))) this.#at += 1;
      if (this.#at >= this.#text.length) return false;
      if (this.#text[this.#at] !== "#") return true;
      this.#at = this.#lineEnd();
    }
  }

  #statement(): void {
    this.#passExport();
    const start = this.#at;
    const end = start < this.#text.length ? this.#nameEnd(start) : undefined;
    if (end === undefined) return this.#refuse(start, "this line must be NAME=value, with only letters, digits, _ . - [ ] in the name");
    const name = trimEnd(this.#text.slice(start, end));
    if (name.includes(" ")) return this.#refuse(start, "this line must be NAME=value, without a space in the name");
    const at = { source: this.#source, start, end: start + name.length };
    const bare = this.#text[end] === "\n";
    this.#at = isSeparator(this.#text[end]) ? end + 1 : start;
    this.#passBlanks();
    if (bare) this.statements.push({ kind: "bare", name, at });
    else this.#value(name, at);
  }

  /** Go's `^export\s+`, after which a line break is not passed over. */
  #passExport(): void {
    if (!this.#text.startsWith("export", this.#at) || !/[\t\n\f\r ]/.test(this.#text[this.#at + 6] ?? "")) return;
    this.#at += 6;
    this.#passBlanks();
  }

  #passBlanks(): void {
    while (this.#at < this.#text.length && isBlank(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }

  /** Where `=`, `:` or a line break ends the name. The last line without any of them has an empty name: compose-go keeps its text as the value. */
  #nameEnd(start: number): number | undefined {
    for (let i = start; i < this.#text.length; i += 1) {
      if (isSeparator(this.#text[i])) return i;
      if (isBlank(this.#text.charCodeAt(i))) continue;
      const character = String.fromCodePoint(this.#text.codePointAt(i) ?? 0);
      if (!letters.test(character)) return undefined;
      i += character.length - 1;
    }
    return start;
  }

  #value(name: string, at: Span): void {
    const quote = this.#text[this.#at];
    if (quote === '"' || quote === "'") return this.#quoted(name, at, quote);
    const end = this.#lineEnd();
    const line = this.#text.slice(this.#at, end);
    const comment = line.indexOf(" #");
    const text = trimEnd(comment < 0 ? line : line.slice(0, comment));
    this.#bind(name, at, text, { start: this.#at, end: this.#at + text.length });
    this.#at = end;
  }

  #quoted(name: string, at: Span, quote: string): void {
    const start = this.#at + 1;
    let end = start;
    while (end < this.#text.length && this.#text[end] !== quote) end += this.#text[end] === "\\" ? 2 : 1;
    if (end >= this.#text.length) return this.#refuse(at.start, `${name} must have a closing quote`, at.end);
    const text = this.#text.slice(start, end).replaceAll(`\\${quote}`, quote);
    this.#at = end + 1;
    if (quote === '"') this.#bind(name, at, text.replace(escapes, unescape), { start, end });
    else this.#literal(name, at, new Sealed(text));
  }

  #literal(name: string, at: Span, text: Sealed): void {
    this.statements.push({ kind: "literal", name, at, binding: { name, value: { state: "known", text }, at } });
  }

  #bind(name: string, at: Span, written: string, raw: { readonly start: number; readonly end: number }): void {
    const { template, uses, invalid } = parseComposeTemplate(written);
    const [only] = template;
    if (invalid.length > 0) this.#refuse(at.start, `${name} must refer to variables as \${NAME}, and write a plain dollar as $$`, at.end);
    else if (uses.length === 0) this.#literal(name, at, only instanceof Sealed ? only : new Sealed(""));
    else {
      const site = { written, uses, place: { source: this.#source, ...raw }, at };
      this.statements.push({ kind: "template", name, at, template, site });
    }
  }

  #lineEnd(): number {
    const feed = this.#text.indexOf("\n", this.#at);
    return feed < 0 ? this.#text.length : feed;
  }

  #refuse(start: number, message: string, end = start): void {
    this.problems.push({ at: { source: this.#source, start, end }, message });
  }
}

function isSeparator(character: string | undefined): boolean {
  return character === "=" || character === ":" || character === "\n";
}

/** White space that does not end a line (dotenv/parser.go isSpace). */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || (code >= 11 && code <= 13) || code === 0x85 || code === 0xa0;
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isUnicodeSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** `\$` becomes `$$`, which the template reads as a plain dollar; what Go cannot unquote stays, less the zero of an octal escape. */
function unescape(escape: string): string {
  const letter = escape[1] ?? "";
  if (letter !== "0") return controls.get(letter) ?? escape;
  const digits = escape.slice(2);
  const code = Number.parseInt(digits, 8);
  return octal.test(digits) && code < 256 ? String.fromCodePoint(code) : `\\${digits}`;
}
