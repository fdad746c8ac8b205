import type { Fact, FactOf } from "../model/fact.ts";
import type { Span } from "../model/source.ts";
import type { Reading } from "../model/project.ts";

/** Facts of a large document, parted when they are first asked for: a dozen rules ask, and most for a kind that is not there. */
const parted = new WeakMap<readonly Fact[], ReadonlyMap<string, readonly Fact[]>>();
const none: readonly Fact[] = [];
const few = 50;

/** What the reader of the document noticed, of one kind. */
export function factsOf<Kind extends Fact["kind"]>({ spec: { facts } }: Reading, kind: Kind): readonly FactOf<Kind>[] {
  const candidates = facts.length < few ? facts : (partedFacts(facts).get(kind) ?? none);
  const found: FactOf<Kind>[] = [];
  for (const fact of candidates) if (isOf(kind, fact)) found.push(fact);
  return found;
}

function isOf<Kind extends Fact["kind"]>(kind: Kind, fact: Fact): fact is FactOf<Kind> {
  return fact.kind === kind;
}

function partedFacts(facts: readonly Fact[]): ReadonlyMap<string, readonly Fact[]> {
  const known = parted.get(facts);
  if (known !== undefined) return known;
  const kinds = new Map<string, Fact[]>();
  for (const fact of facts) {
    const alike = kinds.get(fact.kind);
    if (alike === undefined) kinds.set(fact.kind, [fact]);
    else alike.push(fact);
  }
  parted.set(facts, kinds);
  return kinds;
}

/** Places, file by file: one text for each of so many would cost more than what is asked of them. */
export class Places {
  readonly #starts = new Map<string, Set<number>>();

  constructor(places: Iterable<Span> = []) {
    for (const at of places) this.add(at);
  }

  has({ source, start }: Span): boolean {
    return this.#starts.get(source.path)?.has(start) === true;
  }

  /** Whether the place is new. */
  add({ source, start }: Span): boolean {
    const starts = this.#starts.get(source.path);
    if (starts === undefined) this.#starts.set(source.path, new Set([start]));
    return starts === undefined || starts.size < starts.add(start).size;
  }
}

/** A place as a key of maps and sets; one document read twice has the same places. */
export function placeKey({ source, start }: Span): string {
  return `${source.path}\0${String(start)}`;
}
