import type { Source, Span } from "../../model/source.ts";
import { isNull, type Mapping, type Node, type Pair, pairsOf, type Scalar, textOf } from "../../text/yaml.ts";

/** Where an offset of a text that was taken out of a file stands in that file. */
export type Place = (offset: number) => number;

/** The tree with the source in every node that has none yet, so that it can become part of the tree of another document. Shared nodes stay shared. */
export function placed(root: Node, source: Source, place: Place = (offset) => offset): Node {
  const known = new Map<Node, Node>();
  const copy = (node: Node): Node => {
    if (node.source !== undefined) return node;
    if (node.kind === "scalar") {
      const { tag, text, style } = node;
      return { kind: "scalar", start: place(node.start), end: place(node.end), tag, text, style, source };
    }
    const before = known.get(node);
    if (before !== undefined) return before;
    const made = copyOf(node);
    known.set(node, made);
    return made;
  };
  const copyOf = (node: Exclude<Node, Scalar>): Node => {
    const { tag } = node;
    const [start, end] = [place(node.start), place(node.end)];
    if (node.kind === "sequence") return { kind: "sequence", start, end, tag, items: node.items.map(copy), source };
    const pairs = node.pairs.some(({ key }) => key.kind === "scalar" && key.text === "<<") ? pairsOf(node) : node.pairs;
    return { kind: "mapping", start, end, tag, pairs: pairs.map(({ key, value }) => ({ key: copy(key), value: copy(value) })), source };
  };
  return copy(root);
}

/** A text that a tool writes; `at` is where its author made it do so. */
export function scalar(text: string, { source, start, end }: Span): Scalar {
  return { kind: "scalar", start, end, tag: undefined, text, style: "double", source };
}

export function mapping(pairs: readonly Pair[], { source, start, end }: Span): Mapping {
  return { kind: "mapping", start, end, tag: undefined, pairs, source };
}

/** The mapping with a pair in the place of that of its key, else behind all others. */
export function withPair(node: Mapping, pair: Pair): Mapping {
  const name = textOf(pair.key);
  const index = node.pairs.findLastIndex(({ key }) => textOf(key) === name);
  return { ...node, pairs: index < 0 ? [...node.pairs, pair] : node.pairs.with(index, pair) };
}

export function withoutKey(node: Mapping, name: string): Mapping {
  return { ...node, pairs: node.pairs.filter(({ key }) => textOf(key) !== name) };
}

/** The mapping with a text under a path of keys, all of which are made as needed; undefined takes the last key away. */
export function withText(node: Mapping, path: readonly string[], text: string | undefined, at: Span): Mapping {
  const [name = "", ...rest] = path;
  const { key = scalar(name, at), value: old } = node.pairs.findLast((pair) => textOf(pair.key) === name) ?? {};
  if (rest.length > 0) {
    if (text === undefined && old === undefined) return node;
    return withPair(node, { key, value: withText(old?.kind === "mapping" ? old : mapping([], at), rest, text, at) });
  }
  if (text === undefined) return withoutKey(node, name);
  return withPair(node, { key, value: old?.kind === "scalar" ? rewritten(old, text) : scalar(text, at) });
}

/** The tag of a scalar that a replacement made: what it is hangs on its text, until a patch settles it. */
export const unsettled = "!";

/** The tree with its unsettled scalars settled: as texts, else as what their texts look like. */
export function settled(node: Node, asTexts: boolean): Node {
  if (node.kind === "scalar") {
    if (node.tag !== unsettled) return node;
    return asTexts ? rewritten(node, node.text) : { ...node, tag: undefined };
  }
  if (node.kind === "sequence") {
    const items = node.items.map((item) => settled(item, asTexts));
    return items.some((item, index) => item !== node.items[index]) ? { ...node, items } : node;
  }
  const pairs = node.pairs.map((pair) => {
    const value = settled(pair.value, asTexts);
    return value === pair.value ? pair : { ...pair, value };
  });
  return pairs.some((pair, index) => pair !== node.pairs[index]) ? { ...node, pairs } : node;
}

/** A text that a tool changed keeps its place. */
export function rewritten(node: Scalar, text: string): Scalar {
  return { ...node, text, tag: undefined, style: "double" };
}

/** Applies a change to every node under a path of keys, from the part at `depth` on; lists on the way are gone through. */
export function changeAt(node: Node, path: readonly string[], change: (node: Node) => Node, depth = 0): Node {
  if (depth === path.length) return change(node);
  if (node.kind === "sequence") {
    const items = node.items.map((item) => changeAt(item, path, change, depth));
    return items.some((item, index) => item !== node.items[index]) ? { ...node, items } : node;
  }
  if (node.kind !== "mapping") return node;
  const name = path[depth];
  const index = node.pairs.findLastIndex(({ key }) => key.kind === "scalar" && key.text === name);
  const pair = node.pairs[index];
  if (pair === undefined) return node;
  const value = changeAt(pair.value, path, change, depth + 1);
  return value === pair.value ? node : { ...node, pairs: node.pairs.with(index, { ...pair, value }) };
}

/** Whether a node is there and says something. */
export function isSet(node: Node | undefined): node is Node {
  return node !== undefined && !isNull(node);
}

/** An env entry that something else than a patch of its document changed: its name is then to be found where that says so. */
export function retouched(before: Node, after: Node, at: Span): Node {
  if (before.kind !== "mapping" || after.kind !== "mapping" || before === after) return after;
  const [was, is] = [before, after].map((node) => node.pairs.findLast(({ key }) => textOf(key) === "name"));
  if (is?.value.kind !== "scalar") return after;
  const name = was?.value === is.value ? scalar(is.value.text, at) : is.value;
  return { ...withPair(after, { key: is.key, value: name }), under: before };
}
