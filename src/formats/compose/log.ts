import type { Fact } from "../../model/fact.ts";
import type { Problem, Source, Span } from "../../model/source.ts";
import type { Leaf } from "./tree.ts";

/** Collects what is wrong and what is notable, each place once: a file or an anchored node may be read for several services. */
export class Log {
  readonly problems: Problem[] = [];
  readonly facts: Fact[] = [];
  /** Texts that compose stops at, because of a `${NAME:?}` in them. */
  readonly refusals: Leaf[] = [];
  readonly #files = new Set<Source>();
  readonly #told = new Map<Source, Map<string, Set<number>>>();

  problem(at: Span, message: string): void {
    if (this.#isNew(at, message)) this.problems.push({ at, message });
  }

  /** Something that a file which is merged with others need not have. */
  lack(at: Span, message: string): void {
    if (this.#isNew(at, message)) this.problems.push({ at, message, fragment: true });
  }

  /** Takes over what another reader found. */
  addAll({ facts, problems }: { readonly facts?: readonly Fact[]; readonly problems?: readonly Problem[] }): void {
    for (const fact of facts ?? []) this.fact(fact);
    for (const problem of problems ?? [])
      if (problem.at === undefined || this.#isNew(problem.at, problem.message)) this.problems.push(problem);
  }

  fact(fact: Fact): void {
    if (this.#isNew(fact.at, fact.kind)) this.facts.push(fact);
  }

  /** Whether it was asked for this file before. */
  isTold(file: Source): boolean {
    const told = this.#files.has(file);
    this.#files.add(file);
    return told;
  }

  #isNew({ source, start }: Span, what: string): boolean {
    const places = this.#placesOf(source, what);
    return places.size < places.add(start).size;
  }

  #placesOf(source: Source, what: string): Set<number> {
    const told = this.#told.get(source) ?? new Map<string, Set<number>>();
    const known = told.get(what);
    if (known !== undefined) return known;
    const places = new Set<number>();
    this.#told.set(source, told.set(what, places));
    return places;
  }
}
