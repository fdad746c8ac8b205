import type { Span } from "../../model/source.ts";
import { get, isNull, itemsOf, type Mapping, type Node, type Pair, spanOf, textOf } from "../../text/yaml.ts";
import type { Refuse } from "./merge.ts";
import { mapping, retouched, scalar, withPair, withoutKey } from "./tree.ts";

/** One operation of RFC 6902. */
interface Operation {
  readonly op: string;
  readonly path: readonly string[];
  readonly from: readonly string[] | undefined;
  readonly value: Node;
  readonly at: Span;
}

/** Applies the operations of a patch as evanphx/json-patch does; the first that cannot be applied ends the build, so that nothing is changed at all. */
export function applyJsonPatch(root: Mapping, patch: Node, refuse: Refuse): Mapping {
  let node: Node = root;
  for (const item of itemsOf(patch)) {
    const operation = operationOf(item);
    const changed: Node | string = operation === undefined ? "must have an op and a path" : apply(node, operation);
    if (typeof changed === "string") {
      refuse(get(item, "path") ?? item, `this operation ${changed}`);
      return root;
    }
    node = changed;
  }
  return node.kind === "mapping" ? node : root;
}

/** Whether a text holds operations rather than objects. */
export function isJsonPatch(root: Node | undefined): boolean {
  return root?.kind === "sequence" && root.items.every((item) => textOf(get(item, "op")) !== undefined);
}

function operationOf(item: Node): Operation | undefined {
  const [op, pathNode] = [textOf(get(item, "op")), get(item, "path")];
  const path = pointer(textOf(pathNode));
  if (op === undefined || path === undefined || pathNode?.source === undefined) return undefined;
  const at = spanOf(pathNode.source, pathNode);
  return { op, path, from: pointer(textOf(get(item, "from"))), value: get(item, "value") ?? { ...scalar("", at), style: "plain" }, at };
}

function pointer(text: string | undefined): string[] | undefined {
  if (text === undefined || !text.startsWith("/")) return undefined;
  return text
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function apply(root: Node, operation: Operation): Node | string {
  const { op, path, value, at } = operation;
  if (op === "add" || op === "replace") return change(annotated(root, path, at), path, { kind: op, value, at });
  if (op === "remove") return change(annotated(root, path, at), path, { kind: "remove", at });
  if (op === "test") return isSame(nodeAt(root, path), value) ? root : "tests for another value than there is";
  return op === "move" || op === "copy" ? relocate(root, operation) : "has an unknown op";
}

/** With annotations for a path that leads through them: kustomize keeps notes of its own there while it patches (api/resource, StorePreviousId). */
function annotated(root: Node, [first, second]: readonly string[], at: Span): Node {
  const pair = first === "metadata" && second === "annotations" && root.kind === "mapping" ? pairOf(root, first) : undefined;
  if (root.kind !== "mapping" || pair?.value.kind !== "mapping" || pairOf(pair.value, second) !== undefined) return root;
  const value = withPair(pair.value, { key: scalar("annotations", at), value: mapping([], at) });
  return withPair(root, { key: pair.key, value });
}

function relocate(root: Node, { op, path, from, at }: Operation): Node | string {
  const moved = from === undefined ? undefined : nodeAt(root, from);
  if (from === undefined || moved === undefined) return "names nothing under from";
  if (op === "copy") return change(root, path, { kind: "add", value: moved, at });
  const without = change(root, from, { kind: "remove", at });
  return typeof without === "string" ? without : change(without, path, { kind: "add", value: moved, at });
}

type Change =
  | { readonly kind: "add" | "replace"; readonly value: Node; readonly at: Span }
  | { readonly kind: "remove"; readonly at: Span };

function change(node: Node, path: readonly string[], what: Change, parent?: string): Node | string {
  const [name = "", ...rest] = path;
  if (node.kind === "scalar") return "goes through something that is neither a mapping nor a list";
  return node.kind === "mapping" ? inMapping(node, name, rest, what) : inList(node, [name, ...rest], what, parent);
}

function inList(
  node: Extract<Node, { readonly kind: "sequence" }>,
  [name = "", ...rest]: readonly string[],
  what: Change,
  parent: string | undefined,
): Node | string {
  const index = indexIn(node.items, name, rest.length === 0 && what.kind === "add");
  if (index === undefined) return "names an item that the list does not have";
  const { items } = node;
  const old = items[index];
  if (rest.length === 0) return { ...node, items: changedItems(items, index, what, parent) };
  if (old === undefined) return "goes through an item that is not there";
  const below = change(old, rest, what, parent);
  return typeof below === "string"
    ? below
    : { ...node, items: items.with(index, parent === "env" ? retouched(old, below, what.at) : below) };
}

function changedItems(items: readonly Node[], index: number, what: Change, parent: string | undefined): Node[] {
  if (what.kind === "add") return items.toSpliced(index, 0, what.value);
  if (what.kind === "remove") return items.toSpliced(index, 1);
  const old = items[index];
  const isEntry = parent === "env" && old?.kind === "mapping" && what.value.kind === "mapping";
  return items.with(index, isEntry ? { ...what.value, under: old } : what.value);
}

function inMapping(node: Mapping, name: string, rest: readonly string[], what: Change): Node | string {
  const pair = pairOf(node, name);
  if (rest.length > 0) {
    if (pair === undefined) return "goes through a key that is not there";
    const below = change(pair.value, rest, what, name);
    return typeof below === "string" ? below : withPair(node, { key: pair.key, value: below });
  }
  if (what.kind === "remove") return pair === undefined ? "removes a key that is not there" : withoutKey(node, name);
  // json-patch 4 takes the replacement of a key that is not there for its addition.
  return withPair(node, { key: scalar(name, what.at), value: what.value, ...(pair && { under: pair }) });
}

function pairOf(node: Mapping, name: string | undefined): Pair | undefined {
  return node.pairs.findLast(({ key }) => textOf(key) === name);
}

/** An index as json-patch takes it: `-` is behind the last, and negative ones count from there. */
function indexIn(items: readonly Node[], name: string, adds: boolean): number | undefined {
  const most = items.length - (adds ? 0 : 1);
  if (name === "-") return adds ? most : undefined;
  if (!/^-?(?:0|[1-9]\d{0,8})$/.test(name)) return undefined;
  const index = Number(name);
  if (index >= 0) return index <= most ? index : undefined;
  return index + most + 1 >= 0 ? index + items.length + (adds ? 1 : 0) : undefined;
}

function nodeAt(root: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = root;
  for (const name of path) {
    if (node?.kind === "sequence") {
      const index = indexIn(node.items, name, false);
      node = index === undefined ? undefined : node.items[index];
    } else node = get(node, name);
  }
  return node;
}

/** Whether two nodes say the same; which of two ways a number is written does not matter to JSON, and is not looked at. Shared nodes are compared once. */
function isSame(one: Node | undefined, other: Node | undefined, known = new Map<Node, Node>()): boolean {
  if (one === undefined || other === undefined || isNull(one) || isNull(other)) return isNothing(one) && isNothing(other);
  if (one.kind === "scalar") return other.kind === "scalar" && one.text === other.text;
  if (known.get(one) === other) return true;
  known.set(one, other);
  return isSameCollection(one, other, known);
}

function isSameCollection(one: Node, other: Node, known: Map<Node, Node>): boolean {
  if (one.kind === "sequence") {
    if (other.kind !== "sequence" || one.items.length !== other.items.length) return false;
    return one.items.every((item, index) => isSame(item, other.items[index], known));
  }
  if (one.kind !== "mapping" || other.kind !== "mapping" || one.pairs.length !== other.pairs.length) return false;
  return one.pairs.every(({ key, value }) => isSame(value, get(other, textOf(key) ?? ""), known));
}

function isNothing(node: Node | undefined): boolean {
  return node === undefined || isNull(node);
}
