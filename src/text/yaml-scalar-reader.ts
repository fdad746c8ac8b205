import { Cursor, unsure } from "./yaml-cursor.ts";
import type { Scalar } from "./yaml-node.ts";

/** What no plain scalar starts with, and `>` and the like, which start something rarer. */
const notPlain = new Uint8Array(128);
for (const sign of ",[]{}#&*!|>'\"%@`?:-") notPlain[sign.charCodeAt(0)] = 1;

const [LF, SPACE, QUOTE, HASH, APOSTROPHE, COMMA, DASH, COLON, BACKSLASH, CLOSE_BRACKET] = [10, 32, 34, 35, 39, 44, 45, 58, 92, 93];

/** Reads the scalars of the plain block style: plain and quoted ones on one line, literal blocks. */
export class ScalarReader extends Cursor {
  /** A plain scalar that ends with its line or before a comment. */
  plain(): Scalar {
    this.startPlain();
    let { at } = this;
    let before = 0;
    for (let code = this.code(at); code !== LF && (code !== HASH || before !== SPACE); code = this.code((at += 1))) {
      if (code === SPACE && before === COLON) throw unsure;
      before = code;
    }
    if (before === COLON) throw unsure;
    while (this.code(at - 1) === SPACE) at -= 1;
    return this.plainTo(at);
  }

  startPlain(): void {
    const code = this.code(this.at);
    const next = this.code(this.at + 1);
    if (notPlain[code] === 1 && (code !== DASH || next === SPACE || next === LF || next === COMMA || next === CLOSE_BRACKET)) throw unsure;
  }

  plainTo(at: number): Scalar {
    const start = this.at;
    this.at = at;
    this.last = at;
    return { kind: "scalar", start, end: at, tag: undefined, text: this.text.slice(start, at), style: "plain" };
  }

  quoted(quote: number): Scalar {
    const start = this.at + 1;
    const end = this.closing(quote);
    this.at = end + 1;
    this.last = end;
    return { kind: "scalar", start, end, tag: undefined, text: this.text.slice(start, end), style: quote === QUOTE ? "double" : "single" };
  }

  /** The end of a quoted scalar on this line without any escape in it. */
  closing(quote: number): number {
    for (let at = this.at + 1; ; at += 1) {
      const code = this.code(at);
      if (code === LF || (code === BACKSLASH && quote === QUOTE)) throw unsure;
      if (code !== quote) continue;
      if (quote === APOSTROPHE && this.code(at + 1) === APOSTROPHE) throw unsure;
      return at;
    }
  }

  /** A literal block: its lines without their indentation, and one line break at the end unless `|-` strips it. */
  literal(parent: number): Scalar {
    this.at += 1;
    const stripped = this.code(this.at) === DASH;
    if (stripped) this.at += 1;
    const start = this.afterHeader();
    const indent = this.blockIndent(start);
    if (indent <= parent) throw unsure;
    const lines: string[] = [];
    for (this.at = start; this.at < this.end; this.at = this.afterLine(this.at)) {
      const content = this.contentAt(this.at);
      if (this.code(content) !== LF && content - this.at < indent) break;
      const feed = this.lineEnd(content);
      lines.push(this.text.slice(Math.min(this.at + indent, feed), feed));
    }
    while (lines.at(-1) === "") lines.pop();
    const end = this.at;
    this.last = end;
    this.nextContent();
    return { kind: "scalar", start, end, tag: undefined, text: lines.join("\n") + (stripped ? "" : "\n"), style: "block" };
  }

  /** The indentation of a block's first line that is not empty; blanks in the empty lines before it are left to the whole parser. */
  blockIndent(start: number): number {
    let at = start;
    while (at < this.end && this.code(at) === LF) at += 1;
    const content = this.contentAt(at);
    if (this.code(content) === LF) throw unsure;
    return content - at;
  }

  /** Where the blanks of a line end. A line of blanks without a line break is left to the whole parser. */
  contentAt(line: number): number {
    let at = line;
    while (this.code(at) === SPACE) at += 1;
    if (at >= this.end) throw unsure;
    return at;
  }

  /** The line after a block's header, which holds nothing more than a comment. */
  afterHeader(): number {
    const { at } = this;
    while (this.code(this.at) === SPACE) this.at += 1;
    const code = this.code(this.at);
    if (code !== LF && (code !== HASH || at === this.at)) throw unsure;
    return this.afterLine(this.at);
  }
}
