import { lastName, type Expression } from "../expression.ts";
import type { Reader } from "../languages/language.ts";
import { enter } from "../lists.ts";
import type { Meanings } from "./meanings.ts";
import type { Module } from "./module.ts";
import type { NameForms } from "./name-forms.ts";
import type { KnownReader } from "./site.ts";

/** What tells whether a piece of code is the use of a reader, and of which name. */
export interface Search {
  readonly readers: Readers;
  readonly meanings: Meanings;
  readonly forms: NameForms;
}

/** Readers by what they look like at the place of use. */
export class Readers {
  readonly #known = new Map<string, KnownReader[]>();
  readonly #accesses: ReadonlySet<string>;
  /** Those that the user declares. */
  readonly #own: readonly KnownReader[];
  /** What their calls end in, and other names that the code may give them. */
  readonly #names: ReadonlySet<string>;

  /** The names are those that the code may give to the readers. */
  constructor(readers: readonly KnownReader[], names: Iterable<string>) {
    this.#accesses = new Set(readers.map(({ access }) => access));
    this.#own = readers.filter(({ of }) => of.startsWith("~"));
    this.#names = new Set([...lastNames(readers), ...names]);
    for (const reader of readers) enter(this.#known, `${reader.access} ${reader.of}`, reader);
  }

  /** Whether something can be a reader by its last name alone, where that is quick to tell. */
  mayBe(access: Reader["access"], callee: Expression | null, { language, definitions }: Module): boolean {
    if (!this.#accesses.has(access)) return false;
    if (language.declares === undefined || callee === null || (callee.kind !== "name" && callee.kind !== "member")) return true;
    const isParameter = callee.kind === "name" && definitions.get(callee.name)?.some(({ kind }) => kind === "parameter") === true;
    return isParameter || this.#names.has(callee.name);
  }

  /** Readers by how their call is spelled, whatever the imports say: "~System.getEnv" is any call that ends so. */
  spelled(callee: Expression): readonly KnownReader[] {
    if (this.#own.length === 0) return [];
    const spelling = `.${spellingOf(callee)}`;
    return this.#own.filter(({ of }) => spelling.endsWith(`.${of.slice(1)}`));
  }

  /** Readers of something by its path, or else those of any object by the last name of it. */
  get(access: Reader["access"], path: string | null, last: string | null, module: Module): readonly KnownReader[] {
    const exact = path === null ? [] : (this.#known.get(`${access} ${path}`) ?? []);
    const loose = exact.length > 0 || last === null ? [] : (this.#known.get(`${access} *.${last}`) ?? []);
    const any = this.#known.get(`${access} *`) ?? [];
    return [...exact, ...loose, ...any].filter(({ needs }) => needs === undefined || module.tree.text.includes(needs));
  }
}

function lastNames(readers: readonly Reader[]): ReadonlySet<string> {
  return new Set(readers.map(({ of }) => /([^.:/]*?)(?:\(\))?$/.exec(of)?.[1] ?? ""));
}

/** The names that a file gives to what ends like a reader: `get = os.environ.get`, `import getenv as get`. */
export function aliasesOf(readers: readonly Reader[]): (module: Module) => readonly string[] {
  const given = [...lastNames(readers)].filter((name) => /^\w+$/.test(name)).join("|");
  if (given === "") return () => [];
  const mentions = new RegExp(`\\b(?:${given})\\b(?!\\s*\\()(?:\\s+as\\s+(\\w+))?`, "g");
  return ({ language, tree: { text } }) => {
    if (language.declares === undefined) return [];
    return [...text.matchAll(mentions)].flatMap(({ index, 1: imported }) => assignedBefore(text, index) ?? imported ?? []);
  };
}

/** How far before a reader the name may stand that it is given. */
const reach = 200;

function assignedBefore(text: string, index: number): string | undefined {
  return /\b(\w+)["']?\s*(?::=?|=)\s*[\w.&*:]*$/.exec(text.slice(Math.max(0, index - reach), index))?.[1];
}

/** The words of a call, with dots between them: `System.getEnv` of `System::getEnv(…)`. */
function spellingOf(callee: Expression): string {
  return callee.kind === "member" ? `${spellingOf(callee.object)}.${callee.name}` : lastName(callee).replace(/^.*[$\\:]/, "");
}
