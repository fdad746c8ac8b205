import type { Source } from "../../model/source.ts";
import { get, itemsOf, type Node, pairOf, startOf, textOf } from "../../text/yaml.ts";
import type { Session } from "./loader.ts";
import { Resource } from "./resource.ts";
import { isSet } from "./tree.ts";

/** The objects of some documents; those of a list come last, as in kustomize. What lacks a kind or a name ends the build. */
export function resourcesIn(session: Session, roots: readonly Node[], source: Source): Resource[] {
  const found: Resource[] = [];
  const seen = new Set<Node>();
  const waiting = [...roots];
  for (const node of waiting) {
    if (isEmpty(node) || seen.has(node)) continue;
    seen.add(node);
    const lack = lackOf(node);
    if (isList(node) && pairOf(node, "items") !== undefined) for (const item of itemsOf(get(node, "items"))) waiting.push(item);
    else if (node.kind === "mapping" && lack === undefined) found.push(new Resource(node.source ?? source, node));
    else session.problem(startOf(source, node), `kustomize wants objects, and this ${lack ?? "is none"}`);
  }
  return found;
}

function isEmpty(node: Node): boolean {
  return !isSet(node) || (node.kind === "mapping" && node.pairs.length === 0);
}

function isList(node: Node): boolean {
  return textOf(get(node, "kind"))?.endsWith("List") === true;
}

function lackOf(node: Node): string | undefined {
  if (node.kind !== "mapping") return `is a ${node.kind}`;
  if (textOf(get(node, "kind")) === undefined) return "has no kind";
  return isList(node) || textOf(get(node, "metadata", "name")) !== undefined ? undefined : "has no metadata.name";
}
