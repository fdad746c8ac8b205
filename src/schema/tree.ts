import type { Source } from "../model/source.ts";
import type { Mapping, Node, Scalar } from "../text/yaml.ts";

/** A JavaScript object as the tree that a YAML file with the same content would have; every text is placed where it first stands as a word. */
export function treeOf(root: object, source: Source): Mapping {
  return mappingOf(root, source);
}

function nodeOf(value: unknown, source: Source): Node {
  if (Array.isArray(value)) return { kind: "sequence", ...nowhere, items: value.map((item) => nodeOf(item, source)) };
  if (typeof value === "object" && value !== null) return mappingOf(value, source);
  return scalarOf(value, source);
}

function mappingOf(value: object, source: Source): Mapping {
  const entries: Iterable<readonly [unknown, unknown]> = value instanceof Map ? value.entries() : Object.entries(value);
  const pairs = [...entries]
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => ({ key: scalarOf(key, source), value: nodeOf(inner, source) }));
  return { kind: "mapping", ...nowhere, pairs };
}

const nowhere = { start: 0, end: 0, tag: undefined };

function scalarOf(value: unknown, source: Source): Scalar {
  const text = typeof value === "string" ? value : value === null ? "null" : String(Object(value));
  return { kind: "scalar", ...rangeOf(text, source), tag: undefined, text, style: typeof value === "string" ? "double" : "plain" };
}

function rangeOf(text: string, source: Source): { readonly start: number; readonly end: number } {
  if (text === "") return { start: 0, end: 0 };
  for (let start = source.text.indexOf(text); start >= 0; start = source.text.indexOf(text, start + 1)) {
    const end = start + text.length;
    if (!/\w/.test(source.text.charAt(start - 1)) && !/\w/.test(source.text.charAt(end))) return { start, end };
  }
  return { start: 0, end: 0 };
}
