/** The next place of a character, asked for at positions that only grow, so that every part of the text is searched once. */
export class Next {
  #at = -1;
  readonly #text: string;
  readonly #char: string;

  constructor(text: string, char: string) {
    this.#text = text;
    this.#char = char;
  }

  /** The end of the text where there is none. */
  from(position: number): number {
    if (this.#at < position) this.#at = this.#text.indexOf(this.#char, position);
    if (this.#at < 0) this.#at = this.#text.length;
    return this.#at;
  }
}
