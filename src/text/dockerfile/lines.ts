import type { Problem, Source, Span } from "../../model/source.ts";
import { skipSpace } from "./space.ts";

/** The most bytes that Go's line scanner takes, without the line break. */
const longestLine = 65_535;

/** One instruction's text: physical lines joined, their continuation characters and the comments between them left out. */
export interface Line {
  readonly text: string;
  /** Where a part of the text stands in the file; a part that runs over a continuation spans it. */
  spanOf(start: number, end: number): Span;
}

/** A part of the joined text that starts at `at`, and its offset in the file. */
interface Piece {
  readonly at: number;
  readonly offset: number;
}

class JoinedLine implements Line {
  text = "";
  readonly #source: Source;
  readonly #pieces: Piece[] = [];

  constructor(source: Source) {
    this.#source = source;
  }

  append(start: number, end: number): void {
    this.#pieces.push({ at: this.text.length, offset: start });
    this.text += this.#source.text.slice(start, end);
  }

  spanOf(start: number, end: number): Span {
    const from = this.#offsetOf(start);
    return { source: this.#source, start: from, end: end > start ? this.#offsetOf(end - 1) + 1 : from };
  }

  #offsetOf(at: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const piece = this.#pieces[low];
    return piece === undefined ? 0 : piece.offset + at - piece.at;
  }
}

interface Range {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
}

/** Reads a Dockerfile line by line, as BuildKit's parser/parser.go does: parser directives, comments, continuations, heredocs. */
export class LineReader {
  /** The character that escapes and continues; the `escape` directive sets it. */
  escape = "\\";
  /** What the `syntax` directive names: another frontend may know other instructions. */
  syntax: string | undefined;
  /** Whatever is wrong with the lines themselves; nothing is read behind it. */
  readonly problems: Problem[] = [];
  readonly #source: Source;
  readonly #directives = new Set<string>();
  #at: number;
  #inDirectives = true;

  constructor(source: Source) {
    this.#source = source;
    this.#at = source.text.startsWith("\uFEFF") ? 1 : 0;
  }

  /** The next line that is not empty and no comment. */
  next(): Line | undefined {
    for (let range = this.#physical(); range !== undefined; range = this.#physical()) {
      const start = skipSpace(this.#source.text, range.start, range.end);
      if (this.#inDirectives) this.#directive({ start, end: range.end });
      if (start === range.end || this.#source.text[start] === "#") continue;
      return this.#joined({ start, end: range.end });
    }
    return undefined;
  }

  /** Skips the lines of a heredoc; `chomp` takes tabs before its terminator. */
  skipHeredoc(terminator: string, chomp: boolean, at: Span): void {
    for (let range = this.#physical(); range !== undefined; range = this.#physical()) {
      const line = this.#source.text.slice(range.start, range.end);
      if ((chomp ? line.replace(/^\t+/, "") : line) === terminator) return;
    }
    if (this.problems.length === 0) this.#stop(at, "this heredoc is never closed");
  }

  #joined(first: Range): Line {
    const line = new JoinedLine(this.#source);
    let end = this.#continuation(first);
    line.append(first.start, end ?? first.end);
    while (end !== undefined) {
      const range = this.#physical();
      if (range === undefined) break;
      const start = skipSpace(this.#source.text, range.start, range.end);
      if (start === range.end || this.#source.text[start] === "#") continue;
      end = this.#continuation(range);
      line.append(range.start, end ?? range.end);
    }
    return line;
  }

  /** Where the text ends when the line goes on: at an escape character that only blanks follow and no other one precedes. */
  #continuation({ start, end }: Range): number | undefined {
    const { text } = this.#source;
    let at = end - 1;
    while (at >= start && (text[at] === " " || text[at] === "\t")) at -= 1;
    if (at < start || text[at] !== this.escape) return undefined;
    return at > start && text[at - 1] === this.escape ? undefined : at;
  }

  #physical(): Range | undefined {
    const { text } = this.#source;
    const start = this.#at;
    if (start >= text.length) return undefined;
    const lineBreak = text.indexOf("\n", start);
    let end = lineBreak < 0 ? text.length : lineBreak;
    this.#at = end + 1;
    if (bytesOf(text, start, end) > longestLine) {
      this.#stop({ start, end: start }, "this line is longer than the 65,535 bytes that BuildKit takes");
      return undefined;
    }
    while (end > start && text[end - 1] === "\r") end -= 1;
    return { start, end };
  }

  #directive({ start, end }: Range): void {
    const { text } = this.#source;
    const from = skipSpace(text, start + 1, end);
    const [head = "", key = ""] = /^([a-zA-Z][a-zA-Z0-9]*)[\t\f ]*=/.exec(text.slice(from, end)) ?? [];
    const name = key.toLowerCase();
    const value = text.slice(from + head.length, end).trim();
    this.#inDirectives = text[start] === "#" && value !== "" && ["syntax", "escape", "check"].includes(name);
    if (!this.#inDirectives) return;
    const at = { start: from, end: from + key.length };
    if (this.#directives.has(name)) this.#stop(at, `only one ${name} parser directive can be used`);
    this.#directives.add(name);
    if (name === "syntax") this.syntax = value;
    if (name !== "escape") return;
    if (value === "\\" || value === "`") this.escape = value;
    else this.#stop(at, "escape must be a backslash or a backtick");
  }

  #stop({ start, end }: Range, message: string): void {
    this.problems.push({ at: { source: this.#source, start, end }, message });
    this.#at = this.#source.text.length;
  }
}

/** UTF-8 bytes, counted only where the line could be too long. */
function bytesOf(text: string, start: number, end: number): number {
  const units = end - start;
  return units * 3 <= longestLine ? units : new TextEncoder().encode(text.slice(start, end)).length;
}
