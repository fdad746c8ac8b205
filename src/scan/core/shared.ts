import type { CodeBase } from "./code-base.ts";
import { opensWith, ordinary, type Opening } from "./opening.ts";

/** An opening as it was made: how many files used its names then. */
export interface Made extends Opening {
  readonly users: number;
}

/** Something that a file says to all others in its language. */
export interface Fact {
  readonly language: string;
  readonly text: string;
}

/** What some files say and all others may depend on: which functions read, which are given the environment, which names open a file. */
export class Shared {
  readonly #facts = new Map<string, Fact>();
  readonly #made: Made[] = [];
  readonly #before: ReadonlyMap<string, Made>;
  /** The files that say it. */
  readonly sayers = new Set<string>();

  constructor(before: readonly Made[] = []) {
    this.#before = new Map(before.map((made) => [keyOf(made), made]));
  }

  say(path: string, language: string, ...fact: readonly unknown[]): void {
    this.sayers.add(path);
    const text = JSON.stringify(fact);
    this.#facts.set(`${language} ${text}`, { language, text });
  }

  /** Opens the files that use the names. Of an earlier scan it is known how many there are. */
  open(opening: Opening, code: CodeBase): void {
    const { language, from } = opening;
    if (from !== null) this.say(from, language, "opens", keyOf(opening));
    const known = from === null ? this.#before.get(keyOf(opening))?.users : 0;
    const opens = opensWith(opening);
    const using = (known === undefined ? [...code.files.values()] : code.candidates).filter((file) => opens(file, false));
    const users = known ?? using.length;
    this.#made.push({ ...opening, users });
    for (const file of using) if (code.isCandidate(file.path) && (users <= ordinary || opens(file, true))) code.open(file.path);
  }

  get facts(): readonly Fact[] {
    return [...this.#facts].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, fact]) => fact);
  }

  get openings(): readonly Made[] {
    return this.#made;
  }
}

function keyOf({ language, names, from }: Opening): string {
  return JSON.stringify([language, names, from]);
}
