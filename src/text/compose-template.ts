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

/** A `$` from which a text, or the operand of a use, is no template. */
export interface Invalid {
  /** Offset of the `$`. */
  readonly at: number;
  /** The use whose operand it spoils, which compose reads only where it needs it. */
  readonly outer: Use | undefined;
}

export interface ComposeTemplate {
  readonly template: Template;
  readonly uses: readonly Use[];
  /** In the order in which they are met. */
  readonly invalid: readonly Invalid[];
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
  if (!text.includes("$")) return { template: [new Sealed(text)], uses: [], invalid: [] };
  const parser = new Parser(text);
  return { template: parser.parse(0, text.length, 0), uses: parser.uses, invalid: parser.invalid };
}

class Parser {
  readonly uses: Use[] = [];
  readonly invalid: Invalid[] = [];
  readonly #text: string;
  #outer: Use | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  parse(from: number, to: number, depth: number): Template {
    const level = new Level(this.#text, to, depth);
    let at = from;
    while (at < to && !level.isSpoilt) {
      const dollar = this.#text.indexOf("$", at);
      if (dollar < 0 || dollar >= to) break;
      level.literal += this.#text.slice(at, dollar);
      at = this.#take(dollar, level);
    }
    level.literal += this.#text.slice(at, to);
    return level.done();
  }

  /** Takes what a `$` begins and returns where it ends. */
  #take(dollar: number, level: Level): number {
    const next = this.#text[dollar + 1];
    if (next === "{") return this.#braced(dollar, level);
    const bare = next === "$" || next === undefined ? undefined : this.#match(name, dollar + 1);
    if (bare !== undefined) {
      level.add({ name: bare });
      this.#use(bare, dollar + 1);
      return dollar + 1 + bare.length;
    }
    level.literal += "$";
    return dollar + (next === "$" ? 2 : 1);
  }

  #braced(dollar: number, level: Level): number {
    const found = this.#match(name, dollar + 2);
    const after = dollar + 2 + (found?.length ?? 0);
    if (found !== undefined && after < level.to && this.#text[after] === "}") {
      level.add({ name: found });
      this.#use(found, dollar + 2);
      return after + 1;
    }
    const sign = found === undefined ? undefined : this.#match(operator, after);
    const last = sign === undefined ? -1 : level.lastBrace(after);
    if (found === undefined || !isOperator(sign) || last < after || level.depth >= deepest) {
      this.invalid.push({ at: dollar, outer: this.#outer });
      level.isSpoilt = true;
      return dollar;
    }
    const start = after + sign.length;
    const end = closingBrace(this.#text, dollar + 1, last);
    const operand = new Sealed(this.#text.slice(start, end));
    const use = this.#use(found, dollar + 2, sign, operand);
    level.add({ name: found, operator: sign, operand: this.#operand(start, end, use, level) });
    return end + 1;
  }

  #operand(start: number, end: number, use: Use, { depth }: Level): Template {
    const outer = this.#outer;
    this.#outer = use;
    const template = this.parse(start, end, depth + 1);
    this.#outer = outer;
    return template;
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

/** A text or an operand on its way to a template. */
class Level {
  readonly text: string;
  readonly to: number;
  readonly depth: number;
  readonly template: (Sealed | Reference)[] = [];
  /** Text that is not in the template yet. */
  literal = "";
  /** Whether it is no template, so that nothing more of it is read. */
  isSpoilt = false;
  #lineEnd = -1;
  #lastBrace = -1;

  constructor(text: string, to: number, depth: number) {
    this.text = text;
    this.to = to;
    this.depth = depth;
  }

  add(reference: Reference): void {
    if (this.literal !== "") this.template.push(new Sealed(this.literal));
    this.literal = "";
    this.template.push(reference);
  }

  done(): Template {
    if (this.literal !== "") this.template.push(new Sealed(this.literal));
    return this.template;
  }

  /** The last closing brace of the line, looked for once per line. */
  lastBrace(at: number): number {
    if (at >= this.#lineEnd) {
      const feed = this.text.slice(at, this.to).indexOf("\n");
      this.#lineEnd = feed < 0 ? this.to : at + feed;
      this.#lastBrace = this.text.lastIndexOf("}", this.#lineEnd - 1);
    }
    return this.#lastBrace;
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
