import { childOf, namedChildren, type Node } from "../../tree.ts";
import type { Bind, Definition, Lowering } from "../language.ts";
import { parts } from "../lowering.ts";

const unquoted = (source: Node, lowering: Lowering): string => lowering.textOf(source).slice(1, -1);

export const imports: Bind = (node, lowering) => {
  const source = childOf(node, "source");
  return source === undefined
    ? []
    : namedChildren(node).flatMap((part) => (part.type === "import_clause" ? clauseOf(part, unquoted(source, lowering), lowering) : []));
};

function clauseOf(clause: Node, module: string, lowering: Lowering): readonly Definition[] {
  return namedChildren(clause).flatMap((part): readonly Definition[] => {
    if (part.type === "identifier") return [{ name: lowering.textOf(part), kind: "import", node: part, from: { module, name: "default" } }];
    if (part.type === "namespace_import")
      return [{ name: lowering.textOf(namedChildren(part)[0] ?? part), kind: "import", node: part, from: { module, name: null } }];
    return specifiers(part, lowering).map(({ node, taken, own }) => ({ name: own, kind: "import", node, from: { module, name: taken } }));
  });
}

/** `import x = require("x")`. */
export const requireClause: Bind = (node, lowering) => {
  const [named, source] = [namedChildren(node)[0], childOf(node, "source")];
  if (named === undefined || source === undefined) return [];
  return [{ name: lowering.textOf(named), kind: "import", node, from: { module: unquoted(source, lowering), name: null } }];
};

interface Specifier {
  readonly node: Node;
  readonly taken: string;
  readonly own: string;
}

function specifiers(clause: Node, lowering: Lowering): readonly Specifier[] {
  return namedChildren(clause).flatMap((one): readonly Specifier[] => {
    const named = childOf(one, "name");
    if (named === undefined) return [];
    return [{ node: named, taken: lowering.textOf(named), own: lowering.textOf(childOf(one, "alias") ?? named) }];
  });
}

/** `export default x`, `export = x`, `export { a as b } from "c"`, `export * from "c"`; other exports are declarations. */
export const exports: Bind = (node, lowering) => {
  const source = childOf(node, "source");
  const module = source === undefined ? undefined : unquoted(source, lowering);
  const value = childOf(node, "value") ?? (node.children.some(({ type }) => type === "default") ? childOf(node, "declaration") : undefined);
  if (value !== undefined) return [{ name: "default", kind: "variable", node, value }];
  if (node.children.some(({ type }) => type === "=")) return [{ name: WHOLE, kind: "variable", node, value: parts(node)[0] }];
  const clause = node.children.find(({ type }) => type === "export_clause");
  if (clause === undefined) return module === undefined ? [] : [{ name: "*", kind: "import", node, from: { module, name: "*" } }];
  return specifiers(clause, lowering).flatMap(({ node: named, taken, own }): readonly Definition[] => {
    if (module !== undefined) return [{ name: own, kind: "import", node: named, from: { module, name: taken } }];
    return own === taken ? [] : [{ name: own, kind: "variable", node: named, value: named }];
  });
};

/** What a module exports at once. */
export const WHOLE = "module.exports";
