import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Opening } from "../../model/environment.ts";
import { sameText, unseal } from "../../model/sealed.ts";
import type { Value } from "../../model/value.ts";
import { duplicatesIn } from "../env-file/facts.ts";
import type { Build } from "./build.ts";
import type { Pair } from "./instruction.ts";
import type { Mention } from "./shell-word.ts";
import type { Variables } from "./variables.ts";

const because = "all pairs of one ENV see the environment before it";

type Evaluated = Binding & { readonly value: Value };

/** One ENV instruction: all its pairs see the variables as they were before it. */
export class EnvInstruction {
  readonly bindings: Evaluated[] = [];
  readonly openings: Opening[] = [];
  readonly #build: Build;
  readonly #variables: Variables;
  /** The latest pair of each name. */
  readonly #own = new Map<string, Evaluated>();

  constructor(build: Build, variables: Variables) {
    this.#build = build;
    this.#variables = variables;
  }

  run(pairs: readonly Pair[]): this {
    for (const pair of pairs) this.#evaluate(pair);
    append(this.#build.facts, duplicatesIn(this.bindings));
    return this;
  }

  #evaluate({ name: written, value: word, at }: Pair): void {
    const place = { at, subject: written, name: written };
    const key = this.#build.expand(written, this.#variables, place);
    const expansion = this.#build.expand(word ?? "", this.#variables, place);
    if (key === undefined || expansion === undefined) return;
    if (key.value.state !== "known") {
      this.openings.push({ at, because: "which variable it sets depends on another one that cannot be seen" });
      return;
    }
    const binding = { name: unseal(key.value.text), value: expansion.value, at };
    this.#note(binding, [...key.mentions, ...expansion.mentions]);
    this.#own.set(binding.name, binding);
    this.bindings.push(binding);
  }

  #note({ name, value, at }: Evaluated, mentions: readonly Mention[]): void {
    const { facts } = this.#build;
    const stale = new Set<string>();
    const others: Mention[] = [];
    for (const mention of mentions) {
      if (mention.name !== name && this.#isStale(mention)) stale.add(mention.name);
      else others.push(mention);
    }
    for (const refers of stale) facts.push({ kind: "unexpanded", name, refers, at, because });
    this.#build.noteUnset(others, this.#variables, { at, subject: name, name });
    facts.push({ kind: "baked", name, at, via: "ENV", value });
  }

  /** Whether the reference gives another value than the pair before it in the same instruction. */
  #isStale({ name, value }: Mention): boolean {
    const own = this.#own.get(name);
    return own !== undefined && !isSame(value, own.value);
  }
}

function isSame(one: Value, other: Value): boolean {
  return one.state === "known" && other.state === "known" && sameText(one.text, other.text);
}
