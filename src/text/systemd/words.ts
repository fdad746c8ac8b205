import { cUnescape } from "./c-unescape.ts";

/** A word without its quotes; `text` is undefined where escapes make bytes that are no UTF-8. */
export interface Word {
  readonly text: string | undefined;
  /** Where its first character stands in the value. */
  readonly start: number;
}

/** The words before a mistake, and whether there is one, after which the rest of the line is not read. */
export interface Words {
  readonly words: readonly Word[];
  readonly isBroken: boolean;
}

/**
 * Splits a value into words with quotes and C escapes as systemd does (src/basic/extract-word.c). Quadlet's copy of it is relaxed: it closes
 * quotes at the end, ends at the first empty word, and takes an escaped byte for a character of Latin-1.
 */
export function wordsOf(value: string, isRelaxed = false): Words {
  const words: Word[] = [];
  const scan = new Scan(value, isRelaxed);
  for (;;) {
    const word = scan.next();
    if (word === "end") return { words, isBroken: false };
    if (word === "broken") return { words, isBroken: true };
    words.push(word);
  }
}

const separators = " \t\n\r";

class Scan {
  readonly #value: string;
  readonly #isRelaxed: boolean;
  #at = 0;
  #text = "";
  #hasBytes = false;
  #start: number | undefined;

  constructor(value: string, isRelaxed: boolean) {
    this.#value = value;
    this.#isRelaxed = isRelaxed;
  }

  next(): Word | "end" | "broken" {
    while (this.#at < this.#value.length && this.#isSeparator()) this.#at += 1;
    if (this.#at >= this.#value.length) return "end";
    [this.#text, this.#hasBytes, this.#start] = ["", false, undefined];
    const first = this.#at;
    if (!this.#word()) return "broken";
    if (this.#isRelaxed && this.#text === "") return "end";
    return { text: this.#decoded(), start: this.#start ?? first };
  }

  #isSeparator(): boolean {
    return separators.includes(this.#value.charAt(this.#at));
  }

  /** False where the word cannot be read. */
  #word(): boolean {
    let quote = "";
    for (; this.#at < this.#value.length; this.#at += 1) {
      const char = this.#value.charAt(this.#at);
      if (char === "\\") {
        if (!this.#escape()) return this.#isRelaxed && this.#at >= this.#value.length;
      } else if (quote !== "") {
        if (char === quote) quote = "";
        else this.#add(char, this.#at);
      } else if (char === '"' || char === "'") quote = char;
      else if (this.#isSeparator()) return true;
      else this.#add(char, this.#at);
    }
    return quote === "" || this.#isRelaxed;
  }

  /** Leaves off at the last character of the escape. */
  #escape(): boolean {
    const start = this.#at;
    this.#at += 1;
    const found = cUnescape(this.#value, this.#at);
    if (found === undefined) return false;
    this.#at += found.length - 1;
    if (found.isByte && found.code > 127 && !this.#isRelaxed) this.#hasBytes = true;
    const isByte = found.isByte && found.code > 127 && !this.#isRelaxed;
    this.#add(isByte ? String.fromCharCode(0xdc00 + found.code) : String.fromCodePoint(found.code), start);
    return true;
  }

  #add(char: string, at: number): void {
    this.#start ??= at;
    this.#text += char;
  }

  /** A byte that an escape gives is kept as a lone low surrogate until the word is whole. */
  #decoded(): string | undefined {
    if (!this.#hasBytes) return /\p{Surrogate}/u.test(this.#text) ? undefined : this.#text;
    const bytes = Array.from(this.#text).flatMap((char) => {
      const code = char.codePointAt(0) ?? 0;
      return code >= 0xdc80 && code <= 0xdcff ? [code - 0xdc00] : [...new TextEncoder().encode(char)];
    });
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
    } catch {
      return undefined;
    }
  }
}
