import { Sealed, unseal } from "../../model/sealed.ts";
import { isEmpty, known, unknown, type Lookup, type Value } from "../../model/value.ts";
import type { Effort } from "./effort.ts";
import { Growth } from "./growth.ts";
import { parsePattern, replaceAll, replaceFirst, reversePattern, trimPrefix, trimSuffix, type Pattern } from "./pattern.ts";

/** One `$name` or `${name…}` in a word, also in a part of it that is not used. */
export interface Mention {
  readonly name: string;
  readonly value: Value;
  /** The operator without its colon: `-`, `+`, `?`, `#`, `%`, `/`, or nothing. */
  readonly operator: string;
  /** What stands behind the operator, when its text is known. */
  readonly operand?: Sealed;
}

/** What a word means. */
export interface Expansion {
  readonly value: Value;
  /** What is known of the text, whatever hides the rest. */
  readonly visible: Sealed;
  /** The words it splits into; only when `split` was asked for. */
  readonly words: readonly string[];
  readonly mentions: readonly Mention[];
}

/** Why a build stops at a word: a clause that follows a name (`has a single quote that is never closed`). */
interface Refusal {
  readonly because: string;
  /** The variable that `${name:?}` wants. */
  readonly wants: string | undefined;
  readonly mentions: readonly Mention[];
}

export interface WordOptions {
  /** The character that escapes: a backslash, or a backtick when the file says so. */
  readonly escape: string;
  readonly lookup: Lookup;
  readonly effort: Effort;
  readonly split?: boolean;
  /** What stays as it is written: references to unset names, or quotes and escapes as well. */
  readonly keep?: "references" | "everything";
}

/** Quotes, escapes and references of one word, as BuildKit's shell/lex.go processes them. */
export function expandWord(word: string, options: WordOptions): Expansion | Refusal {
  const reader = new WordReader(word, options);
  try {
    return reader.read();
  } catch (error) {
    const { mentions } = reader;
    if (error instanceof Refused) return { because: error.message, wants: error.wants, mentions };
    if (error instanceof TooDeep) return { value: unknown(error.message), visible: new Sealed(""), words: [], mentions };
    throw error;
  }
}

export function isRefusal(result: Expansion | Refusal): result is Refusal {
  return "because" in result;
}

class Refused extends Error {
  readonly wants: string | undefined;

  constructor(because: string, wants?: string) {
    super(because);
    this.wants = wants;
  }
}

class TooDeep extends Error {}

/** As deep as the YAML reader goes. */
const deepest = 100;
const unclosed = "has a `${` that is never closed";
const tooMuch = "its references take more work than one file may ask for";
/** A number, a special parameter of the shell or a name; the first two are never set in practice. */
const variableName = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;

class WordReader {
  readonly mentions: Mention[] = [];
  readonly #word: string;
  readonly #options: WordOptions;
  #at: number;
  #depth = 0;
  readonly #whole: Growth;
  /** Whether escape characters stay, as they do in patterns. */
  #rawEscapes: boolean;

  constructor(word: string, options: WordOptions) {
    this.#word = word;
    this.#options = options;
    this.#at = word.startsWith("\uFEFF") ? 1 : 0;
    this.#rawEscapes = options.keep === "everything";
    this.#whole = new Growth(options.split);
  }

  read(): Expansion {
    const whole = this.#whole;
    this.#readUntil(undefined, whole);
    return { value: whole.value(), visible: new Sealed(whole.text), words: whole.words(), mentions: this.mentions };
  }

  #readUntil(stop: string | undefined, growth: Growth): void {
    for (let character = this.#take(); character !== stop; character = this.#take()) {
      if (character === undefined) throw new Refused(stop === "/" ? "has a `${name/…}` without its second slash" : unclosed);
      if (character === "'") growth.add(this.#singleQuoted(), false);
      else if (character === '"') growth.addQuoted(this.#doubleQuoted());
      else if (character === "$") growth.addValue(this.#reference(), true);
      else if (character === "<") growth.add(this.#angle(), false);
      else if (character === this.#options.escape) this.#escaped(growth);
      else growth.add(character, true);
    }
  }

  #escaped(growth: Growth): void {
    if (this.#rawEscapes) growth.add(this.#options.escape, false);
    growth.add(this.#take() ?? "", false);
  }

  #singleQuoted(): string {
    const start = this.#at;
    const end = this.#word.indexOf("'", start);
    if (end < 0) throw new Refused("has a single quote that is never closed");
    this.#at = end + 1;
    return this.#options.keep === "everything" ? this.#word.slice(start - 1, end + 1) : this.#word.slice(start, end);
  }

  #doubleQuoted(): Growth {
    const quote = this.#options.keep === "everything" ? '"' : "";
    const growth = new Growth();
    growth.add(quote, false);
    for (let character = this.#take(); character !== '"'; character = this.#take()) {
      if (character === undefined) throw new Refused("has a double quote that is never closed");
      if (character === "$") growth.addValue(this.#reference(), false);
      else if (character === this.#options.escape) this.#escapedInQuotes(growth);
      else growth.add(character, false);
    }
    growth.add(quote, false);
    return growth;
  }

  /** Between double quotes only a quote, a dollar sign and the escape character itself can be escaped. */
  #escapedInQuotes(growth: Growth): void {
    const { escape } = this.#options;
    if (this.#rawEscapes) growth.add(escape, false);
    const next = this.#peek();
    if (next === '"' || next === "$" || next === escape) growth.add(this.#take() ?? "", false);
    else if (next !== undefined) growth.add(escape, false);
  }

  /** `<<` keeps the blanks behind it, so that a heredoc and its terminator are one word. */
  #angle(): string {
    const start = this.#at - 1;
    if (this.#peek() !== "<") return "<";
    this.#at += 1;
    while ("\t\r ".includes(this.#peek() ?? "x")) this.#at += 1;
    return this.#word.slice(start, this.#at);
  }

  /** Behind a dollar sign. */
  #reference(): Value {
    const start = this.#at - 1;
    let value: Value;
    if (this.#peek() === "{") {
      this.#at += 1;
      value = this.#braces();
    } else {
      const name = this.#name();
      value = name === "" ? known("$") : this.#lookUp(name, "");
    }
    if (value.state !== "absent") return value;
    return known(this.#options.keep === undefined ? "" : this.#word.slice(start, this.#at));
  }

  /** Behind `${`; absent where nothing is to be put. */
  #braces(): Value {
    const first = this.#peek();
    if (first === undefined) throw new Refused(unclosed);
    if ("{}:".includes(first)) throw new Refused("has a `${}` that names no variable");
    const name = this.#name();
    const sign = this.#take();
    switch (sign) {
      case undefined:
        throw new Refused(unclosed);
      case "}":
        return this.#lookUp(name, "");
      case "/":
        return this.#replaced(name);
      case "#":
      case "%":
        return this.#trimmed(name, sign);
      case ":":
        return this.#chosen(name, this.#take(), true);
      default:
        return this.#chosen(name, sign, false);
    }
  }

  #chosen(name: string, operator: string | undefined, emptyIsUnset: boolean): Value {
    if (operator === undefined) throw new Refused(unclosed);
    if (!"-+?".includes(operator)) throw new Refused("has a `${}` with an operator that Dockerfiles do not know");
    const operand = this.#operand("}", false).value();
    const value = this.#lookUp(name, operator, operand);
    if (value.state === "unknown") return value;
    const counts = value.state !== "absent" && !(emptyIsUnset && isEmpty(value));
    if (operator === "-") return counts ? value : operand;
    if (operator === "+") return counts ? operand : known("");
    if (!counts) throw new Refused(`needs ${name}, which is ${value.state === "absent" ? "not set" : "empty"}`, name);
    return value;
  }

  #trimmed(name: string, operator: "#" | "%"): Value {
    const operand = this.#operand("}", true).value();
    const value = this.#lookUp(name, operator);
    return this.#transform(value, [operand], (text, [written = ""]) => {
      const longest = written.startsWith(operator);
      const pattern = longest ? written.slice(1) : written;
      if (operator === "#") return trimPrefix(text, toPattern(pattern), longest);
      return trimSuffix(text, toPattern(reversePattern(pattern)), longest);
    });
  }

  #replaced(name: string): Value {
    const everywhere = this.#peek() === "/";
    if (everywhere) this.#at += 1;
    const wanted = this.#operand("/", true).value();
    const replacement = this.#operand("}", true).value();
    const value = this.#lookUp(name, "/");
    const replace = everywhere ? replaceAll : replaceFirst;
    return this.#transform(value, [wanted, replacement], (text, [written = "", put = ""]) => replace(text, toPattern(written), put));
  }

  /** Applies a change to the value's text with the operands' texts; what cannot be seen of any of them hides the result. */
  #transform(value: Value, operands: readonly Value[], change: (text: string, operands: readonly string[]) => string): Value {
    const texts = [value, ...operands].map((each) => (each.state === "known" ? unseal(each.text) : ""));
    const hidden = [value, ...operands].find(({ state }) => state === "unknown" || state === "opaque");
    if (hidden !== undefined) return hidden;
    const [text = "", ...written] = texts;
    if (!this.#options.effort.spend(text.length * written.reduce((sum, { length }) => sum + length, 1))) return unknown(tooMuch);
    return known(change(text, written));
  }

  #operand(stop: string, rawEscapes: boolean): Growth {
    if (this.#depth >= deepest) throw new TooDeep(`its references are nested more than ${String(deepest)} deep`);
    this.#whole.forgetWord(); // as BuildKit does, whose operands are read into the same buffer
    const growth = new Growth();
    const outer = this.#rawEscapes;
    this.#rawEscapes = rawEscapes;
    this.#depth += 1;
    this.#readUntil(stop, growth);
    this.#depth -= 1;
    this.#rawEscapes = outer;
    return growth;
  }

  #lookUp(name: string, operator: string, operand?: Value): Value {
    const value = this.#options.lookup(name);
    this.mentions.push({ name, value, operator, ...(operand?.state === "known" ? { operand: operand.text } : {}) });
    if (value.state !== "known" || this.#options.effort.spend(unseal(value.text).length)) return value;
    return unknown(tooMuch);
  }

  #name(): string {
    variableName.lastIndex = this.#at;
    const [name = ""] = variableName.exec(this.#word) ?? [];
    this.#at += name.length;
    return name;
  }

  #peek(): string | undefined {
    return this.#word[this.#at];
  }

  #take(): string | undefined {
    const character = this.#word[this.#at];
    if (character !== undefined) this.#at += 1;
    return character;
  }
}

function toPattern(written: string): Pattern {
  const pattern = parsePattern(written);
  if (pattern === undefined) throw new Refused("has a pattern that escapes a character which needs no escape");
  return pattern;
}
