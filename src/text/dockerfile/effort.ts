/** How much work one file may ask for, in characters looked at; a hostile file runs out of it instead of out of time. */
export class Effort {
  #left = 33_554_432;

  /** Whether there was enough left. */
  spend(characters: number): boolean {
    this.#left -= characters;
    return this.#left >= 0;
  }

  get exhausted(): boolean {
    return this.#left < 0;
  }
}
