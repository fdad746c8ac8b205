import type { Process } from "./proc.ts";

/** Of some processes those that none of the others has started, however many of `all` are in between. */
export function topmost<Member extends Process>(some: readonly Member[], all: ReadonlyMap<number, Process>): readonly Member[] {
  const members = new Set(some.map(({ pid }) => pid));
  return some.filter(({ parent }) => {
    let above = parent;
    // Numbers are given again, so that what was read one after the other may hold a loop.
    for (let steps = 0; steps < all.size; steps += 1) {
      if (members.has(above)) return false;
      const next = all.get(above)?.parent;
      if (next === undefined) return true;
      above = next;
    }
    return true;
  });
}
