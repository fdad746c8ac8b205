import type { Source } from "../../model/source.ts";
import { duplicateKeys, type Mapping, type Node } from "../../text/yaml.ts";

/**
 * The tree without what is tagged `!reset`, which goes before merge keys bring anything and before keys are judged. Below `!override` the tag
 * means nothing to compose-go's loader/reset.go: a scalar there is a text.
 */
export function withoutReset(root: Node, source: Source): Node {
  return source.text.includes("!reset") ? new Pruner(source).prune(root) : root;
}

class Pruner {
  readonly #source: Source;
  readonly #done = new Map<Node, Node>();

  constructor(source: Source) {
    this.#source = source;
  }

  prune(node: Node): Node {
    if (node.kind === "scalar" || node.tag === "!override") return node;
    const done = this.#done.get(node);
    if (done !== undefined) return done;
    const pruned =
      node.kind === "mapping" ? this.#mapping(node) : { ...node, items: node.items.filter(isKept).map((item) => this.prune(item)) };
    this.#done.set(node, pruned);
    return pruned;
  }

  /** A mapping that has a key twice is refused, so it stays for that to be seen. */
  #mapping(node: Mapping): Mapping {
    const isRefused = duplicateKeys(this.#source, node).length > 0;
    const kept = isRefused ? node.pairs : node.pairs.filter(({ value }) => isKept(value));
    return { ...node, pairs: kept.map((pair) => ({ ...pair, value: this.prune(pair.value) })) };
  }
}

function isKept({ tag }: Node): boolean {
  return tag !== "!reset";
}
