import { textOf, type Parsers, type Tree } from "../tree.ts";
import { mayPassOn, type CodeFile } from "./code-base.ts";

/** What the code of a file is to others: its statements, wherever they stand, and how far it is looked into; digested. Undefined where that is not known for sure. */
export function gistOf(file: CodeFile, tree: Tree | undefined, digest: (text: string) => string): string | undefined {
  if (tree === undefined || tree.errors.length > 0) return undefined;
  const statements = tree.root.children.filter(({ type }) => !type.endsWith("comment"));
  const lengths = statements.map(({ start, end }) => end - start);
  return digest([file.first, mayPassOn(file), lengths.length, ...lengths, ...statements.map((one) => textOf(tree, one))].join(" "));
}

/** Parsers that parse no text of which there is a tree. */
export function remembering(parsers: Parsers, trees: Map<string, Tree>): Parsers {
  return {
    parse(grammar, text) {
      const key = `${grammar} ${text}`;
      const tree = trees.get(key) ?? parsers.parse(grammar, text);
      trees.set(key, tree);
      return tree;
    },
    get gaveUp() {
      return parsers.gaveUp;
    },
  };
}
