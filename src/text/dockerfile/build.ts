import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { Sealed } from "../../model/sealed.ts";
import type { Problem, Span } from "../../model/source.ts";
import { unknown, type Value } from "../../model/value.ts";
import { Effort } from "./effort.ts";
import type { Pair } from "./instruction.ts";
import { expandWord, isRefusal, type Expansion, type Mention } from "./shell-word.ts";
import type { Variables } from "./variables.ts";
import { losesPiece } from "../env-file/references.ts";

/** An image outside the file whose configuration is known. */
export interface BaseImage {
  readonly bindings: readonly Binding[];
  /** Its ONBUILD instructions, as text. */
  readonly triggers: readonly string[];
}

/** What one build asks for: its `--target`, its build arguments, and the images outside the file that can be seen into, by their names. */
export interface ImageBuild {
  readonly target?: string;
  /** An absent value counts as not given. */
  readonly args: ReadonlyMap<string, Value>;
  readonly images?: ReadonlyMap<string, BaseImage>;
}

/** Where a word stands: the name that its value is for, and how a message calls it. */
interface Place {
  readonly at: Span;
  readonly subject: string;
  /** The variable; undefined where none is set. */
  readonly name: string | undefined;
}

/** One build of a file: what it was given, and what it found on the way. */
export class Build {
  readonly facts: Fact[] = [];
  readonly problems: Problem[] = [];
  readonly effort = new Effort();
  readonly images: ReadonlyMap<string, BaseImage>;
  readonly #args: ReadonlyMap<string, Value>;
  readonly #escape: string;

  constructor({ args, images }: ImageBuild, escape: string) {
    this.images = images ?? new Map();
    this.#args = args;
    this.#escape = escape;
  }

  report(at: Span, message: string): void {
    this.problems.push({ at, message });
  }

  /** The build argument of that name, if it was given. */
  given(name: string): Value | undefined {
    const value = this.#args.get(name);
    return value?.state === "absent" ? undefined : value;
  }

  /** What the word means; undefined, with a problem, where the build would stop. */
  expand(word: string, variables: Variables, { at, subject }: Place): Expansion | undefined {
    const result = expandWord(word, { escape: this.#escape, lookup: variables.lookup, effort: this.effort });
    if (!isRefusal(result)) return result;
    const { because, wants, mentions } = result;
    if (wants !== undefined && variables.awaits(wants)) {
      return { value: unknown(`the build must give ${wants}`), visible: new Sealed(""), words: [], mentions };
    }
    this.report(at, `${subject} ${because}`);
    return undefined;
  }

  /** The default of an ARG, which sets no variable of the image. */
  expandArgument({ name, value = "", at }: Pair, variables: Variables): Value {
    const place = { at, subject: name, name: undefined };
    const word = this.expand(value, variables, place);
    if (word === undefined) return unknown("its default cannot be expanded");
    this.noteUnset(word.mentions, variables, place);
    return word.value;
  }

  /** Notes the names that a word refers to and nothing sets; an argument that the build may still give is none, unless it is demanded. */
  noteUnset(mentions: readonly Mention[], variables: Variables, { at, name }: Place): void {
    const noted = new Set<string>();
    let isLossy = false;
    for (const { name: refers, value, operator, operand } of mentions) {
      const unset = value.state === "absent" && /^[\p{L}_]/u.test(refers) && !noted.has(refers);
      if (!unset || (variables.awaits(refers) && operator !== "?")) continue;
      noted.add(refers);
      if (losesPiece(refers, value, operator)) {
        isLossy = true;
        continue;
      }
      const fallback = operator === "-" && operand !== undefined ? { fallback: operand } : {};
      this.facts.push({ kind: "reference", name, refers, at, value, otherwise: otherwise(operator), from: "build", ...fallback });
    }
    if (isLossy && name !== undefined) this.facts.push({ kind: "lost-piece", name, at });
  }
}

function otherwise(operator: string): "empty" | "default" | "alternative" | "error" {
  switch (operator) {
    case "-":
      return "default";
    case "+":
      return "alternative";
    case "?":
      return "error";
    default:
      return "empty";
  }
}
