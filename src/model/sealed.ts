import { inspect } from "node:util";

let read: (sealed: Sealed) => string;

/** Text that may be a secret: it cannot be printed, serialised, inspected or concatenated by accident. */
export class Sealed {
  readonly #text: string;

  static {
    read = (sealed) => sealed.#text;
  }

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return "***";
  }

  toJSON(): string {
    return "***";
  }

  [inspect.custom](): string {
    return "***";
  }
}

/** The one way to the text. An import rule keeps it out of rules, reporters and commands. */
export function unseal(sealed: Sealed): string {
  return read(sealed);
}

/** Whether two texts are the same, told without showing either. */
export function sameText(one: Sealed, other: Sealed): boolean {
  return read(one) === read(other);
}

export function isEmptyText(sealed: Sealed): boolean {
  return read(sealed) === "";
}
