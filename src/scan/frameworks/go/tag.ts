import type { Extent } from "../../found.ts";
import type { Module } from "../../core/module.ts";
import type { Node } from "../../tree.ts";

/** A value in a struct tag, and where it stands. */
export interface TagValue {
  readonly text: string;
  readonly at: Extent;
}

const PAIR = /(?<![^\s":`])([^\s":`]+):"((?:[^"\\]|\\.)*)"/g;

/** The keys and values of a struct tag, as reflect.StructTag.Lookup finds them: the first of a name counts. */
export function tagsOf(node: Node | undefined, module: Module): ReadonlyMap<string, TagValue> {
  const found = new Map<string, TagValue>();
  if (node === undefined) return found;
  const isRaw = node.type === "raw_string_literal";
  const text = isRaw ? module.textOf(node) : module.textOf(node).replaceAll('\\"', '"');
  for (const { 1: key = "", 2: value = "", index } of text.matchAll(PAIR)) {
    const start = node.start + index + key.length + 2;
    const at = isRaw ? { start, end: start + value.length } : { start: node.start, end: node.end };
    if (!found.has(key)) found.set(key, { text: value.replaceAll(/\\(["\\])/g, "$1"), at });
  }
  return found;
}

/** A part of a tag's value that is a name by itself: where that stands. */
export function partOf({ text, at }: TagValue, part: string): Extent {
  const from = text.indexOf(part);
  return from < 0 || at.end - at.start !== text.length || part === "" ? at : { start: at.start + from, end: at.start + from + part.length };
}

/** Values that strconv.ParseBool takes for true. */
export function isTrue(value: TagValue | undefined): boolean {
  return value !== undefined && /^(?:1|t|T|TRUE|true|True)$/.test(value.text);
}
