import type { Fact } from "../../model/fact.ts";
import { isRefusal, referenceFacts } from "../../text/compose-reference.ts";
import type { Leaf, Tree, Variable } from "./tree.ts";

/** The references of a part of a project; those in variables feed them. */
export function referencesIn(tree: Tree, variables: readonly Variable[] = []): Fact[] {
  const feeding = variables.filter(({ leaf }) => leaf.uses.length > 0);
  const fed = feeding.flatMap(({ leaf, name }) => factsOf(leaf, name));
  return [...fed, ...leavesIn(tree, new Set(feeding.map(({ leaf }) => leaf))).flatMap((leaf) => factsOf(leaf, undefined))];
}

/** The references at which compose stops wherever they stand, in extension fields and inactive services too. */
export function refusalsIn(leaves: readonly Leaf[]): Fact[] {
  return leaves.flatMap((leaf) => factsOf(leaf, undefined)).filter(isRefusal);
}

function factsOf(leaf: Leaf, feeds: string | undefined): readonly Fact[] {
  return referenceFacts(feeds, leaf, leaf.origin.lookup);
}

/** The scalars of a tree with references that were not seen before, each once, however many anchors lead to it. */
function leavesIn(root: Tree, seen: Set<Tree>): Leaf[] {
  const leaves: Leaf[] = [];
  const waiting = [root];
  for (let tree = waiting.pop(); tree !== undefined; tree = waiting.pop()) {
    if ((tree.kind === "scalar" && tree.uses.length === 0) || seen.has(tree)) continue;
    seen.add(tree);
    if (tree.kind === "mapping") for (const { value } of tree.entries.values()) waiting.push(value);
    else if (tree.kind === "list") for (const item of tree.items) waiting.push(item);
    else if (tree.kind === "variable") waiting.push(tree.leaf);
    else leaves.push(tree);
  }
  return leaves;
}
