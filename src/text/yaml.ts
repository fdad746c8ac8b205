import type { Source, Span } from "../model/source.ts";
import { readPlainBlocks } from "./yaml-block.ts";
import type { Mapping, Node, Pair, YamlDocument } from "./yaml-node.ts";
import { parseRange } from "./yaml-tree.ts";

export type { Mapping, Node, Pair, Scalar, YamlDocument } from "./yaml-node.ts";

/**
 * Reads the documents of a stream one after the other; the tree of one can be let go before the next is built. A document that is not YAML costs
 * no other, and one whose text is not wanted is not even parsed.
 */
export function* yamlDocuments(source: Source, wanted: (text: string) => boolean = () => true): Generator<YamlDocument> {
  for (const range of rangesOf(source.text)) yield* documentsIn(source, range, wanted);
}

/** A part of a stream, from one separator of documents to another. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Reads what `rangesOf` has cut off; some streams end a document without a separator. */
export function documentsIn(source: Source, { from, to }: Range, wanted: (text: string) => boolean): readonly YamlDocument[] {
  if (!wanted(source.text.slice(from, to))) return [];
  const root = readPlainBlocks(source.text, from, to);
  return root === undefined ? parseRange(source, from, to) : [{ root, problems: [] }];
}

/** Reads a file that should hold one document. */
export function yamlDocument(source: Source): YamlDocument {
  const [first, second] = yamlDocuments(source);
  if (first === undefined) return { root: undefined, problems: [] };
  if (second === undefined) return first;
  const start = second.root?.start ?? 0;
  const problem = { at: { source, start, end: start }, message: "a second YAML document starts here, where only one is read" };
  return { root: first.root, problems: [...first.problems, problem] };
}

/** The documents of a stream or of a range of it, cut before each separator; what has directives stays whole. */
export function* rangesOf(text: string, { from, to }: Range = { from: 0, to: text.length }): Generator<Range> {
  const part = text.slice(from, to);
  let start = 0;
  const hasDirectives = part.includes("%") && (part.startsWith("%") || part.includes("\n%"));
  if (!hasDirectives) {
    for (let feed = part.indexOf("\n---"); feed >= 0; feed = part.indexOf("\n---", feed + 1)) {
      if (!" \t\r\n".includes(part.charAt(feed + 4))) continue;
      yield { from: from + start, to: from + feed + 1 };
      start = feed + 1;
    }
  }
  yield { from: from + start, to };
}

/** Up to so many keys, comparing each with each is quicker than a set. */
const small = 12;

const expanded = new WeakMap<Mapping, readonly Pair[]>();

/** The pairs a mapping means: merge keys (`<<`) expanded, written keys over merged ones, the last of duplicate keys. */
export function pairsOf(node: Node | undefined): readonly Pair[] {
  if (node?.kind !== "mapping") return [];
  if (node.pairs.length <= small && isPlain(node)) return node.pairs;
  const known = expanded.get(node);
  if (known !== undefined) return known;
  const pairs = isPlain(node) ? node.pairs : expand(node);
  expanded.set(node, pairs);
  return pairs;
}

/** Whether a mapping means just what it writes. */
function isPlain({ pairs }: Mapping): boolean {
  return !merges(pairs) && !repeats(pairs);
}

function merges(pairs: readonly Pair[]): boolean {
  for (let i = 0; i < pairs.length; i += 1) if (isMerge(pairs[i]?.key)) return true;
  return false;
}

function expand(node: Mapping): Pair[] {
  const found = new Map<string, Pair>();
  for (const pair of mergedInto(node).flatMap(pairsOf)) if (!found.has(keyText(pair.key))) found.set(keyText(pair.key), pair);
  for (const pair of node.pairs) if (!isMerge(pair.key)) found.set(keyText(pair.key), pair);
  return [...found.values()];
}

/** The mappings that merge keys name, the strongest first. */
function mergedInto(node: Mapping): readonly Node[] {
  return node.pairs.flatMap(({ key, value }) => (!isMerge(key) ? [] : value.kind === "sequence" ? value.items : [value]));
}

function repeats(pairs: readonly Pair[]): boolean {
  if (pairs.length > small) return new Set(pairs.map(({ key }) => keyText(key))).size < pairs.length;
  for (let i = 1; i < pairs.length; i += 1) if (stands(pairs[i]?.key, pairs, i)) return true;
  return false;
}

/** Whether a key is among the first so many. */
function stands(key: Node | undefined, pairs: readonly Pair[], end: number): boolean {
  if (key?.kind !== "scalar") return false;
  const { text } = key;
  for (let i = 0; i < end; i += 1) {
    const other = pairs[i]?.key;
    if (other?.kind === "scalar" && other.text === text) return true;
  }
  return false;
}

function isMerge(key: Node | undefined): boolean {
  return key?.kind === "scalar" && key.text === "<<" && key.style === "plain";
}

function keyText(key: Node): string {
  return key.kind === "scalar" ? key.text : `\0${String(key.start)}`;
}

/** The value under a path of keys. */
export function get(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let at = node;
  for (let i = 0; i < path.length; i += 1) at = pairOf(at, path[i] ?? "")?.value;
  return at;
}

export function pairOf(node: Node | undefined, name: string): Pair | undefined {
  if (node?.kind !== "mapping") return undefined;
  for (let i = node.pairs.length - 1; i >= 0; i -= 1) {
    const pair = node.pairs[i];
    if (pair?.key.kind === "scalar" && pair.key.text === name && !isMerge(pair.key)) return pair;
  }
  return merges(node.pairs) ? pairsOf(node).findLast(({ key }) => key.kind === "scalar" && key.text === name) : undefined;
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === "sequence" ? node.items : [];
}

/** The text of a scalar; undefined for null, for collections and for nothing. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === "scalar" && !isNull(node) ? node.text : undefined;
}

const nulls = new Set(["", "~", "null", "Null", "NULL"]);

/** Whether YAML 1.2's core schema reads it as null. */
export function isNull(node: Node): boolean {
  return node.kind === "scalar" && node.style === "plain" && node.text.length <= 4 && node.tag === undefined && nulls.has(node.text);
}

export function spanOf(source: Source, node: { readonly start: number; readonly end: number; readonly source?: Source }): Span {
  return { source: node.source ?? source, start: node.start, end: node.end };
}

/** The empty span where a node starts. */
export function startOf(source: Source, node: { readonly start: number; readonly source?: Source }): Span {
  return { source: node.source ?? source, start: node.start, end: node.start };
}

export interface DuplicateKey {
  readonly name: string;
  readonly at: Span;
  readonly earlier: Span;
}

/** The keys that one mapping has twice. */
export function duplicateKeys(source: Source, mapping: Mapping): DuplicateKey[] {
  if (!repeats(mapping.pairs)) return [];
  const seen = new Map<string, Node>();
  return mapping.pairs.flatMap(({ key }) => {
    if (key.kind !== "scalar" || isMerge(key)) return [];
    const earlier = seen.get(key.text);
    seen.set(key.text, key);
    return earlier === undefined ? [] : [{ name: key.text, at: spanOf(source, key), earlier: spanOf(source, earlier) }];
  });
}

/** Every mapping of a tree, each once, however many aliases lead to it. */
export function* mappingsIn(root: Node | undefined): Generator<Mapping> {
  const seen = new Set<Node>();
  const waiting: Node[] = [];
  const enter = (node: Node): unknown => node.kind !== "scalar" && waiting.push(node);
  if (root !== undefined) enter(root);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "sequence") node.items.forEach(enter);
    if (node.kind !== "mapping") continue;
    yield node;
    for (const { key, value } of node.pairs) {
      enter(value);
      enter(key);
    }
  }
}
