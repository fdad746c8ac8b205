import type { Node, Tree } from "../scan/tree.ts";
import type { Cursor } from "./cursor.ts";

/** The names behind the numbers of a grammar. */
export interface Symbols {
  readonly types: readonly string[];
  readonly named: readonly boolean[];
  readonly fields: readonly (string | null)[];
  /** Types that nobody looks for: they are half of all nodes. */
  readonly skipped: readonly boolean[];
}

interface Draft extends Node {
  readonly parent: Draft | null;
  children: readonly Draft[];
}

const mostErrors = 5;
const childless: readonly Draft[] = [];

/** The tree at this address as plain nodes, without what some grammars put below an operator. A deep tree takes no more of the stack. */
export function copyTree(cursor: Cursor, tree: number, symbols: Symbols, text: string): Tree {
  const errors: number[] = [];
  cursor.openAtRoot(tree);
  const root = nodeAt(cursor, tree, symbols, null);
  if (root.type === "ERROR") errors.push(root.start);
  const open = new Family();
  for (let parent = moveOn(cursor, tree, root, open); parent !== null;) {
    if (symbols.skipped[cursor.type(tree)] === true) {
      if (cursor.isMissing(tree) === 1) errors.push(cursor.start(tree));
      parent = moveAside(cursor, tree, parent, open);
    } else {
      const node = nodeAt(cursor, tree, symbols, parent);
      if (node.type === "ERROR" || (node.start === node.end && cursor.isMissing(tree) === 1)) errors.push(node.start);
      open.add(node);
      parent = moveOn(cursor, tree, node, open);
    }
  }
  cursor.close(tree);
  return { root, text, errors: errors.slice(0, mostErrors) };
}

/** The children so far of all nodes that are not finished, so that each gets an array that is no larger than they are. */
class Family {
  readonly #children: Draft[] = [];
  readonly #starts: number[] = [];

  begin(): void {
    this.#starts.push(this.#children.length);
  }

  add(child: Draft): void {
    this.#children.push(child);
  }

  end(parent: Draft): void {
    const start = this.#starts.pop() ?? 0;
    parent.children = this.#children.slice(start);
    this.#children.length = start;
  }
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

/** To the first child of the last node, else aside; what it moved to is a child of the result. */
function moveOn(cursor: Cursor, tree: number, last: Draft, open: Family): Draft | null {
  if (!last.named || cursor.toFirstChild(tree) !== 1) return moveAside(cursor, tree, last.parent, open);
  open.begin();
  return last;
}

/** To what follows, or follows the nearest node around. */
function moveAside(cursor: Cursor, tree: number, around: Draft | null, open: Family): Draft | null {
  let parent = around;
  while (parent !== null && cursor.toNextSibling(tree) !== 1) {
    cursor.toParent(tree);
    open.end(parent);
    ({ parent } = parent);
  }
  return parent;
}
