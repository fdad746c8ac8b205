import type { Binding } from "../../model/binding.ts";
import type { Fact, FactOf } from "../../model/fact.ts";
import { Sealed, unseal } from "../../model/sealed.ts";
import { absent, known, type Lookup, opaque, unknown, type Value } from "../../model/value.ts";
import { commandIn } from "./facts.ts";
import { isTellableReference, losesPiece } from "./references.ts";

/** Why a value that its reader gets from a shell is unknown. */
export const runsCommand = "its reader runs a command in a shell for it, and envcheck runs nothing";

/** What the expansions of one file may cost together, in characters looked at; readers that start anew after each reference are quadratic. */
export interface Budget {
  left: number;
}

export function fileBudget(): Budget {
  return { left: 50_000_000 };
}

/** The most characters that a value with references may grow to. */
const largest = 1_048_576;

type Otherwise = FactOf<"reference">["otherwise"];

/** A reference that the reader looked up, in the order of looking. */
interface Use {
  readonly refers: string;
  readonly value: Value;
  readonly otherwise: Otherwise;
  readonly fallback: string;
}

/**
 * One value on its way through a reader that works on plain text. It hands out the texts of the values that are referred to, and keeps the
 * first one that nobody can see, for which the whole is as unseen.
 */
export class Expansion {
  #hidden: Value | undefined;
  /** The reader that would run a command. */
  #runner: string | undefined;
  #looked = false;
  #isLossy = false;
  readonly #uses = new Map<string, Use>();
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Whether there is no use in going on. */
  get isHidden(): boolean {
    return this.#hidden !== undefined;
  }

  /** Whether the file has used up what it may cost. */
  get isSpent(): boolean {
    return this.#budget.left < 0;
  }

  /** The text of a value, which is paid for; undefined where it is not set, and where it cannot be seen. */
  textOf(value: Value, fallback = ""): string | undefined {
    if (this.isHidden) return undefined;
    if (value.state === "known") return this.#paid(unseal(value.text));
    if (value.state === "unknown" && fallback !== "") this.hide(opaque(`${value.because}, and has a default if not`));
    else if (value.state !== "absent") this.hide(value);
    return undefined;
  }

  /** Looks a reference up, and keeps it to be told if it may be. */
  look(
    refers: string,
    lookup: Lookup,
    { otherwise = "empty", fallback = "" }: Partial<Pick<Use, "otherwise" | "fallback">> = {},
  ): string | undefined {
    this.#looked = true;
    if (this.isHidden) return undefined;
    const value = lookup(refers);
    if (isTellableReference(refers) && !this.#uses.has(refers)) this.#uses.set(refers, { refers, value, otherwise, fallback });
    this.#isLossy ||= otherwise === "empty" && losesPiece(refers, value);
    return this.textOf(value, otherwise === "default" ? fallback : "");
  }

  #paid(text: string): string | undefined {
    return text === "" || this.spend(text.length) ? text : undefined;
  }

  hide(value: Value): void {
    this.#hidden ??= value;
  }

  /** The value that a command would print, which `reader` runs. */
  output(reader: string): Value {
    this.#runner = reader;
    return unknown(runsCommand);
  }

  /** Whether another look at so many characters is affordable; if not, nothing can be said of the value. */
  spend(characters: number): boolean {
    this.#budget.left -= characters + 16;
    if (this.#budget.left < 0) this.hide(unknown("its references take too long to follow"));
    return this.#budget.left >= 0 && !this.isHidden;
  }

  valueOf(text: string): Value {
    if (this.#looked && text.length > largest) this.hide(unknown("it grows beyond 1 MiB when interpolated"));
    return this.#hidden ?? known(text);
  }

  /** One fact for a command, and one for each name that was looked up. */
  facts({ name, at }: Pick<Binding, "name" | "at">): Fact[] {
    return [
      ...(this.#runner === undefined ? [] : [commandIn({ name, at }, this.#runner)]),
      ...this.#references({ name, at }),
      ...(this.#isLossy ? [{ kind: "lost-piece", name, at } as const] : []),
    ];
  }

  #references({ name, at }: Pick<Binding, "name" | "at">): Fact[] {
    return [...this.#uses.values()].map(({ refers, value, otherwise, fallback }): Fact => {
      const about = { kind: "reference", name, refers, at, value, otherwise, from: "shell" } as const;
      return otherwise === "default" ? { ...about, fallback: new Sealed(fallback) } : about;
    });
  }
}

/** The environment that a reader starts with. Where nothing is known of it, a name that the files set is taken not to be in it. */
export function hostOf(shell: Lookup, isSet: (name: string) => boolean): Lookup {
  return (name) => {
    const value = shell(name);
    return value.state === "unknown" && isSet(name) ? absent : value;
  };
}
