import type { Source } from "../../src/model/source.ts";
import { type Node, pairsOf, yamlDocuments } from "../../src/text/yaml.ts";

interface Place {
  readonly start: number;
  readonly end: number;
}

/** What stands in the place of anything: each type, markup of templates, what no parser takes. */
const others = [
  "x",
  "5",
  "null",
  "true",
  "[]",
  "{}",
  "[x]",
  "{x: y}",
  '{"x": 5}',
  "[null]",
  "[[x]]",
  "[{}]",
  "",
  '"x',
  "!Ref x",
  "*x",
  "{{ .Values.x }}",
  "{{- if x }}",
];
const deep = [`${"[".repeat(100)}${"]".repeat(100)}`, `${"{a: ".repeat(100)}${"}".repeat(100)}`, "[".repeat(5000)];

/** Every part of a document that may be written otherwise: its nodes as YAML and JSON have them, and what stands behind `=` and `:`. */
export function placesIn(source: Source): readonly Place[] {
  const found = new Map<string, Place>();
  const add = (start: number, end: number): void => void found.set(`${String(start)}-${String(end)}`, { start, end });
  for (const { root } of yamlDocuments(source)) for (const { start, end } of nodesBelow(root)) add(...withQuotes(source.text, start, end));
  for (const pattern of [/(?<=[:=][ \t]*)[^\s:=][^\n]*/g, /(?<==["']?)[^\s"',]+/g, /(?<=^ENV \S+ ).+/gm])
    for (const { index, 0: text } of source.text.matchAll(pattern)) add(index, index + text.length);
  return [...found.values()];
}

function nodesBelow(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  if (node.kind === "scalar") return [node];
  const below = node.kind === "sequence" ? node.items : pairsOf(node).flatMap(({ key, value }) => [key, value]);
  return [node, ...below.flatMap(nodesBelow)];
}

function withQuotes(text: string, start: number, end: number): [number, number] {
  const quote = text[start - 1];
  return (quote === '"' || quote === "'") && text[end] === quote ? [start - 1, end + 1] : [start, end];
}

export function put(text: string, { start, end }: Place, other: string): string {
  return text.slice(0, start) + other + text.slice(end);
}

/** A document with something else in each of its places. */
export function* ofOtherTypes(source: Source): Generator<string> {
  for (const place of placesIn(source)) for (const other of others) yield put(source.text, place, other);
}

/** A document that was cut, changed by an editor, written twice, or nested as deep as none is. */
export function* damaged(source: Source): Generator<string> {
  const { text } = source;
  const part = (index: number): number => Math.floor((text.length * index) / 20);
  for (let index = 0; index < 20; index += 1) {
    yield text.slice(0, part(index));
    yield `${text.slice(0, part(index))}\0${text.slice(part(index))}`;
    yield `${text.slice(0, part(index))}\uD800\uFFFD${text.slice(part(index))}`;
    const line = text.lastIndexOf("\n", part(index)) + 1;
    yield `${text.slice(0, line)}---\n${text.slice(line)}`;
  }
  yield `\uFEFF${text}`;
  yield text.replaceAll("\n", "\r\n");
  yield text.replaceAll("  ", "\t");
  yield text + text;
  yield `${text}\n---\n${text}`;
  for (const place of placesIn(source)) for (const other of deep) yield put(text, place, other);
}

/** A document of five megabytes: one value, one line, its own lines over and over. */
export function* large(source: Source): Generator<string> {
  const { text } = source;
  const size = 1_000_000;
  const [first, last] = [placesIn(source)[0], placesIn(source).at(-1)];
  yield "x".repeat(size);
  yield "\n".repeat(size);
  for (const place of [first, last]) if (place !== undefined) yield put(text, place, `"${"x".repeat(size)}"`);
  yield text.repeat(Math.ceil(200_000 / text.length));
}
