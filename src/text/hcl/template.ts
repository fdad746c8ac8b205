import { type Cursor, NotHcl } from "./cursor.ts";
import type { Expression, Part, Template, TextPart } from "./node.ts";

/** Reads an expression up to the `}` that ends it. */
export type ReadInner = (cursor: Cursor) => Expression;

const quotedRun = /[^"\\\n$%]{1,60000}/y;
/** A line break ends a part. */
const heredocRun = /[^\n$%]{0,60000}\n|[^\n$%]{1,60000}/y;
const escape = /\\(?:[nrt"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y;
const directive = /%\{/y;
const escaped = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** The text between two quotes; the cursor stands behind the first of them. */
export function quotedTemplate(cursor: Cursor, readInner: ReadInner): Template {
  const start = cursor.at;
  const reader = new Parts(cursor, readInner);
  while (!cursor.text.startsWith('"', cursor.at)) {
    if (!reader.run(quotedRun) && !reader.sign() && !reader.escape()) throw new NotHcl(cursor.at, "the end of this quoted text");
  }
  const end = cursor.at;
  cursor.at += 1;
  return reader.template(start, end);
}

const opening = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]{0,1000})[ \t]{0,1000}\r?\n/uy;

/** `<<EOT` up to a line with nothing but `EOT`; `<<-` takes the indent that all lines share. Undefined where there is none. */
export function heredoc(cursor: Cursor, readInner: ReadInner): Template | undefined {
  opening.lastIndex = cursor.at;
  const found = opening.exec(cursor.text);
  if (found === null) return undefined;
  const begin = cursor.at;
  cursor.at = opening.lastIndex;
  const start = cursor.at;
  const reader = new Parts(cursor, readInner);
  for (let end = cursor.at; ; end = cursor.at) {
    if (isMarker(cursor, found[2] ?? "")) return reader.template(start, end, found[1] === "-");
    while (cursor.at === end || cursor.text[cursor.at - 1] !== "\n")
      if (!reader.run(heredocRun) && !reader.sign()) throw new NotHcl(begin, "the end of this heredoc");
  }
}

/** All of a text, with no quotes around it. */
export function wholeTemplate(cursor: Cursor, readInner: ReadInner): Template {
  const reader = new Parts(cursor, readInner);
  while (!cursor.isAtEnd()) if (!reader.run(heredocRun)) reader.sign();
  return reader.template(0, cursor.at);
}

/** Takes a line that only has the marker of a heredoc; the line break behind it is left. */
function isMarker(cursor: Cursor, marker: string): boolean {
  const { text, at } = cursor;
  const feed = text.indexOf("\n", at);
  const end = feed < 0 ? text.length : feed;
  if (end - at > marker.length + 1000 || text.slice(at, end).trim() !== marker) return false;
  cursor.at = end;
  return true;
}

/** The parts of a template, as they are read. */
class Parts {
  readonly #cursor: Cursor;
  readonly #readInner: ReadInner;
  readonly #parts: Part[] = [];
  #directs = false;
  #trims = false;

  constructor(cursor: Cursor, readInner: ReadInner) {
    this.#cursor = cursor;
    this.#readInner = readInner;
  }

  template(start: number, end: number, isFlush = false): Template {
    return { kind: "template", start, end, parts: isFlush ? flushed(this.#parts) : this.#parts, directs: this.#directs };
  }

  run(pattern: RegExp): boolean {
    const start = this.#cursor.at;
    const text = this.#cursor.match(pattern);
    if (text !== undefined) this.#text(text, start);
    return text !== undefined;
  }

  escape(): boolean {
    const start = this.#cursor.at;
    const sequence = this.#cursor.match(escape);
    if (sequence === undefined) return false;
    const letter = sequence.charAt(1);
    const code = letter === "u" || letter === "U" ? Number.parseInt(sequence.slice(2), 16) : undefined;
    if (code !== undefined && code > 0x10ffff) throw new NotHcl(start, "a character");
    this.#text(code === undefined ? (escaped.get(letter) ?? letter) : String.fromCodePoint(code), start);
    return true;
  }

  /** `$` or `%`, doubled or alone, an interpolation or a directive. */
  sign(): boolean {
    const cursor = this.#cursor;
    const { at: start } = cursor;
    if (cursor.take("$${") || cursor.take("%%{")) this.#text(cursor.text.slice(start + 1, cursor.at), start);
    else if (cursor.take("${")) this.#interpolation(start);
    else if (cursor.match(directive) !== undefined) this.#directive();
    else if (cursor.take("$") || cursor.take("%")) this.#text(cursor.text.slice(start, cursor.at), start);
    else return false;
    return true;
  }

  #interpolation(start: number): void {
    const cursor = this.#cursor;
    if (cursor.take("~")) this.#trimEnd();
    const expression = this.#readInner(cursor);
    cursor.skip(true);
    this.#trims = cursor.take("~");
    cursor.need("}", "the end of this ${…}");
    this.#parts.push({ kind: "interpolation", start, end: cursor.at, expression });
  }

  /** What it decides is not worked out: only its end is looked for. */
  #directive(): void {
    const cursor = this.#cursor;
    this.#directs = true;
    cursor.take("~");
    cursor.skip(true);
    const word = cursor.identifier();
    if (word === "for") {
      for (let isFirst = true; isFirst || cursor.take(","); isFirst = false) {
        cursor.skip(true);
        cursor.identifier();
        cursor.skip(true);
      }
      if (cursor.identifier() !== "in") throw new NotHcl(cursor.at, "in");
    }
    if (word === "for" || word === "if") this.#readInner(cursor);
    cursor.skip(true);
    cursor.take("~");
    cursor.need("}", "the end of this %{…}");
  }

  #text(text: string, start: number): void {
    const kept = this.#trims ? text.trimStart() : text;
    const end = this.#cursor.at;
    if (kept === "") return;
    this.#trims = false;
    this.#parts.push({ kind: "text", text: kept, start: start + (text.length - kept.length), end });
  }

  #trimEnd(): void {
    for (let part = this.#parts.at(-1); part?.kind === "text"; part = this.#parts.at(-1)) {
      const text = part.text.trimEnd();
      this.#parts.pop();
      if (text === "") continue;
      this.#parts.push({ ...part, text, end: part.start + text.length });
      return;
    }
  }
}

/** Lines without the indent that all share; a blank line has none to share (hclsyntax/parser_template.go, flushHeredocTemplateParts). */
function flushed(parts: readonly Part[]): Part[] {
  const firsts = parts.map((part, index) => startsLine(parts[index - 1]) && !isBlankLine(part));
  let least = Infinity;
  for (const [index, part] of parts.entries()) if (firsts[index] === true) least = Math.min(least, indentOf(part));
  return parts.map((part, index) => (firsts[index] === true && part.kind === "text" ? indented(part, least) : part));
}

function startsLine(before: Part | undefined): boolean {
  return before === undefined || (before.kind === "text" && before.text.endsWith("\n"));
}

function isBlankLine(part: Part): boolean {
  return part.kind === "text" && part.text.endsWith("\n") && part.text.trim() === "";
}

function indentOf(part: Part): number {
  return part.kind === "text" ? part.text.length - part.text.trimStart().length : 0;
}

function indented({ text, start, end }: TextPart, count: number): Part {
  return { kind: "text", text: text.slice(count), start: start + count, end };
}
