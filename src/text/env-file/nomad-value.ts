/** What a value is, or why go-envparse refuses it. `isSingle` where all of it stands in single quotes. */
export type NomadValue = { readonly text: string; readonly isSingle: boolean } | { readonly wrong: string };

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["r", "\r"],
  ["n", "\n"],
  ["t", "\t"],
]);

/** Adjacent quoted and bare parts are one value; double quotes have the escapes of JSON, and any `#` outside of quotes begins a comment. */
export function readNomadValue(written: string): NomadValue {
  const scan = new Scan(written);
  const wrong = scan.run();
  return wrong === undefined ? { text: scan.text, isSingle: /^'[^']*'$/.test(written) } : { wrong };
}

class Scan {
  text = "";
  readonly #written: string;
  #at = 0;
  /** How much of the text is left when a comment follows; white space outside of quotes is not. */
  #kept = 0;
  /** Whether what is kept ends with a character of several bytes, the last of which a comment takes with it. */
  #isWide = false;

  constructor(written: string) {
    this.#written = written;
  }

  /** Why the value is refused, if it is. */
  run(): string | undefined {
    while (this.#at < this.#written.length) {
      const char = this.#char();
      if (char === "#") return this.#comment();
      const isQuote = char === '"' || char === "'";
      const wrong = isControl(char) ? control : isQuote ? this.#quoted(char) : this.#bare(char);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  #char(): string {
    return String.fromCodePoint(this.#written.codePointAt(this.#at) ?? 0);
  }

  #comment(): undefined {
    this.text = this.text.slice(0, this.#kept);
    if (this.#isWide)
      this.text = `${(this.text.codePointAt(this.text.length - 2) ?? 0) > 0xffff ? this.text.slice(0, -2) : this.text.slice(0, -1)}\uFFFD`;
    return undefined;
  }

  #bare(char: string): undefined {
    this.#add(char);
    if (char !== " ") this.#keep(char);
    return undefined;
  }

  #quoted(quote: string): string | undefined {
    this.#at += 1;
    while (this.#at < this.#written.length && this.#written[this.#at] !== quote) {
      const char = this.#char();
      const isEscape = quote === '"' && char === "\\";
      const escaped = isEscape ? this.#escape() : "";
      if (isControl(char)) return control;
      if (escaped === undefined) return "must have no escapes in double quotes but those of JSON";
      if (isEscape) this.text += escaped;
      else this.#add(char);
      this.#keep(char);
    }
    if (this.#at >= this.#written.length) return "must have a closing quote in the same line";
    this.#at += 1;
    return undefined;
  }

  #add(char: string): void {
    this.text += char;
    this.#at += char.length;
  }

  #keep(char: string): void {
    this.#kept = this.text.length;
    this.#isWide = char > "\u007f";
  }

  /** What an escape stands for, having passed it; undefined for one that JSON has not. */
  #escape(): string | undefined {
    const letter = this.#written[this.#at + 1] ?? "";
    this.#at += 2;
    if (letter !== "u") return escapes.get(letter);
    const unit = this.#hex(this.#at);
    this.#at += 4;
    if (unit === undefined || (unit & 0xf800) !== 0xd800) return unit === undefined ? undefined : String.fromCharCode(unit);
    const other = this.#written.startsWith("\\u", this.#at) ? this.#hex(this.#at + 2) : undefined;
    this.#at += 6;
    if (other === undefined) return undefined;
    const isPair = unit < 0xdc00 && (other & 0xfc00) === 0xdc00;
    return isPair ? String.fromCharCode(unit, other) : "\uFFFD";
  }

  #hex(at: number): number | undefined {
    const digits = this.#written.slice(at, at + 4);
    return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
  }
}

const control = "must have no tabs or other control characters in its value";

function isControl(char: string): boolean {
  return char < " ";
}
