import { reasonOf, textScalar } from "../../text/hcl/unresolved.ts";
import type { View } from "../../text/hcl/view.ts";
import { textOf } from "../../text/yaml.ts";
import type { Node, Pair } from "../../text/yaml-node.ts";
import type { Made } from "../kubernetes/lower.ts";

/** `kubernetes_manifest { manifest = {…} }`: what is not known of it is left out, and is an opening where it may hold variables. */
export function writtenManifest(view: View): Made | undefined {
  const root = view.argument("manifest")?.node;
  if (root?.kind !== "mapping") return undefined;
  const clearing = new Clearing(view);
  return { source: view.extent.source, root: clearing.node(root), opening: clearing.opening };
}

/** Values of variables, which may stay unknown. */
const valued = new Set(["value", "data", "stringData"]);

class Clearing {
  readonly #view: View;
  opening: string | undefined;

  constructor(view: View) {
    this.#view = view;
  }

  node(node: Node): Node {
    if (node.kind === "mapping") return { ...node, pairs: node.pairs.flatMap((pair) => this.#pair(pair)) };
    if (node.kind !== "sequence") return node;
    return { ...node, items: node.items.filter((item) => this.#isClear(item)).map((item) => this.node(item)) };
  }

  #pair({ key, value }: Pair): Pair[] {
    const name = reasonOf(key) === undefined ? textOf(key) : undefined;
    if (name === undefined) {
      this.#isClear(key);
      return [];
    }
    if (valued.has(name)) return [{ key, value }];
    const reason = reasonOf(value);
    if (reason === undefined) return [{ key, value: this.node(value) }];
    if (name === "name" || name === "namespace" || name === "key") return [{ key, value: this.#named() }];
    if (/^(?:env|envFrom|containers|template|spec|valueFrom)$/.test(name)) this.opening ??= reason.because;
    return [];
  }

  /** The resource's own label stands for a name that is not known. */
  #named(): Node {
    return textScalar(this.#view.at, this.#view.labels.at(-1) ?? "");
  }

  /** A variable whose name is not known may be any. */
  #isClear(node: Node): boolean {
    const name = node.kind === "mapping" ? node.pairs.find(({ key }) => textOf(key) === "name")?.value : undefined;
    const reason = reasonOf(node) ?? reasonOf(name);
    this.opening ??= reason?.because;
    return reason === undefined;
  }
}
