import { type Node, pairsOf, type Scalar } from "../text/yaml.ts";

/** `__proto__` under another name, since zod passes over that key; no YAML text can hold a NUL. */
const proto = "__proto__\0";

/** The key of a YAML node for a key of its plain value. */
export function writtenKey(key: string): string {
  return key === proto ? "__proto__" : key;
}

/** A node as the JavaScript value that YAML 1.2's core schema reads. A node that aliases repeat becomes one shared value. */
export function plainOf(root: Node): unknown {
  const known = new Map<Node, unknown>();
  const convert = (node: Node): unknown => {
    if (!known.has(node)) known.set(node, plainNode(node, convert));
    return known.get(node);
  };
  return convert(root);
}

function plainNode(node: Node, convert: (node: Node) => unknown): unknown {
  if (node.kind === "scalar") return plainScalar(node);
  if (node.kind === "sequence") return node.items.map(convert);
  return Object.fromEntries(
    pairsOf(node).flatMap(({ key, value }) =>
      key.kind === "scalar" ? [[key.text === "__proto__" ? proto : key.text, convert(value)]] : [],
    ),
  );
}

/** The plain scalars that are no text and no number. */
const constants: ReadonlyMap<string, boolean | null> = new Map([
  ...["", "~", "null", "Null", "NULL"].map((text) => [text, null] as const),
  ...["true", "True", "TRUE"].map((text) => [text, true] as const),
  ...["false", "False", "FALSE"].map((text) => [text, false] as const),
]);

function plainScalar({ text, style, tag }: Scalar): unknown {
  if (style !== "plain" || tag !== undefined) return text;
  const constant = constants.get(text);
  if (constant !== undefined) return constant;
  return /^(?:[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[\da-fA-F]+)$/.test(text) ? Number(text) : text;
}

/** How many nodes a reader meets that follows every alias: what a document of nested aliases costs. */
export function expandedSize(root: Node): number {
  const known = new Map<Node, number>();
  const measure = (node: Node): number => {
    const size = known.get(node) ?? 1 + childrenOf(node).reduce((sum, child) => sum + measure(child), 0);
    known.set(node, size);
    return size;
  };
  return measure(root);
}

function childrenOf(node: Node): readonly Node[] {
  if (node.kind === "scalar") return [];
  return node.kind === "sequence" ? node.items : pairsOf(node).map(({ value }) => value);
}
