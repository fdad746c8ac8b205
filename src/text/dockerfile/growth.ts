import { unseal } from "../../model/sealed.ts";
import { known, opaque, type Value } from "../../model/value.ts";
import { isSpace } from "./space.ts";

/** The most characters that one expanded value may grow to; beyond it a doubling chain of references is an attack. */
const largest = 1_048_576;

type Hidden = Extract<Value, { readonly state: "opaque" } | { readonly state: "unknown" }>;

/** A value while it is put together: the text that is known of it, and what hides the rest. */
export class Growth {
  text = "";
  #hidden: Hidden | undefined;
  readonly #words: string[] | undefined;
  #word = "";

  /** With `split` the words that blanks outside quotes separate are kept too. */
  constructor(split = false) {
    this.#words = split ? [] : undefined;
  }

  /** Adds text whose blanks, when it `breaks`, end a word. */
  add(text: string, breaks: boolean): void {
    this.text += text;
    if (this.#words === undefined) return;
    if (!breaks) {
      this.#word += text;
      return;
    }
    for (const character of text) {
      if (!isSpace(character)) this.#word += character;
      else this.#endWord();
    }
  }

  addValue(value: Value, breaks: boolean): void {
    if (value.state === "known") this.add(unseal(value.text), breaks);
    else if (value.state !== "absent") this.#hide(value);
    if (this.text.length > largest) this.#hide({ state: "unknown", because: "it grows beyond 1 MiB when expanded" });
  }

  /** Adds what stands between quotes. */
  addQuoted(part: Growth): void {
    this.add(part.text, false);
    if (part.#hidden !== undefined) this.#hide(part.#hidden);
  }

  /** Never absent. What may be unset still leaves a value that is surely set when there is other text around it. */
  value(): Value {
    if (this.#hidden === undefined) return known(this.text);
    return this.text === "" ? this.#hidden : opaque(this.#hidden.because);
  }

  /** Drops the word that has begun. */
  forgetWord(): void {
    this.#word = "";
  }

  words(): readonly string[] {
    this.#endWord();
    return this.#words ?? [];
  }

  #hide(value: Hidden): void {
    if (this.#hidden?.state !== "unknown") this.#hidden = value;
  }

  #endWord(): void {
    if (this.#word !== "") this.#words?.push(this.#word);
    this.#word = "";
  }
}
