/** Something that can be told of a text with yes or no. Signs know no names: a rule weighs them against the name and the place. */
export interface Sign {
  readonly id: string;
  readonly summary: string;
  /** Linear in the length of the text. */
  test(text: string): boolean;
}
