import { Sealed } from "../model/sealed.ts";
import type { Operator, Reference, Template } from "../model/value.ts";

/** One `${NAME}` of a text, nested ones included, in the order of their `$`. */
export interface Use {
  readonly name: string;
  readonly operator: Operator | undefined;
  /** What stands after the operator. */
  readonly operand: Sealed | undefined;
  /** Offset of the name in the text. */
  readonly at: number;
  /** The use whose operand it stands in. */
  readonly outer: Use | undefined;
}

export interface ComposeTemplate {
  readonly template: Template;
  readonly uses: readonly Use[];
  /** Offset of the `$` from which the text is no template. */
  readonly invalid: number | undefined;
}

const name = /[_a-z][_a-z0-9]*/iuy;
const operator = /:?[-+?]/y;
/** More levels of `${A:-${B:-...}}` are refused; compose sets no limit. */
const deepest = 100;

/**
 * Reads the `$` syntax of compose-go's template/template.go. Two of its habits matter: a default reaches to the brace that balances the
 * opening one, or else to the last brace of the line, and it never crosses a line break.
 */
export function parseComposeTemplate(text: string): ComposeTemplate {
  if (!text.includes("$")) return { template: [new Sealed(text)], uses: [], invalid: undefined };
  const parser = new Parser(text);
  return { template: parser.parse(0, text.length, 0), uses: parser.uses, invalid: parser.invalid };
}

class Parser {
  readonly uses: Use[] = [];
  invalid: number | undefined;
  readonly #text: string;
  #outer: Use | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  parse(from: number, to: number, depth: number): Template {
    const pieces = new Pieces();
    const braces = new LastBraces(this.#text, to);
    let at = from;
    while (at < to && this.invalid === undefined) {
      const dollar = this.#text.indexOf("$", at);
      if (dollar < 0 || dollar >= to) break;
      pieces.add(this.#text.slice(at, dollar));
      at = this.#take(dollar, pieces, depth, braces);
    }
    pieces.add(this.#text.slice(at, to));
    return pieces.done();
  }

  /** Takes what a `$` begins and returns where it ends. */
  #take(dollar: number, pieces: Pieces, depth: number, braces: LastBraces): number {
    const next = this.#text[dollar + 1];
    if (next === "$" || next === undefined) {
      pieces.add("$");
      return dollar + (next === "$" ? 2 : 1);
    }
    if (next === "{") return this.#braced(dollar, pieces, depth, braces);
    const bare = this.#match(name, dollar + 1);
    if (bare === undefined) pieces.add("$");
    else pieces.add({ name: this.#use(bare, dollar + 1).name });
    return dollar + 1 + (bare?.length ?? 0);
  }

  #braced(dollar: number, pieces: Pieces, depth: number, braces: LastBraces): number {
    const found = this.#match(name, dollar + 2);
    const after = dollar + 2 + (found?.length ?? 0);
    if (found !== undefined && this.#text[after] === "}") {
      pieces.add({ name: this.#use(found, dollar + 2).name });
      return after + 1;
    }
    const sign = found === undefined ? undefined : this.#match(operator, after);
    const last = sign === undefined ? -1 : braces.after(after);
    if (found === undefined || !isOperator(sign) || last < after || depth >= deepest) {
      this.invalid = dollar;
      return dollar;
    }
    const start = after + sign.length;
    const end = closingBrace(this.#text, dollar + 1, last);
    const outer = this.#outer;
    this.#outer = this.#use(found, dollar + 2, sign, new Sealed(this.#text.slice(start, end)));
    pieces.add({ name: found, operator: sign, operand: this.parse(start, end, depth + 1) });
    this.#outer = outer;
    return end + 1;
  }

  #use(found: string, at: number, sign?: Operator, operand?: Sealed): Use {
    const use = { name: found, operator: sign, operand, at, outer: this.#outer };
    this.uses.push(use);
    return use;
  }

  #match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.#text)?.[0];
  }
}

const operators = new Set<string | undefined>([":-", "-", ":?", "?", ":+", "+"]);

function isOperator(text: string | undefined): text is Operator {
  return operators.has(text);
}

/** The brace that balances the one at `open`, or `last`. Like compose-go, it passes over the character after every opening brace. */
function closingBrace(text: string, open: number, last: number): number {
  let depth = 0;
  for (let i = open; i <= last; i += 1) {
    if (text[i] === "}") {
      depth -= 1;
      if (depth === 0) return i;
    } else if (text[i] === "{") {
      depth += 1;
      i += 1;
    }
  }
  return last;
}

/** The last closing brace of a line, looked for once per line. */
class LastBraces {
  readonly #text: string;
  readonly #to: number;
  #end = -1;
  #brace = -1;

  constructor(text: string, to: number) {
    this.#text = text;
    this.#to = to;
  }

  after(at: number): number {
    if (at >= this.#end) {
      const feed = this.#text.slice(at, this.#to).indexOf("\n");
      this.#end = feed < 0 ? this.#to : at + feed;
      this.#brace = this.#text.lastIndexOf("}", this.#end - 1);
    }
    return this.#brace;
  }
}

class Pieces {
  readonly #pieces: (Sealed | Reference)[] = [];
  #literal = "";

  add(piece: string | Reference): void {
    if (typeof piece === "string") this.#literal += piece;
    else {
      this.#flush();
      this.#pieces.push(piece);
    }
  }

  done(): Template {
    this.#flush();
    return this.#pieces;
  }

  #flush(): void {
    if (this.#literal !== "") this.#pieces.push(new Sealed(this.#literal));
    this.#literal = "";
  }
}

/**
 * Where the names of the uses stand in the raw text that was unquoted or unescaped into `text`: the dollars of the two correspond one to
 * one, or else the places are undefined.
 */
export function placesIn(raw: string, text: string, uses: readonly Use[]): (number | undefined)[] {
  if (raw === text) return uses.map(({ at }) => at);
  const [written, read] = [dollarsOf(raw), dollarsOf(text)];
  if (written.length !== read.length) return uses.map(() => undefined);
  const ordinals = new Map(read.map((offset, ordinal) => [offset, ordinal]));
  return uses.map((use) => {
    const ordinal = ordinals.get(use.at - 1) ?? ordinals.get(use.at - 2);
    const dollar = ordinal === undefined ? undefined : written[ordinal];
    const at = dollar === undefined ? 0 : dollar + (raw[dollar + 1] === "{" ? 2 : 1);
    return at > 0 && raw.startsWith(use.name, at) ? at : undefined;
  });
}

function dollarsOf(text: string): number[] {
  const offsets: number[] = [];
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", at + 1)) offsets.push(at);
  return offsets;
}
