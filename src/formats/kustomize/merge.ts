import { get, isNull, type Mapping, type Node, type Pair, textOf } from "../../text/yaml.ts";
import type { Shape } from "./schema.ts";
import { isSet } from "./tree.ts";

type Sequence = Extract<Node, { readonly kind: "sequence" }>;

/** Tells of something that cannot be merged. */
export type Refuse = (node: Node, message: string) => void;

/** Aliases could otherwise multiply a small patch without end. */
const mostNodes = 200_000;

/**
 * A strategic merge as kustomize does it (kyaml yaml/merge2, yaml/walk). Nothing is changed in place; what takes the place of something else says
 * so. Undefined where a patch deletes the whole.
 */
export class Merger {
  readonly #refuse: Refuse;
  #nodes = 0;

  constructor(refuse: Refuse) {
    this.#refuse = refuse;
  }

  merge(base: Node | undefined, patch: Node | undefined, shape: Shape | undefined): Node | undefined {
    if (patch === undefined) return shape === undefined ? base : tidy(base, shape);
    if (isNull(patch) || !this.#mayGoOn(patch)) return isNull(patch) ? undefined : base;
    if (!isSet(base)) return this.#clean(patch, shape);
    return base.kind === patch.kind ? this.#alike(base, patch, shape) : this.#unlike(base, patch);
  }

  #alike(base: Node, patch: Node, shape: Shape | undefined): Node | undefined {
    if (base.kind === "mapping" && patch.kind === "mapping") return this.#mappings(base, patch, shape);
    if (base.kind === "sequence" && patch.kind === "sequence" && isKeyed(shape)) return this.#lists(base, patch, shape);
    return patch;
  }

  #unlike(base: Node, patch: Node): Node {
    this.#refuse(patch, `a ${patch.kind} cannot be merged into a ${base.kind}`);
    return base;
  }

  #mayGoOn(patch: Node): boolean {
    this.#nodes += 1;
    if (this.#nodes === mostNodes) this.#refuse(patch, "aliases repeat the patched nodes too often");
    return this.#nodes < mostNodes;
  }

  #mappings(base: Mapping, patch: Mapping, shape: Shape | undefined): Node | undefined {
    const directive = directiveOf(patch);
    if (directive === "delete") return undefined;
    if (directive === "replace") return this.#clean(patch, shape);
    const changes = new Map(patch.pairs.map((pair) => [textOf(pair.key) ?? "", pair]));
    changes.delete("$patch");
    const pairs: Pair[] = [];
    for (const pair of base.pairs) {
      const name = textOf(pair.key) ?? "";
      const merged = this.#pair(pair, changes.get(name), shape?.fields?.get(name));
      if (merged !== undefined) pairs.push(merged);
      changes.delete(name);
    }
    for (const [name, { key, value: added }] of changes) {
      const value = this.#clean(added, shape?.fields?.get(name));
      if (value !== undefined) pairs.push({ key, value });
    }
    return { ...base, pairs };
  }

  #pair(pair: Pair, patch: Pair | undefined, shape: Shape | undefined): Pair | undefined {
    if (patch === undefined && shape === undefined) return pair;
    const value = this.merge(pair.value, patch?.value, shape);
    if (value === undefined || value === pair.value) return value && pair;
    return patch !== undefined && value.kind === "scalar" ? { key: patch.key, value, under: pair } : { key: pair.key, value };
  }

  /** What of a patch is left where there is nothing to merge it into: neither nulls nor directives. */
  #clean(patch: Node, shape: Shape | undefined): Node | undefined {
    if (isNull(patch) || !this.#mayGoOn(patch)) return undefined;
    if (patch.kind === "sequence") return isKeyed(shape) ? this.#lists({ ...patch, items: [] }, patch, shape) : patch;
    if (patch.kind === "scalar") return patch;
    if (directiveOf(patch) === "delete") return undefined;
    const pairs = patch.pairs.flatMap(({ key, value }) => {
      const name = textOf(key) ?? "";
      const left = name === "$patch" ? undefined : this.#clean(value, shape?.fields?.get(name));
      return left === undefined ? [] : [{ key, value: left }];
    });
    return { ...patch, pairs };
  }

  /** Items of the patch come first, each merged with that of the base; then the others. Of several with one key the last counts, at the place of the first. */
  #lists(base: Sequence, patch: Sequence, shape: Keyed): Sequence | undefined {
    const whole = patch.items.find((item) => item.kind === "mapping" && item.pairs.length === 1 && directiveOf(item) !== undefined);
    const directive = directiveOf(whole);
    if (directive === "delete") return undefined;
    const olds = directive === "replace" ? [] : base.items;
    const first = firstByKey(olds, shape.keys);
    const items = new Map<string, Node>();
    const gone = new Set<string>();
    for (const [key, item] of firstByKey(patch.items, shape.keys)) {
      const merged = item === whole ? undefined : this.#item(first.get(key), item, shape);
      if (merged === undefined) gone.add(key);
      else items.set(key, merged);
    }
    for (const [index, item] of olds.entries()) {
      const key = keyIn(item, shape.keys) ?? `\0${String(index)}`;
      const isMerged = items.has(key) && first.get(key) === item;
      if (!gone.has(key) && !isMerged) items.set(key, tidy(item, belowOf(shape)));
    }
    return { ...base, items: [...items.values()] };
  }

  /** Undefined where the patch deletes the item, or nothing of it is left. */
  #item(old: Node | undefined, item: Node, shape: Keyed): Node | undefined {
    const merged = this.merge(old, item, belowOf(shape));
    if (merged === undefined || (merged.kind === "mapping" && merged.pairs.length === 0)) return undefined;
    if (old?.kind !== "mapping" || merged.kind !== "mapping") return merged;
    // kustomize puts the item of the base over one that replaces it.
    return directiveOf(item) === "replace" ? old : { ...merged, under: old };
  }
}

type Keyed = Shape & { readonly keys: readonly string[] };

function isKeyed(shape: Shape | undefined): shape is Keyed {
  return shape?.keys !== undefined;
}

function belowOf({ fields }: Shape): Shape {
  return fields === undefined ? {} : { fields };
}

/** What becomes of a list that a patch of its object does not touch: one item is left for each key. */
function tidy<Given extends Node | undefined>(base: Given, shape: Shape): Given | Node {
  if (base?.kind === "mapping" && shape.fields !== undefined) {
    const pairs = base.pairs.map((pair) => {
      const below = shape.fields?.get(textOf(pair.key) ?? "");
      const value = below === undefined ? pair.value : tidy(pair.value, below);
      return value === pair.value ? pair : { ...pair, value };
    });
    return pairs.every((pair, index) => pair === base.pairs[index]) ? base : { ...base, pairs };
  }
  if (base?.kind !== "sequence" || !isKeyed(shape)) return base;
  const last = new Map<string, Node>();
  for (const [index, item] of base.items.entries()) last.set(keyIn(item, shape.keys) ?? `\0${String(index)}`, tidy(item, belowOf(shape)));
  const items = [...last.values()];
  const isSame = items.length === base.items.length && items.every((item, index) => item === base.items[index]);
  return isSame ? base : { ...base, items };
}

function directiveOf(node: Node | undefined): string | undefined {
  return node?.kind === "mapping" ? textOf(get(node, "$patch")) : undefined;
}

function keyIn(item: Node, keys: readonly string[]): string | undefined {
  const [first = "", ...others] = keys;
  const key = textOf(get(item, first));
  // Of several keys only the first has to be there: a port without a protocol is one of TCP.
  return key === undefined ? undefined : [key, ...others.map((name) => textOf(get(item, name)) ?? "TCP")].join("\0");
}

function firstByKey(items: readonly Node[], keys: readonly string[]): Map<string, Node> {
  const found = new Map<string, Node>();
  for (const [index, item] of items.entries()) {
    const key = keyIn(item, keys) ?? `\0${String(index)}`;
    if (!found.has(key)) found.set(key, item);
  }
  return found;
}
