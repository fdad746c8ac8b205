import { Sealed } from "../../model/sealed.ts";
import type { Reference, Template } from "../../model/value.ts";

const letter = /[\p{Alphabetic}\p{N}]/u;

/** A value by dotenvy's state machine (parse.rs `parse_value`); undefined where it refuses the line. */
export function readDotenvyValue(written: string): Template | undefined {
  const scan = new Scan();
  for (const char of written) {
    const step = scan.step(char);
    if (step === "wrong") return undefined;
    if (step === "end") break;
  }
  return scan.template();
}

class Scan {
  readonly #parts: (Sealed | Reference)[] = [];
  #literal = "";
  #name = "";
  #mode: "none" | "bare" | "braced" = "none";
  #quote: "'" | '"' | undefined;
  #isEscaped = false;
  #isEnding = false;

  step(char: string): "on" | "end" | "wrong" {
    if (this.#isEnding) return char === " " || char === "\t" ? "on" : char === "#" ? "end" : "wrong";
    if (this.#isEscaped) return this.#escaped(char);
    if (this.#quote === "'") this.#single(char);
    else if (this.#mode !== "none") this.#reference(char);
    else if (char === "$") this.#mode = "bare";
    else this.#plain(char);
    return "on";
  }

  template(): Template | undefined {
    if (this.#mode === "braced" || this.#quote !== undefined) return undefined;
    this.#refer();
    return [...this.#parts, new Sealed(this.#literal)];
  }

  #escaped(char: string): "on" | "wrong" {
    if (!/^[\\'"$ n]$/.test(char)) return "wrong";
    this.#literal += char === "n" ? "\n" : char;
    this.#isEscaped = false;
    return "on";
  }

  #single(char: string): void {
    if (char === "'") this.#quote = undefined;
    else this.#literal += char;
  }

  /** The character that ends a bare name is always part of the text, even where it is a quote. */
  #reference(char: string): void {
    if (letter.test(char)) this.#name += char;
    else if (this.#mode === "braced" && char !== "}") this.#name += char;
    else if (this.#mode === "bare" && char === "{" && this.#name === "") this.#mode = "braced";
    else {
      const isBare = this.#mode === "bare";
      this.#refer();
      this.#mode = isBare && char === "$" ? "bare" : "none";
      if (isBare && char !== "$") this.#literal += char;
    }
  }

  #refer(): void {
    if (this.#name === "") return;
    this.#parts.push(new Sealed(this.#literal), { name: this.#name });
    this.#literal = "";
    this.#name = "";
  }

  #plain(char: string): void {
    if (this.#quote === '"' && char === '"') this.#quote = undefined;
    else if (char === "\\") this.#isEscaped = true;
    else if (this.#quote === '"') this.#literal += char;
    else if (char === "'" || char === '"') this.#quote = char;
    else if (char === " " || char === "\t") this.#isEnding = true;
    else this.#literal += char;
  }
}
