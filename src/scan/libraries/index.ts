import { type Library, wordsOf } from "./library.ts";
import { table } from "./table.ts";

/** What the libraries of one set of dependencies read. */
interface Reading {
  readonly exact: ReadonlyMap<string, string>;
  readonly patterns: readonly Pattern[];
}

/** A name with stars, cut at them. */
type Parts = readonly string[];

interface Pattern {
  readonly parts: Parts;
  readonly except: readonly Parts[];
  readonly title: string;
}

const known = new WeakMap<ReadonlySet<string>, Reading>();

/** The library among dependencies (as `dependenciesIn` names them) that reads a variable by itself: the first that names it whole, else by a pattern. */
export function libraryReading(name: string, dependencies: ReadonlySet<string>): string | undefined {
  const reading = known.get(dependencies) ?? readingOf(dependencies);
  known.set(dependencies, reading);
  return reading.exact.get(name) ?? reading.patterns.find((pattern) => matches(name, pattern))?.title;
}

function readingOf(dependencies: ReadonlySet<string>): Reading {
  const prefixes = new Prefixes(dependencies);
  const exact = new Map<string, string>();
  const patterns: Pattern[] = [];
  for (const { title, names } of table.filter((library) => prefixes.bring(library))) {
    const words = wordsOf(names);
    const except = words.filter((word) => word.startsWith("!")).map((word) => cut(word.slice(1)));
    for (const word of words.filter((name) => !name.startsWith("!"))) {
      if (word.includes("*")) patterns.push({ parts: cut(word), except, title });
      else if (!exact.has(word)) exact.set(word, title);
    }
  }
  return { exact, patterns };
}

/** Dependencies in order, so that one with a prefix is found without looking at all of them. */
class Prefixes {
  readonly #names: ReadonlySet<string>;
  readonly #sorted: readonly string[];

  constructor(names: ReadonlySet<string>) {
    this.#names = names;
    this.#sorted = [...names].toSorted((one, other) => (one < other ? -1 : 1));
  }

  bring({ packages }: Library): boolean {
    return wordsOf(packages).some((pattern) => (pattern.endsWith("*") ? this.#hasPrefix(pattern.slice(0, -1)) : this.#names.has(pattern)));
  }

  #hasPrefix(prefix: string): boolean {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? "") < prefix) low = middle + 1;
      else high = middle;
    }
    return this.#sorted[low]?.startsWith(prefix) === true;
  }
}

function cut(name: string): Parts {
  return name.split("*");
}

function matches(name: string, { parts, except }: Pattern): boolean {
  return fits(name, parts) && !except.some((not) => fits(name, not));
}

/** Whether a name consists of the parts in their order with anything between them; takes each part at its first place. */
function fits(name: string, parts: Parts): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  const end = name.length - last.length;
  if (end < first.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
