import type { Node, Tree } from "../scan/tree.ts";
import type { Cursor } from "./cursor.ts";

/** The names behind the numbers of a grammar. */
export interface Symbols {
  readonly types: readonly string[];
  readonly named: readonly boolean[];
  readonly fields: readonly (string | null)[];
}

interface Draft extends Node {
  readonly parent: Draft | null;
  children: Draft[];
}

const mostErrors = 5;
const childless: Draft[] = [];

/** The tree at this address as plain nodes, without what some grammars put below an operator. A deep tree takes no more of the stack. */
export function copyTree(cursor: Cursor, tree: number, symbols: Symbols, text: string): Tree {
  const errors: number[] = [];
  const draft = (parent: Draft | null): Draft => {
    const node = nodeAt(cursor, tree, symbols, parent);
    if (errors.length < mostErrors && isMistake(cursor, tree, node)) errors.push(node.start);
    return node;
  };
  cursor.openAtRoot(tree);
  const root = draft(null);
  for (let parent = moveOn(cursor, tree, root); parent !== null;) {
    const node = draft(parent);
    if (parent.children === childless) parent.children = [node];
    else parent.children.push(node);
    parent = moveOn(cursor, tree, node);
  }
  cursor.close(tree);
  return { root, text, errors };
}

function nodeAt(cursor: Cursor, tree: number, { types, named, fields }: Symbols, parent: Draft | null): Draft {
  const type = cursor.type(tree);
  return {
    type: types[type] ?? "ERROR",
    field: fields[cursor.field(tree)] ?? null,
    named: named[type] ?? true,
    start: cursor.start(tree),
    end: cursor.end(tree),
    parent,
    children: childless,
  };
}

/** Whether the parser could not use what stands here, or made the node up. */
function isMistake(cursor: Cursor, tree: number, { type, start, end }: Node): boolean {
  return type === "ERROR" || (start === end && cursor.isMissing(tree) === 1);
}

/** To the first child of the last node, else to what follows it or the nearest node around it; what it moved to belongs to the result. */
function moveOn(cursor: Cursor, tree: number, last: Draft): Draft | null {
  if (last.named && cursor.toFirstChild(tree) === 1) return last;
  let { parent } = last;
  while (parent !== null && cursor.toNextSibling(tree) !== 1) {
    cursor.toParent(tree);
    ({ parent } = parent);
  }
  return parent;
}
