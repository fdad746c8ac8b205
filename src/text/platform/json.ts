import type { Problem, Source } from "../../model/source.ts";
import type { Mapping, Node, Pair, Scalar } from "../yaml.ts";

/** JSON as the tree that YAML gives, with the same places; undefined where it is none, which is then a problem. */
export interface JsonDocument {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
}

/** With `comments`, as editors read it: `//` and block comments, and a comma behind the last of a list. */
export function jsonDocument(source: Source, { comments = false } = {}): JsonDocument {
  const parser = new Parser(source.text, comments);
  try {
    return { root: parser.document(), problems: [] };
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    return { root: undefined, problems: [{ at: { source, start: error.at, end: error.at }, message: error.message }] };
  }
}

class NotJson extends Error {
  readonly at: number;

  constructor(at: number, expected: string) {
    super(`the JSON cannot be read: expected ${expected}`);
    this.at = at;
  }
}

const [QUOTE, BACKSLASH] = [34, 92];
/** As deep as the YAML reader goes. */
const deepest = 100;
const space = /[ \t\r\n\uFEFF]*/y;
const lineComment = /\/\/[^\r\n]*/y;
const literal = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const escape = /\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])/y;
const escaped = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

class Parser {
  readonly #text: string;
  readonly #comments: boolean;
  #at = 0;

  constructor(text: string, comments: boolean) {
    this.#text = text;
    this.#comments = comments;
  }

  document(): Node {
    const root = this.#value(0);
    if (this.#at < this.#text.length) throw new NotJson(this.#at, "nothing more");
    return root;
  }

  /** Stands behind the white space that follows the value. */
  #value(depth: number): Node {
    if (depth > deepest) throw new NotJson(this.#at, `at most ${String(deepest)} levels`);
    this.#skip();
    const first = this.#text[this.#at];
    const node =
      first === "{" ? this.#object(depth) : first === "[" ? this.#array(depth) : first === '"' ? this.#string() : this.#literal();
    this.#skip();
    return node;
  }

  #object(depth: number): Mapping {
    const start = this.#at;
    const pairs: Pair[] = [];
    this.#items("}", () => {
      if (this.#text[this.#at] !== '"') throw new NotJson(this.#at, "a quoted key");
      const key = this.#string();
      this.#skip();
      if (this.#text[this.#at] !== ":") throw new NotJson(this.#at, "a colon");
      this.#at += 1;
      pairs.push({ key, value: this.#value(depth + 1) });
    });
    return { kind: "mapping", start, end: this.#at, tag: undefined, pairs };
  }

  #array(depth: number): Node {
    const start = this.#at;
    const items: Node[] = [];
    this.#items("]", () => items.push(this.#value(depth + 1)));
    return { kind: "sequence", start, end: this.#at, tag: undefined, items };
  }

  /** Everything from the opening bracket to the closing one. */
  #items(close: string, readOne: () => void): void {
    this.#at += 1;
    this.#skip();
    for (let isFirst = true; this.#text[this.#at] !== close; isFirst = false) {
      if (!isFirst) this.#comma();
      if (!isFirst && this.#comments && this.#text[this.#at] === close) break;
      readOne();
    }
    this.#at += 1;
  }

  #comma(): void {
    if (this.#text[this.#at] !== ",") throw new NotJson(this.#at, "a comma or the end of the list");
    this.#at += 1;
    this.#skip();
  }

  #string(): Scalar {
    const start = this.#at + 1;
    this.#at = start;
    const pieces: string[] = [];
    for (;;) {
      pieces.push(this.#run());
      if (this.#text[this.#at] === '"') break;
      const sequence = this.#match(escape);
      if (sequence === undefined) throw new NotJson(this.#at, "the end of a string");
      pieces.push(unescape(sequence));
    }
    const end = this.#at;
    this.#at += 1;
    return { kind: "scalar", start, end, tag: undefined, text: pieces.join(""), style: "double" };
  }

  /** Up to a quote, a backslash or a control character. */
  #run(): string {
    const start = this.#at;
    const text = this.#text;
    for (let code = text.charCodeAt(start); code >= 32 && code !== QUOTE && code !== BACKSLASH; code = text.charCodeAt(this.#at))
      this.#at += 1;
    return text.slice(start, this.#at);
  }

  #literal(): Scalar {
    const start = this.#at;
    const text = this.#match(literal);
    if (text === undefined) throw new NotJson(start, "a value");
    return { kind: "scalar", start, end: this.#at, tag: undefined, text, style: "plain" };
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #skip(): void {
    this.#match(space);
    while (this.#comments && this.#comment()) this.#match(space);
  }

  /** Passes over one comment, if there is one. */
  #comment(): boolean {
    if (this.#match(lineComment) !== undefined) return true;
    if (!this.#text.startsWith("/*", this.#at)) return false;
    const close = this.#text.indexOf("*/", this.#at + 2);
    if (close < 0) throw new NotJson(this.#at, "the end of this comment");
    this.#at = close + 2;
    return true;
  }
}

function unescape(sequence: string): string {
  const letter = sequence.charAt(1);
  return letter === "u" ? String.fromCharCode(Number.parseInt(sequence.slice(2), 16)) : (escaped.get(letter) ?? letter);
}
