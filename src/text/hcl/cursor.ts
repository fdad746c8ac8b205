/** Why a text is no HCL, and where. */
export class NotHcl extends Error {
  readonly at: number;

  constructor(at: number, expected: string) {
    super(`the HCL cannot be read: expected ${expected}`);
    this.at = at;
  }
}

/** As deep as the other readers go. */
export const deepest = 100;

/** Repetitions have an end, since a long one could need more memory than expressions have. */
const blanks = /[ \t\r\uFEFF]{1,10000}/y;
const commentSign = /#|\/\//y;
const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]{0,10000}/uy;

/** A place in the text, which only moves forward. */
export class Cursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Takes what a sticky pattern finds here. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  identifier(): string | undefined {
    return this.match(identifier);
  }

  /** Takes that very text, if it stands here. */
  take(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  need(sign: string, expected: string): void {
    if (!this.take(sign)) throw new NotHcl(this.at, expected);
  }

  isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Passes over blanks and comments, and over line breaks where these end nothing. */
  skip(overLines: boolean): void {
    for (;;) {
      const start = this.at;
      this.match(blanks);
      this.#lineComment();
      if (this.text.startsWith("/*", this.at)) this.#blockComment();
      if (overLines) this.take("\n");
      if (this.at === start) return;
    }
  }

  #lineComment(): void {
    if (this.match(commentSign) === undefined) return;
    const end = this.text.indexOf("\n", this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  #blockComment(): void {
    const close = this.text.indexOf("*/", this.at + 2);
    if (close < 0) throw new NotHcl(this.at, "the end of this comment");
    this.at = close + 2;
  }
}
