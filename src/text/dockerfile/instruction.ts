import type { Problem, Span } from "../../model/source.ts";
import { didYouMean } from "../suggest.ts";
import type { Line } from "./lines.ts";
import { findBlank, skipBlanks, skipSpace, trimSpaceEnd } from "./space.ts";
import { flagsIn, wordsIn, type Word } from "./words.ts";

/** `NAME=value` of ENV or ARG; name and value still carry quotes, escapes and references. */
export interface Pair {
  readonly name: string;
  /** Undefined for an ARG that only the build can give. */
  readonly value: string | undefined;
  /** The name. */
  readonly at: Span;
}

/** `FROM base AS name`. */
export interface From {
  readonly kind: "from";
  readonly base: string;
  /** The base, which is an image's name or a stage's. */
  readonly at: Span;
  /** In lower case, as stages are looked up. */
  readonly name: string | undefined;
  readonly nameAt: Span | undefined;
}

/** What an instruction means for the environment. */
export type Instruction =
  | From
  | { readonly kind: "arg"; readonly pairs: readonly Pair[] }
  /** `legacy` is `ENV NAME value`. */
  | { readonly kind: "env"; readonly pairs: readonly Pair[]; readonly legacy: boolean }
  | { readonly kind: "onbuild"; readonly trigger: Instruction }
  /** `uses` has the stages whose files it takes; `body` is where heredocs may be opened. */
  | { readonly kind: "other"; readonly uses: readonly string[]; readonly body: string | undefined };

interface InstructionOptions {
  readonly escape: string;
  /** Whether the frontend is another one, which may know more instructions. */
  readonly lenient: boolean;
  readonly report: (problem: Problem) => void;
}

const instructions =
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(" ");

/** One instruction; undefined, with a problem, where BuildKit refuses it. */
export function parseInstruction(line: Line, options: InstructionOptions): Instruction | undefined {
  return new InstructionParser(line, skipSpace(line.text, 0, line.text.length), options).parse();
}

class InstructionParser {
  readonly #line: Line;
  readonly #text: string;
  readonly #options: InstructionOptions;
  readonly #start: number;
  readonly #keyword: string;
  readonly #flags: readonly string[];
  /** Where the arguments start. */
  readonly #rest: number;

  constructor(line: Line, start: number, options: InstructionOptions) {
    this.#line = line;
    this.#text = line.text.slice(0, trimSpaceEnd(line.text, start, line.text.length));
    this.#options = options;
    this.#start = start;
    const end = findBlank(this.#text, start, this.#text.length);
    this.#keyword = this.#text.slice(start, end).toUpperCase();
    const { flags, rest } = flagsIn(this.#text, skipBlanks(this.#text, end), options.escape);
    this.#flags = flags;
    this.#rest = rest;
  }

  parse(): Instruction | undefined {
    switch (this.#keyword) {
      case "FROM":
        return this.#from();
      case "ARG":
        return this.#arg();
      case "ENV":
        return this.#env();
      case "ONBUILD":
        return this.#onbuild();
      default:
        return this.#other();
    }
  }

  #from(): From | undefined {
    const words = this.#blankSeparated();
    const [base, as, name] = words;
    const named = words.length === 3 && as?.text.toLowerCase() === "as";
    if (base === undefined || (words.length !== 1 && !named)) return this.#refuse("FROM takes an image, or an image, AS and a name");
    if (!this.#takesFlags(["platform"])) return undefined;
    const stage = name?.text.toLowerCase();
    const nameAt = name === undefined ? undefined : this.#spanOf(name);
    if (stage !== undefined && !/^[a-z][a-z0-9-_.]*$/.test(stage))
      return this.#refuse("a stage's name starts with a letter and has only letters, digits, -, _ and .", nameAt);
    return { kind: "from", base: base.text, at: this.#spanOf(base), name: stage, nameAt };
  }

  #arg(): Instruction | undefined {
    const words = wordsIn(this.#text, this.#rest, this.#options.escape);
    if (words.length === 0) return this.#refuse("ARG names no argument");
    const pairs = words.map((word) => this.#pair(word));
    return pairs.some(({ name }) => name === "") ? this.#refuse("ARG has a value without a name") : { kind: "arg", pairs };
  }

  #env(): Instruction | undefined {
    const words = wordsIn(this.#text, this.#rest, this.#options.escape);
    const [first] = words;
    if (!this.#takesFlags([])) return undefined;
    if (first === undefined) return this.#refuse("ENV sets no variable");
    if (!first.text.includes("=")) return this.#legacyEnv();
    if (words.some(({ text }) => !text.includes("="))) return this.#refuse("ENV has a word without =, so a value with blanks needs quotes");
    const pairs = words.map((word) => this.#pair(word));
    return pairs.some(({ name }) => name === "") ? this.#refuse("ENV has a value without a name") : { kind: "env", pairs, legacy: false };
  }

  /** `ENV NAME the rest of the line`. */
  #legacyEnv(): Instruction | undefined {
    const end = findBlank(this.#text, this.#rest, this.#text.length);
    const name = { text: this.#text.slice(this.#rest, end), start: this.#rest, end };
    if (end === this.#text.length) return this.#refuse("ENV has a name without a value");
    const value = this.#text.slice(skipBlanks(this.#text, end));
    return { kind: "env", pairs: [{ name: name.text, value, at: this.#spanOf(name) }], legacy: true };
  }

  #pair({ text, start, end }: Word): Pair {
    const equals = text.indexOf("=");
    if (equals < 0) return { name: text, value: undefined, at: this.#spanOf({ start, end }) };
    return { name: text.slice(0, equals), value: text.slice(equals + 1), at: this.#spanOf({ start, end: start + equals }) };
  }

  #onbuild(): Instruction | undefined {
    const inner = new InstructionParser(this.#line, this.#rest, this.#options);
    if (this.#rest === this.#text.length) return this.#refuse("ONBUILD has no instruction");
    if (["ONBUILD", "FROM", "MAINTAINER"].includes(inner.#keyword)) return this.#refuse(`${inner.#keyword} cannot be an ONBUILD trigger`);
    const trigger = inner.parse();
    return trigger === undefined ? undefined : { kind: "onbuild", trigger };
  }

  #other(): Instruction | undefined {
    if (!instructions.includes(this.#keyword) && !this.#options.lenient) return this.#unknown();
    const uses = this.#flags.flatMap((flag) => {
      const [, from] = /^--(?:from=|mount=(?:.*,)?from=)([^,]*)/.exec(flag) ?? [];
      return from === undefined ? [] : [from];
    });
    const body = this.#text.slice(this.#rest);
    return { kind: "other", uses, body: ["RUN", "COPY", "ADD"].includes(this.#keyword) && !isStringList(body) ? this.#text : undefined };
  }

  /** What stands there may be the rest of a value, so neither the message nor its place shows it. */
  #unknown(): undefined {
    const hint = didYouMean(this.#keyword, instructions);
    const message = `this line starts with no instruction that Dockerfiles have${hint === undefined ? "" : `: ${hint}`}`;
    return this.#refuse(message, this.#line.spanOf(this.#start, this.#start));
  }

  #takesFlags(allowed: readonly string[]): boolean {
    const unknown = this.#flags.some((flag) => !allowed.includes(flag.slice(2).split("=", 1)[0] ?? ""));
    if (unknown) this.#refuse(`${this.#keyword} has a flag that it does not know`);
    return !unknown;
  }

  #blankSeparated(): Word[] {
    const words: Word[] = [];
    for (let start = this.#rest; start < this.#text.length;) {
      const end = findBlank(this.#text, start, this.#text.length);
      words.push({ text: this.#text.slice(start, end), start, end });
      start = skipBlanks(this.#text, end);
    }
    return words;
  }

  #spanOf({ start, end }: { readonly start: number; readonly end: number }): Span {
    return this.#line.spanOf(start, end);
  }

  #refuse(message: string, at: Span = this.#line.spanOf(this.#start, this.#start + this.#keyword.length)): undefined {
    this.#options.report({ at, message });
  }
}

/** The JSON form of an instruction opens no heredocs. */
function isStringList(text: string): boolean {
  if (!text.startsWith("[")) return false;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === "string");
  } catch {
    return false;
  }
}
