import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, YAMLException } from "js-yaml";
import type { Problem, Source, Span } from "../model/source.ts";
import { parseYamlEvents } from "./yaml-events.ts";
import { readPlainBlocks } from "./yaml-block.ts";
import type { Mapping, Node, Pair, Scalar, Sequence } from "./yaml-node.ts";

export type { Mapping, Node, Pair, Scalar } from "./yaml-node.ts";

export interface YamlDocument {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads the documents of a stream one after the other; the tree of one can be let go before the next is built. A document that is not YAML costs
 * no other, and one whose text is not wanted is not even parsed.
 */
export function* yamlDocuments(source: Source, wanted: (text: string) => boolean = () => true): Generator<YamlDocument> {
  for (const { from, to } of rangesOf(source.text)) {
    if (!wanted(source.text.slice(from, to))) continue;
    const root = readPlainBlocks(source.text, from, to);
    if (root === undefined) yield* parseRange(source, from, to);
    else yield { root, problems: [] };
  }
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

/** The documents of a stream, cut before each separator; a stream with directives stays whole. */
function* rangesOf(text: string): Generator<{ readonly from: number; readonly to: number }> {
  let from = 0;
  if (!text.startsWith("%") && !text.includes("\n%")) {
    for (let feed = text.indexOf("\n---"); feed >= 0; feed = text.indexOf("\n---", feed + 1)) {
      if (!/^[ \t\r\n]?$/.test(text.slice(feed + 4, feed + 5))) continue;
      yield { from, to: feed + 1 };
      from = feed + 1;
    }
  }
  yield { from, to: text.length };
}

function parseRange(source: Source, from: number, to: number): YamlDocument[] {
  const text = from === 0 && to === source.text.length ? source.text : source.text.slice(from, to);
  try {
    return new TreeBuilder(source, text, from).build(parseYamlEvents(text));
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const start = Math.min(from + (error.mark?.position ?? 0), source.text.length);
    const message = `the YAML cannot be read: ${error.reason.replaceAll(/"[^"]*"|<[^>]*>/g, "…")}`;
    return [{ root: undefined, problems: [{ at: { source, start, end: start }, message }] }];
  }
}

/** A collection or a document whose end has not come yet; a mapping's key waits here for its value. */
interface Frame {
  readonly node: Open<Mapping> | Open<Sequence> | undefined;
  readonly pairs: Pair[];
  readonly items: Node[];
  key: Node | undefined;
}

type Open<Collection> = { -readonly [Field in keyof Collection]: Collection[Field] };

const styles: Readonly<Record<number, Scalar["style"]>> = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double",
};

const none: never[] = [];

/** Turns the flat events of js-yaml into nodes with offsets, in one pass. */
class TreeBuilder {
  readonly source: Source;
  readonly text: string;
  readonly base: number;
  readonly documents: YamlDocument[] = [];
  readonly stack: Frame[] = [];
  frame: Frame = { node: undefined, pairs: none, items: [], key: undefined };
  anchors = new Map<string, Node>();
  problems: Problem[] = [];
  last = 0;

  constructor(source: Source, text: string, base: number) {
    this.source = source;
    this.text = text;
    this.base = base;
  }

  build(events: readonly Event[]): YamlDocument[] {
    for (const event of events) {
      if (event.type === EVENT_ID.SCALAR) this.scalar(event);
      else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) this.open(event);
      else if (event.type === EVENT_ID.ALIAS) this.alias(event.anchorStart, event.anchorEnd);
      else if (event.type === EVENT_ID.DOCUMENT) this.start();
      else this.close();
    }
    return this.documents;
  }

  start(): void {
    this.anchors = new Map();
    this.problems = [];
    this.stack.push(this.frame);
    this.frame = { node: undefined, pairs: none, items: [], key: undefined };
  }

  scalar(event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>): void {
    const empty = event.valueStart < 0;
    const start = empty ? this.last : event.valueStart;
    const end = empty ? start : event.valueEnd;
    const text = empty ? "" : event.fast ? this.text.slice(start, end) : getScalarValue(this.text, event);
    this.last = end;
    const place = this.base;
    this.add(
      { kind: "scalar", start: place + start, end: place + end, tag: this.tag(event), text, style: styles[event.style] ?? "block" },
      event,
    );
  }

  tag(event: { readonly tagStart: number; readonly tagEnd: number }): string | undefined {
    return event.tagStart < 0 ? undefined : this.text.slice(event.tagStart, event.tagEnd);
  }

  open(event: Extract<Event, { type: typeof EVENT_ID.MAPPING | typeof EVENT_ID.SEQUENCE }>): void {
    const start = this.base + event.start;
    const tag = this.tag(event);
    let frame: Frame;
    if (event.type === EVENT_ID.MAPPING) {
      const pairs: Pair[] = [];
      const node: Open<Mapping> = { kind: "mapping", start, end: start, tag, pairs };
      this.add(node, event);
      frame = { node, pairs, items: none, key: undefined };
    } else {
      const items: Node[] = [];
      const node: Open<Sequence> = { kind: "sequence", start, end: start, tag, items };
      this.add(node, event);
      frame = { node, pairs: none, items, key: undefined };
    }
    this.stack.push(this.frame);
    this.frame = frame;
  }

  close(): void {
    const { node, items, pairs } = this.frame;
    this.frame = this.stack.pop() ?? this.frame;
    if (node === undefined) this.documents.push({ root: items[0], problems: this.problems });
    else node.end = Math.max(node.end, (node.kind === "mapping" ? pairs.at(-1)?.value : items.at(-1))?.end ?? 0);
  }

  add(node: Node, event: { readonly anchorStart: number; readonly anchorEnd: number } | undefined): void {
    const { frame } = this;
    if (frame.node?.kind !== "mapping") frame.items.push(node);
    else if (frame.key === undefined) frame.key = node;
    else {
      frame.pairs.push({ key: frame.key, value: node });
      frame.key = undefined;
    }
    if (event !== undefined && event.anchorStart >= 0) this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), node);
  }

  alias(from: number, to: number): void {
    const node = this.anchors.get(this.text.slice(from, to));
    const [start, end] = [this.base + from, this.base + to];
    const open = node !== undefined && (this.frame.node === node || this.stack.some((frame) => frame.node === node));
    if (node === undefined || open) {
      const message = open ? "this alias contains itself" : "this alias names no anchor";
      this.problems.push({ at: { source: this.source, start, end: start }, message });
    }
    this.last = to;
    this.add(node === undefined || open ? { kind: "scalar", start, end, tag: undefined, text: "", style: "plain" } : node, undefined);
  }
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
  for (const { key } of pairs) if (isMerge(key)) return false;
  return !repeats(pairs);
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
  for (let i = 1; i < pairs.length; i += 1) {
    for (let j = 0; j < i; j += 1) if (sameKey(pairs[i]?.key, pairs[j]?.key)) return true;
  }
  return false;
}

function sameKey(one: Node | undefined, other: Node | undefined): boolean {
  return one?.kind === "scalar" && other?.kind === "scalar" && one.text === other.text;
}

function isMerge(key: Node): boolean {
  return key.kind === "scalar" && key.style === "plain" && key.text === "<<";
}

function keyText(key: Node): string {
  return key.kind === "scalar" ? key.text : `\0${String(key.start)}`;
}

/** The value under a path of keys. */
export function get(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let at = node;
  for (const name of path) at = pairOf(at, name)?.value;
  return at;
}

export function pairOf(node: Node | undefined, name: string): Pair | undefined {
  if (node?.kind !== "mapping") return undefined;
  for (let i = node.pairs.length - 1; i >= 0; i -= 1) {
    const pair = node.pairs[i];
    if (pair?.key.kind === "scalar" && pair.key.text === name && !isMerge(pair.key)) return pair;
  }
  return node.pairs.some(({ key }) => isMerge(key))
    ? pairsOf(node).findLast(({ key }) => key.kind === "scalar" && key.text === name)
    : undefined;
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

export function spanOf(source: Source, node: { readonly start: number; readonly end: number }): Span {
  return { source, start: node.start, end: node.end };
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
  const waiting: Node[] = root === undefined ? [] : [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "mapping") {
      yield node;
      for (const { key, value } of node.pairs) waiting.push(value, key);
    } else if (node.kind === "sequence") for (const item of node.items) waiting.push(item);
  }
}
