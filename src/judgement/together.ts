import type { Finding, Note } from "../model/diagnostic.ts";
import type { Role } from "../model/project.ts";
import type { Span } from "../model/source.ts";
import { listed } from "../text/listing.ts";

/** A variable with something wrong at its place. */
export interface Odd {
  readonly name: string;
  readonly at: Span;
}

/** How one and how several variables are spoken of; both clauses follow the names. */
export interface Clauses {
  readonly one: string;
  readonly several: string;
}

/** One finding for all that is wrong in one way: it stands at the first place, and the others are its notes. */
export function together([first, ...others]: readonly [Odd, ...Odd[]], { one, several }: Clauses): Finding {
  const names = [...new Set([first, ...others].map(({ name }) => name))];
  const notes: Note[] = others.map(({ name, at }) => ({ at, message: name === first.name ? "here too" : `${name} here` }));
  return {
    at: first.at,
    variable: first.name,
    message: `${listed(names)} ${names.length === 1 ? one : several}`,
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** In the order of their files, as far as each file goes. */
export function byPlace<Item extends Pick<Odd, "at">>(items: readonly Item[]): Item[] {
  return items.toSorted((one, other) => one.at.start - other.at.start);
}

/** What is surely deployed is told one by one, what may be is told once per file. */
export function unitOf(item: Pick<Odd, "at">, role: Role): unknown {
  return role === "deploy" ? item : item.at.source.path;
}

/** Items with the same key side by side, in the order in which the keys first come up. */
export function grouped<Item>(items: Iterable<Item>, keyOf: (item: Item) => unknown): (readonly [Item, ...Item[]])[] {
  const groups = new Map<unknown, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
