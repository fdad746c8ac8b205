import type { FactOf } from "../../model/fact.ts";
import type { Source } from "../../model/source.ts";
import { get, itemsOf, type Node, pairsOf, spanOf, textOf } from "../../text/yaml.ts";
import type { Resource } from "./resource.ts";

type Unpatched = FactOf<"unpatched">;

const lists = new Set(["containers", "initContainers"]);

/**
 * What a strategic merge says of variables that the containers of an object do not have. What the patch replaces or deletes as a whole is new
 * anyway, and of a part that aliases repeat the first counts.
 */
export function* unpatchedIn(resource: Resource, patch: Resource): Iterable<Unpatched> {
  const merging: Merging = { resource, patch, object: `${resource.id.kind} ${resource.id.name}`, seen: new Set() };
  const open: (readonly [Node, Node])[] = [[resource.node, patch.node]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [before, change] = next;
    if (isDone(change, merging)) continue;
    for (const { key, value } of pairsOf(change)) {
      const name = textOf(key) ?? "";
      const old = get(before, name);
      if (old !== undefined && lists.has(name)) yield* containersIn(old, value, merging);
      else if (old !== undefined) open.push([old, value]);
    }
  }
}

interface Merging {
  readonly resource: Resource;
  readonly patch: Resource;
  readonly object: string;
  /** The parts of the patch that were looked at. */
  readonly seen: Set<Node>;
}

function isDone(change: Node, { seen }: Merging): boolean {
  return isDirective(change) || seen.size === seen.add(change).size;
}

/** Each container of the patch beside the one that it changes. */
function* containersIn(before: Node, change: Node, merging: Merging): Iterable<Unpatched> {
  const olds = new Map(itemsOf(before).map((item) => [textOf(get(item, "name")), item]));
  for (const item of itemsOf(change)) {
    const old = olds.get(textOf(get(item, "name")));
    if (old !== undefined && !isDone(item, merging)) yield* unpatchedEntries(old, item, merging);
  }
}

function* unpatchedEntries(before: Node, change: Node, { resource, patch, object }: Merging): Iterable<Unpatched> {
  const items = itemsOf(get(change, "env"));
  if (items.length === 0 || items.some((item) => get(item, "name") === undefined)) return;
  const olds = namesIn(resource.source, itemsOf(get(before, "env")));
  const [had, given] = [new Set(olds.map(({ name }) => name)), new Set(items.map((item) => textOf(get(item, "name"))))];
  const others = olds.filter(({ name }) => !given.has(name));
  for (const item of items) {
    const key = get(item, "name");
    const name = textOf(key);
    if (key === undefined || name === undefined || had.has(name)) continue;
    const operation = isDirective(item) ? "delete" : "set";
    yield { kind: "unpatched", name, at: spanOf(patch.source, key), operation, object, others };
  }
}

function namesIn(source: Source, items: readonly Node[]): Unpatched["others"] {
  return items.flatMap((item) => {
    const key = get(item, "name");
    const name = textOf(key);
    return key === undefined || name === undefined ? [] : [{ name, at: spanOf(source, key) }];
  });
}

/** The keys that a generator merges into an object which does not have them. */
export function* unpatchedKeys(old: Resource, made: Resource): Iterable<Unpatched> {
  const [below, above] = [get(old.node, "data"), get(made.node, "data")];
  if (below?.kind === "mapping" && below.unseen !== undefined) return;
  const [olds, news] = [keysIn(old.source, below), keysIn(made.source, above)];
  const [had, given] = [new Set(olds.map(({ name }) => name)), new Set(news.map(({ name }) => name))];
  const others = olds.filter(({ name }) => !given.has(name));
  const object = `${old.id.kind} ${old.id.name}`;
  for (const { name, at } of news) if (!had.has(name)) yield { kind: "unpatched", name, at, operation: "merge", object, others };
}

function keysIn(source: Source, data: Node | undefined): Unpatched["others"] {
  return pairsOf(data).map(({ key }) => ({ name: textOf(key) ?? "", at: spanOf(source, key) }));
}

function isDirective(node: Node): boolean {
  return get(node, "$patch") !== undefined;
}
