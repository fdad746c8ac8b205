import { append } from "../append.ts";
import { closingParenthesis } from "./closing.ts";
import { ansiQuoted } from "./ansi-quoted.ts";

export type Dialect = "bash" | "sh";

/** A piece of a word: plain text, a variable with an operator, what only a running shell can tell, or a substitution that none accepts. */
export type Part =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly start: number;
      readonly operator: string;
      readonly operand: readonly Part[];
    }
  | { readonly kind: "length"; readonly name: string }
  | { readonly kind: "runs"; readonly because: string; readonly isCommand: boolean }
  | { readonly kind: "bad" };

type Mode = "word" | "double" | "brace" | "double-brace";

/** How deep braces and quotes may stand in each other. */
const deepest = 60;

const metacharacters = " \t\n;&|()<>";
const parameter = /[A-Za-z_]\w*|\d+|[?$!#*@-]/y;
const length = /#[A-Za-z_]\w*\}/y;
const operators = /:?[-=?+]|%%?|##?/y;

/** Reads words as POSIX shells do, without running anything. Every method that gives undefined has met the end of the text in quotes. */
export class WordScan {
  at: number;
  readonly #text: string;
  readonly #dialect: Dialect;

  constructor(text: string, at: number, dialect: Dialect) {
    this.#text = text;
    this.at = at;
    this.#dialect = dialect;
  }

  /** Up to the next character that ends a word. */
  word(): Part[] | undefined {
    return this.#parts("word", 0);
  }

  #parts(mode: Mode, depth: number): Part[] | undefined {
    const parts: Part[] = [];
    if (depth > deepest) return undefined;
    while (!this.#stops(mode)) {
      if (this.at >= this.#text.length) return mode === "word" ? parts : undefined;
      const found = this.#part(mode, depth);
      if (found === undefined) return undefined;
      append(parts, found);
    }
    return parts;
  }

  #stops(mode: Mode): boolean {
    const char = this.#text.charAt(this.at);
    if (mode === "word") return char !== "" && metacharacters.includes(char);
    return char === (mode === "double" ? '"' : "}");
  }

  #part(mode: Mode, depth: number): readonly Part[] | undefined {
    const char = this.#text.charAt(this.at);
    const isDouble = mode === "double" || mode === "double-brace";
    if (char === "\\") return [this.#backslash(isDouble)];
    if (char === "'" && !isDouble) return this.#single();
    if (char === '"') return this.#double(depth);
    if (char === "`") return this.#backticks();
    if (char === "$") return this.#dollar(mode, depth);
    return [this.#plain(mode, isDouble)];
  }

  #plain(mode: Mode, quoted: boolean): Part {
    const start = this.at;
    do this.at += 1;
    while (this.at < this.#text.length && !"\\'\"`$".includes(this.#text.charAt(this.at)) && !this.#stops(mode));
    return { kind: "text", text: this.#text.slice(start, this.at), quoted };
  }

  #backslash(isDouble: boolean): Part {
    const next = this.#text.charAt(this.at + 1);
    this.at += 2;
    const kept = next === "" || (isDouble && !'$`"\\\n}'.includes(next)) ? `\\${next}` : next;
    if (this.at > this.#text.length) this.at = this.#text.length;
    return { kind: "text", text: next === "\n" ? "" : kept, quoted: next !== "\n" };
  }

  #single(): Part[] | undefined {
    const close = this.#text.indexOf("'", this.at + 1);
    if (close < 0) return undefined;
    const text = this.#text.slice(this.at + 1, close);
    this.at = close + 1;
    return [{ kind: "text", text, quoted: true }];
  }

  #double(depth: number): Part[] | undefined {
    this.at += 1;
    const parts = this.#parts("double", depth + 1);
    this.at += 1;
    return parts === undefined ? undefined : [{ kind: "text", text: "", quoted: true }, ...parts];
  }

  #backticks(): Part[] | undefined {
    let close = this.at + 1;
    while (close < this.#text.length && this.#text[close] !== "`") close += this.#text[close] === "\\" ? 2 : 1;
    if (close >= this.#text.length) return undefined;
    this.at = close + 1;
    return [this.#command()];
  }

  #command(): Part {
    return { kind: "runs", because: `${this.#dialect} would run a command for it`, isCommand: true };
  }

  #runs(what: string): Part {
    return { kind: "runs", because: `${this.#dialect} ${what}`, isCommand: false };
  }

  #dollar(mode: Mode, depth: number): readonly Part[] | undefined {
    const start = this.at + 1;
    const next = this.#text.charAt(start);
    const isBash = this.#dialect === "bash" && (mode === "word" || mode === "brace");
    if (next === "(") return this.#parentheses(start);
    if (next === "{") return this.#braces(mode, depth);
    if (next === "'" && isBash) return this.#ansi(start);
    this.at = start;
    if (next === '"' && isBash) return [];
    parameter.lastIndex = start;
    const name = parameter.exec(this.#text)?.[0];
    if (name === undefined) return [{ kind: "text", text: "$", quoted: false }];
    const told = /^\d/.test(name) ? name.slice(0, 1) : name;
    this.at = start + told.length;
    return [{ kind: "variable", name: told, start, operator: "", operand: [] }];
  }

  #parentheses(open: number): Part[] | undefined {
    const close = closingParenthesis(this.#text, open);
    if (close === undefined) return undefined;
    const isArithmetic = this.#text.startsWith("((", open);
    this.at = close + 1;
    return [isArithmetic ? this.#runs("would compute it") : this.#command()];
  }

  #ansi(open: number): Part[] | undefined {
    const found = ansiQuoted(this.#text, open + 1);
    if (found === undefined) return undefined;
    this.at = found.end;
    return [found.text === undefined ? this.#runs("makes bytes of it") : { kind: "text", text: found.text, quoted: true }];
  }

  #braces(mode: Mode, depth: number): Part[] | undefined {
    const inner: Mode = mode === "double" || mode === "double-brace" ? "double-brace" : "brace";
    this.at += 2;
    const measured = this.#match(length);
    if (measured !== "") return [{ kind: "length", name: measured.slice(1, -1) }];
    const start = this.at;
    const name = this.#match(parameter);
    const operator = this.#match(operators);
    const next = this.#text.charAt(this.at);
    const operand = this.#parts(inner, depth + 1);
    this.at += 1;
    if (operand === undefined) return undefined;
    if (name !== "" && (operator !== "" || next === "}")) return [{ kind: "variable", name, start, operator, operand }];
    return [this.#knows(name, next) ? this.#runs("would work it out") : { kind: "bad" }];
  }

  /** Whether bash has a substitution that other shells have not. */
  #knows(name: string, next: string): boolean {
    return this.#dialect === "bash" && (name === "!" || (name !== "" && ":/^,@[~".includes(next)));
  }

  /** Passes over what a pattern matches here, which may be nothing. */
  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }
}

/** The text of a word without anything to expand; undefined for any other. */
export function literalOf(parts: readonly Part[]): string | undefined {
  let text = "";
  for (const part of parts) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}
