import type { Dropped } from "./facts.ts";

/** An assignment; `start` and `end` are the offsets of its name. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** The first quote that begins a part of the value. */
  readonly quote: string | undefined;
  /** Whether `#` begins what follows a closing quote and white space. */
  readonly hasTrailer: boolean;
  /** Where the second line of a value begins whose quote nothing closes. */
  readonly swallowed: number | undefined;
}

/** The assignments of an env file as systemd's `parse_env_file_internal` finds them, before names are judged, and the lines that are none. */
export function* systemdAssignments(text: string): Generator<Assignment | Dropped> {
  const scan = new Scan(text);
  for (;;) {
    const found = scan.next();
    if (found === undefined) return;
    yield found;
  }
}

class Scan {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Assignment | Dropped | undefined {
    for (;;) {
      while (isSpace(this.#char())) this.#at += 1;
      if (this.#at >= this.#text.length) return undefined;
      if (this.#char() !== "#" && this.#char() !== ";") return this.#line();
      this.#comment();
    }
  }

  #char(): string {
    return this.#text[this.#at] ?? "";
  }

  /** A backslash before the line break does not go on with a comment. */
  #comment(): void {
    while (this.#at < this.#text.length && !isBreak(this.#char())) this.#at += 1;
  }

  /** The first character is one of the name, even where it is `=`. */
  #line(): Assignment | Dropped {
    const start = this.#at;
    this.#at += 1;
    while (this.#at < this.#text.length && this.#char() !== "=" && !isBreak(this.#char())) this.#at += 1;
    if (this.#char() !== "=") return { start, because: "systemd ignores a line without =" };
    let end = this.#at;
    while (end > start + 1 && isSpace(this.#text[end - 1] ?? "")) end -= 1;
    this.#at += 1;
    return { name: this.#text.slice(start, end), start, end, ...this.#value() };
  }

  /** White space counts after a quoted part only where more follows it without quotes. */
  #value(): Pick<Assignment, "value" | "quote" | "hasTrailer" | "swallowed"> {
    let value = "";
    let quote: string | undefined;
    for (;;) {
      const isApart = this.#passBlanks();
      const char = this.#char();
      const hasTrailer = quote !== undefined && isApart && char === "#";
      if (char === "" || isBreak(char)) return { value, quote, hasTrailer, swallowed: undefined };
      if (char !== "'" && char !== '"') return { value: value + this.#bare(), quote, hasTrailer, swallowed: undefined };
      quote ??= char;
      const from = this.#at;
      value += char === "'" ? this.#single() : this.#double();
      if (this.#at > this.#text.length) return { value, quote, hasTrailer, swallowed: this.#secondLine(from) };
    }
  }

  /** Whether there were any. */
  #passBlanks(): boolean {
    const before = this.#at;
    while (isSpace(this.#char()) && !isBreak(this.#char())) this.#at += 1;
    return this.#at > before;
  }

  /** To the end of the line without the white space there; a backslash takes the next character as it is, or joins the next line. */
  #bare(): string {
    let value = "";
    let kept = 0;
    for (; this.#at < this.#text.length && !isBreak(this.#char()); this.#at += 1) {
      const isEscape = this.#char() === "\\";
      if (isEscape) this.#at += 1;
      const char = this.#char();
      if (!isEscape || !isBreak(char)) value += char;
      if (isEscape || !isSpace(char)) kept = value.length;
    }
    return value.slice(0, kept);
  }

  #single(): string {
    const close = this.#text.indexOf("'", this.#at + 1);
    const end = close < 0 ? this.#text.length : close;
    const value = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return value;
  }

  #double(): string {
    let value = "";
    for (this.#at += 1; this.#at < this.#text.length && this.#char() !== '"'; this.#at += 1) {
      if (this.#char() === "\\") {
        this.#at += 1;
        value += escaped(this.#char());
      } else value += this.#char();
    }
    this.#at = Math.min(this.#at, this.#text.length) + 1;
    return value;
  }

  #secondLine(from: number): number | undefined {
    const feed = this.#text.indexOf("\n", from);
    return feed < 0 || feed + 1 >= this.#text.length ? undefined : feed + 1;
  }
}

/** SHELL_NEED_ESCAPE loses its backslash, a line feed goes with it, and anything else keeps it. */
function escaped(char: string): string {
  if (char === "\n" || char === "") return "";
  return /^["\\`$]$/.test(char) ? char : `\\${char}`;
}

function isSpace(char: string): boolean {
  return char === " " || char === "\t" || isBreak(char);
}

function isBreak(char: string): boolean {
  return char === "\n" || char === "\r";
}
