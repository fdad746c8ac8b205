import { positionOf, type Problem, type Source, type Span } from "../model/source.ts";
import { duplicateKeys, isNull, type Mapping, mappingsIn, type Node, spanOf, yamlDocument } from "../text/yaml.ts";
import { expandedSize } from "./plain.ts";

/** The most nodes a file may have once its aliases are followed; a document of nested aliases beyond it is an attack. */
const largest = 1_000_000;

/** A file of our own, read: its root is undefined when nothing can be taken from it. */
export interface Document {
  readonly root: Mapping | undefined;
  readonly problems: readonly Problem[];
}

/** What keeps a document from having its shape. */
type MistakesIn = (source: Source, root: Node) => readonly Problem[];

/** Reads a YAML or JSON file that must have a shape; an empty one has neither root nor problems. */
export function readDocument(source: Source, mistakesIn: MistakesIn): Document {
  const { root, problems } = yamlDocument(source);
  if (root === undefined || isNull(root)) return { root: undefined, problems };
  if (expandedSize(root) > largest) {
    return { root: undefined, problems: [...problems, { at: startOf(source), message: "the file's aliases repeat too much to be read" }] };
  }
  const found = [...problems, ...keyProblems(source, root), ...mistakesIn(source, root)];
  return { root: root.kind === "mapping" ? root : undefined, problems: found };
}

export function startOf(source: Source): Span {
  return { source, start: 0, end: 0 };
}

function keyProblems(source: Source, root: Node): Problem[] {
  return [...mappingsIn(root)].flatMap((mapping) => [
    ...duplicateKeys(source, mapping).map(({ name, at, earlier }) => {
      return { at, message: `${name} stands twice in this mapping, first in line ${String(positionOf(earlier).line)}` };
    }),
    ...mapping.pairs
      .filter(({ key }) => key.kind !== "scalar")
      .map(({ key }) => ({ at: { ...spanOf(source, key), end: key.start }, message: "a key must be text" })),
  ]);
}
