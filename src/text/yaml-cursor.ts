/** Thrown at whatever is not plainly plain; it never leaves the reader. */
export const unsure = new Error("not the plain block style");

const [LF, SPACE, HASH] = [10, 32, 35];

/** Walks over the lines of a document of the plain block style, from one content to the next. */
export class Cursor {
  readonly text: string;
  readonly end: number;
  /** The next character to read. */
  at: number;
  /** The column of the content that `at` stands before; -1 at the end. */
  indent = -1;
  lineStart: number;
  /** The end of the last scalar, where an empty one is said to be. */
  last: number;

  constructor(text: string, from: number, to: number) {
    this.text = text;
    this.at = from;
    this.lineStart = from;
    this.last = from;
    this.end = to;
  }

  code(at: number): number {
    return at < this.end ? this.text.charCodeAt(at) : LF;
  }

  /** From the start of a line to the next content, over empty lines and comments. */
  nextContent(): void {
    for (;;) {
      let { at } = this;
      while (this.code(at) === SPACE) at += 1;
      if (at >= this.end) {
        this.indent = -1;
        return;
      }
      const code = this.code(at);
      if (code !== LF && code !== HASH) {
        this.lineStart = this.at;
        this.indent = at - this.at;
        this.at = at;
        return;
      }
      this.at = this.afterLine(at);
    }
  }

  afterLine(at: number): number {
    return Math.min(this.lineEnd(at) + 1, this.end);
  }

  /** Over the blanks and the comment that may end a line, to the next content. */
  endLine(): void {
    let { at } = this;
    while (this.code(at) === SPACE) at += 1;
    const code = this.code(at);
    if (code !== LF && (code !== HASH || at === this.at)) throw unsure;
    this.at = this.afterLine(at);
    this.nextContent();
  }

  lineEnd(at: number): number {
    const feed = this.text.indexOf("\n", at);
    return feed < 0 || feed >= this.end ? this.end : feed;
  }
}
