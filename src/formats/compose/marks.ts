import type { Source } from "../../model/source.ts";
import type { Node } from "../../text/yaml.ts";
import { type Entry, type Mapping, withEntries } from "./tree.ts";

/**
 * Where values are tagged `!reset` or `!override`, key by key: what earlier files and extended services say there is dropped. Nothing under
 * a key drops the entry, marks under a key drop entries in it.
 */
export type Marks = ReadonlyMap<string, Marks | undefined>;

type OpenMarks = Map<string, OpenMarks | undefined>;

/** A node and the keys that lead to it, without merge keys, for what they bring stands beside them. */
interface Step {
  readonly node: Node;
  readonly path: readonly string[];
}

/** compose-go's loader/reset.go gives up at as many. */
const mostVisits = 100_000;

export function marksIn(root: Node, { text }: Source): Marks {
  const marks: OpenMarks = new Map();
  if (!text.includes("!reset") && !text.includes("!override")) return marks;
  const waiting: Step[] = [{ node: root, path: [] }];
  let visits = 0;
  for (let step = waiting.pop(); step !== undefined && visits < mostVisits; step = waiting.pop()) {
    visits += 1;
    if (step.node.tag === "!reset" || step.node.tag === "!override") mark(marks, step.path);
    else for (const next of stepsFrom(step)) waiting.push(next);
  }
  return marks;
}

function stepsFrom({ node, path }: Step): Step[] {
  if (node.kind !== "mapping") return [];
  return node.pairs.flatMap(({ key, value }): Step[] => {
    if (key.kind !== "scalar") return [];
    if (key.text !== "<<") return [{ node: value, path: [...path, key.text] }];
    return value.kind === "sequence" ? value.items.map((item) => ({ node: item, path })) : [{ node: value, path }];
  });
}

function mark(marks: OpenMarks, path: readonly string[]): void {
  let at = marks;
  for (const key of path.slice(0, -1)) {
    const next = at.get(key) ?? new Map();
    if (!at.has(key)) at.set(key, next);
    at = next;
  }
  const last = path.at(-1);
  if (last !== undefined) at.set(last, undefined);
}

/** The mapping without what the marks drop. */
export function withoutMarked(mapping: Mapping, marks: Marks): Mapping {
  const changes = [...marks].flatMap(([key, inner]): [string, Entry | undefined][] => {
    const entry = mapping.entries.get(key);
    if (entry === undefined) return [];
    if (inner === undefined) return [[key, undefined]];
    return entry.value.kind === "mapping" ? [[key, { ...entry, value: withoutMarked(entry.value, inner) }]] : [];
  });
  return changes.length === 0 ? mapping : withEntries(mapping, changes);
}

/** The marks inside what a path leads to. */
export function marksUnder(marks: Marks, ...path: readonly string[]): Marks {
  return path.reduce<Marks>((at, key) => at.get(key) ?? new Map(), marks);
}
