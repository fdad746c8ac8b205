import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, YAMLException } from "js-yaml";
import type { Problem, Source } from "../model/source.ts";
import { parseYamlEvents } from "./yaml-events.ts";
import type { Mapping, Node, Pair, Scalar, Sequence, YamlDocument } from "./yaml-node.ts";

/** Reads a part of a source with the whole parser; a mistake ends the part. */
export function parseRange(source: Source, from: number, to: number): YamlDocument[] {
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
