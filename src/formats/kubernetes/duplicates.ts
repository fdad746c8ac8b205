import type { Fact } from "../../model/fact.ts";
import type { Source } from "../../model/source.ts";
import { duplicateKeys, type Node, textOf } from "../../text/yaml.ts";

/** Tells of the keys that a mapping has twice; kubectl keeps the last. */
export function reportDuplicates(source: Source, node: Node | undefined, facts: Fact[]): void {
  const duplicates = node?.kind === "mapping" ? duplicateKeys(source, node) : [];
  if (node?.kind !== "mapping" || duplicates.length === 0) return;
  const textUnder = new Map(node.pairs.map(({ key, value }) => [key.start, textOf(value)]));
  for (const { name, at, earlier } of duplicates) {
    const text = textUnder.get(at.start);
    facts.push({ kind: "duplicate", name, at, earlier, same: text !== undefined && text === textUnder.get(earlier.start) });
  }
}
