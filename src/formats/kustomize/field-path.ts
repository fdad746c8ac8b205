import { get, type Mapping, type Node, textOf } from "../../text/yaml.ts";
import { compileRe2 } from "../../text/re2.ts";
import { scalar, unsettled } from "./tree.ts";
import type { Span } from "../../model/source.ts";

/** Splits `spec.containers.[name=a.b].image` (kyaml utils SmarterPathSplitter). */
export function splitPath(path: string): string[] {
  const parts: string[] = [];
  let part = "";
  let isBracketed = false;
  for (let at = 0; at < path.length; at += 1) {
    const character = path[at] ?? "";
    if (character === "\\" && path[at + 1] === "." && !isBracketed) {
      part += ".";
      at += 1;
    } else if (character === "." && !isBracketed) {
      parts.push(part);
      part = "";
    } else {
      if (character === "[" && part === "") isBracketed = true;
      if (character === "]") isBracketed = false;
      part += character;
    }
  }
  parts.push(part);
  return parts.map((one) => (one.startsWith("[") && one.endsWith("]") && !one.includes("=") ? one.slice(1, -1) : one));
}

/** The first node that a path leads to. */
export function lookUp(root: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = root;
  for (const part of path) {
    if (node?.kind !== "sequence") {
      node = get(node, part);
      continue;
    }
    const matches = itemTest(part);
    const { items }: { readonly items: readonly Node[] } = node;
    node = /^\d+$/.test(part) ? items[Number(part)] : items.find(matches);
  }
  return node;
}

/** Tests the items of a list for `[name=auth]`, whose value is a regular expression that may match anywhere. */
function itemTest(part: string): (item: Node) => boolean {
  const [, field = "", value = ""] = /^\[([^=]*)=([^]*)\]$/.exec(part) ?? [];
  if (part === "*") return () => true;
  if (!part.startsWith("[")) return () => false;
  const test = compileRe2(value);
  return (item) => {
    const text = textOf(field === "" ? item : get(item, field));
    return text !== undefined && test?.(text) === true;
  };
}

/** How a path is written to. */
interface Writing {
  readonly write: (old: Node | undefined) => Node | undefined;
  /** Whether what is not there is made. */
  readonly creates: boolean;
  readonly at: Span;
  /** Told of every item of a list that was changed on the way. */
  readonly changed: (list: string, before: Node, after: Node) => Node;
}

/** The tree with what a path leads to written anew, and how many places that were. */
export function writeAt(node: Node, path: readonly string[], writing: Writing, list = ""): { readonly node: Node; readonly count: number } {
  const [part, ...rest] = path;
  if (part === undefined) {
    const written = writing.write(node);
    return { node: written ?? node, count: written === undefined ? 0 : 1 };
  }
  if (node.kind === "sequence") return writeInList(node, part, rest, { writing, list });
  return node.kind === "mapping" ? writeInMapping(node, part, rest, writing) : { node, count: 0 };
}

function writeInMapping(
  node: Mapping,
  part: string,
  rest: readonly string[],
  writing: Writing,
): { readonly node: Node; readonly count: number } {
  const index = node.pairs.findLastIndex(({ key }) => textOf(key) === part);
  const pair = node.pairs[index];
  if (pair === undefined && !writing.creates) return { node, count: 0 };
  const below = writeAt(pair?.value ?? emptyFor(rest[0], writing.at), rest, writing, part);
  if (below.count === 0) return { node, count: 0 };
  if (pair === undefined)
    return { ...below, node: { ...node, pairs: [...node.pairs, { key: scalar(part, writing.at), value: below.node }] } };
  const isLeaf = rest.length === 0 && below.node.kind === "scalar";
  const key = isLeaf ? scalar(part, writing.at) : pair.key;
  const written = { key, value: below.node, ...(isLeaf && { under: pair }) };
  return { node: { ...node, pairs: node.pairs.with(index, written) }, count: below.count };
}

function emptyFor(next: string | undefined, { source, start, end }: Span): Node {
  const place = { start, end, tag: undefined, source };
  if (next === undefined) return { kind: "scalar", ...place, tag: unsettled, text: "", style: "plain" };
  return next.startsWith("[") || next === "*" ? { kind: "sequence", ...place, items: [] } : { kind: "mapping", ...place, pairs: [] };
}

interface InList {
  readonly writing: Writing;
  readonly list: string;
}

function writeInList(
  node: Extract<Node, { readonly kind: "sequence" }>,
  part: string,
  rest: readonly string[],
  { writing, list }: InList,
): { readonly node: Node; readonly count: number } {
  let count = 0;
  const isItem = /^\d+$/.test(part) ? undefined : itemTest(part);
  const items = node.items.map((item, index) => {
    if (isItem === undefined ? index !== Number(part) : !isItem(item)) return item;
    const below = writeAt(item, rest, writing, list);
    count += below.count;
    return below.count === 0 ? item : writing.changed(list, item, below.node);
  });
  const [, field, value] = /^\[([^=]+)=([^]*)\]$/.exec(part) ?? [];
  if (count === 0 && writing.creates && field !== undefined && value !== undefined && !node.items.some((item) => isItem?.(item))) {
    const { source, start, end } = writing.at;
    const pair = { key: scalar(field, writing.at), value: scalar(value, writing.at) };
    const made = writeAt({ kind: "mapping", start, end, tag: undefined, source, pairs: [pair] }, rest, writing, list);
    return { node: { ...node, items: [...items, made.node] }, count: made.count };
  }
  return { node: { ...node, items }, count };
}
