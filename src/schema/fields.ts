import type { Source, Span } from "../model/source.ts";
import { isNull, itemsOf, type Node, pairsOf, spanOf, textOf } from "../text/yaml.ts";

/** A key with what stands under it, in the file that wrote it: the fields of one mapping may come from several files. */
export interface Field {
  readonly source: Source;
  readonly key: Node;
  readonly value: Node;
}

export type Fields = ReadonlyMap<string, Field>;

/** Text of a schema file with its place. */
export interface Word {
  readonly text: string;
  readonly at: Span;
}

/** How a mistake is told. */
export type Report = (at: Span | undefined, message: string) => void;

/** The fields of a mapping, in order; none when it is something else, which the shape tells. */
export function fieldsOf(source: Source, node: Node | undefined): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const { key, value } of pairsOf(node)) if (key.kind === "scalar") fields.set(key.text, { source, key, value });
  return fields;
}

/** The fields of the mapping under a key. */
export function within(field: Field | undefined): Map<string, Field> {
  return field === undefined ? new Map() : fieldsOf(field.source, field.value);
}

export function keySpan({ source, key }: Field): Span {
  return spanOf(source, key);
}

export function textIn(field: Field | undefined): string | undefined {
  return textOf(field?.value);
}

/** true or false; undefined when nothing or something else is said. */
export function flagIn(field: Field | undefined): boolean | undefined {
  const text = field?.value.kind === "scalar" && field.value.style === "plain" ? field.value.text.toLowerCase() : undefined;
  return text === "true" ? true : text === "false" ? false : undefined;
}

/** A whole number, not negative. */
export function countIn(field: Field | undefined): number | undefined {
  const text = textIn(field);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The scalars of a list, or the one scalar that stands in its place. */
export function wordsIn(field: Field | undefined): readonly Word[] {
  if (field === undefined) return [];
  const nodes = field.value.kind === "scalar" ? [field.value] : itemsOf(field.value);
  return nodes.flatMap((node) => (node.kind === "scalar" && !isNull(node) ? [{ text: node.text, at: spanOf(field.source, node) }] : []));
}

export function textsIn(field: Field | undefined): readonly string[] | undefined {
  return field === undefined ? undefined : wordsIn(field).map(({ text }) => text);
}

/** The names of a list, or of the keys of a mapping. */
export function namesIn(field: Field | undefined): readonly Word[] {
  if (field?.value.kind !== "mapping") return wordsIn(field);
  return [...within(field)].map(([text, inner]) => ({ text, at: keySpan(inner) }));
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The same object without the keys that hold undefined. */
export function defined<T extends object>(object: T): Defined<T>;
export function defined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
