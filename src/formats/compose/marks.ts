import type { Source } from "../../model/source.ts";
import type { Node } from "../../text/yaml.ts";
import { type Mapping, withEntries } from "./tree.ts";

/** The keys that lead to a value tagged `!reset` or `!override`: what earlier files and extended services say there is dropped. */
export type Mark = readonly string[];

/** A node and the keys that lead to it, without merge keys, for what they bring stands beside them. */
interface Step {
  readonly node: Node;
  readonly path: Mark;
}

/** compose-go's loader/reset.go gives up at as many. */
const mostVisits = 100_000;

export function marksIn(root: Node, { text }: Source): Mark[] {
  if (!text.includes("!reset") && !text.includes("!override")) return [];
  const marks: Mark[] = [];
  const waiting: Step[] = [{ node: root, path: [] }];
  let visits = 0;
  for (let step = waiting.pop(); step !== undefined && visits < mostVisits; step = waiting.pop()) {
    visits += 1;
    if (step.node.tag === "!reset" || step.node.tag === "!override") marks.push(step.path);
    else waiting.push(...stepsFrom(step));
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

/** The mapping without what the marks drop. */
export function withoutMarked(mapping: Mapping, marks: readonly Mark[]): Mapping {
  return marks.reduce(without, mapping);
}

function without(mapping: Mapping, [key, ...rest]: Mark): Mapping {
  const entry = key === undefined ? undefined : mapping.entries.get(key);
  if (key === undefined || entry === undefined) return mapping;
  if (rest.length === 0) return withEntries(mapping, [[key, undefined]]);
  const value = entry.value.kind === "mapping" ? without(entry.value, rest) : entry.value;
  return withEntries(mapping, [[key, { ...entry, value }]]);
}

/** The marks inside what a path leads to, seen from there. */
export function marksUnder(marks: readonly Mark[], path: Mark): Mark[] {
  return marks
    .filter((mark) => mark.length > path.length && path.every((key, i) => mark[i] === key))
    .map((mark) => mark.slice(path.length));
}
