/** The grammars that envcheck carries, by the names of tree-sitter; "tsx" also reads JavaScript and JSX. */
export const GRAMMARS = [
  "bash",
  "c_sharp",
  "elixir",
  "go",
  "java",
  "kotlin",
  "php",
  "python",
  "ruby",
  "rust",
  "tsx",
  "typescript",
] as const;

export type GrammarId = (typeof GRAMMARS)[number];

/** A piece of a syntax tree. Offsets are UTF-16 units, half-open; operators are nodes too, unnamed, with their own text as type, and so is the punctuation that a language looks for. */
export interface Node {
  readonly type: string;
  /** The role that the grammar gives this node in its parent, such as "function" or "arguments". */
  readonly field: string | null;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  readonly parent: Node | null;
  readonly children: readonly Node[];
}

export interface Tree {
  readonly root: Node;
  readonly text: string;
  /** Where the first few mistakes of syntax start: what lies there was skipped or made up. */
  readonly errors: readonly number[];
}

export interface Parsers {
  /** Never throws: a text that takes too long to parse has an empty tree, with an error at its start. */
  parse(grammar: GrammarId, text: string): Tree;
  /** Whether there was such a text: on another day there may be more to find. */
  readonly gaveUp: boolean;
}

export function textOf(tree: Tree, node: Node): string {
  return tree.text.slice(node.start, node.end);
}

/** Children of more than any code has in one place; what is asked of each of them must not go through them all. */
const wide = 64;

const firsts = new WeakMap<Node, ReadonlyMap<string | null, Node>>();

/** The first child in this role. */
export function childOf(node: Node, field: string): Node | undefined {
  if (node.children.length <= wide) return node.children.find((child) => child.field === field);
  const known = firsts.get(node) ?? new Map(node.children.toReversed().map((child) => [child.field, child]));
  firsts.set(node, known);
  return known.get(field);
}

/** Every child in this role, in the order of the text. */
export function childrenOf(node: Node, field: string): readonly Node[] {
  return node.children.filter((child) => child.field === field);
}

/** The children without operators and punctuation. */
export function namedChildren(node: Node): readonly Node[] {
  return node.children.filter(({ named }) => named);
}

/** Whether a node lies in another, or is that node. */
export function isWithin(inner: Node, outer: Node): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The nearest node around this one, itself excluded, of one of these types. */
export function ancestorOf(node: Node, types: ReadonlySet<string>): Node | undefined {
  let { parent } = node;
  while (parent !== null && !types.has(parent.type)) ({ parent } = parent);
  return parent ?? undefined;
}

/** The smallest node that holds the character at this offset. */
export function descendantAt(root: Node, offset: number): Node {
  let node = root;
  for (let child = childAt(node, offset); child !== undefined; child = childAt(node, offset)) node = child;
  return node;
}

/** By halving, since the children of a node lie side by side in the order of the text. */
function childAt({ children }: Node, offset: number): Node | undefined {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((children[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const child = children[low];
  return child !== undefined && child.start <= offset ? child : undefined;
}

/** The node and all below it, each before its children; what `skips` names is left out with all below it. */
export function* descendants(root: Node, skips?: (node: Node) => boolean): Generator<Node, undefined> {
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    push(open, node, skips);
  }
  return undefined;
}

/** The same for all of them, in half the time. */
export function visit(root: Node, see: (node: Node) => void, skips?: (node: Node) => boolean): void {
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    see(node);
    push(open, node, skips);
  }
}

function push(open: Node[], { children }: Node, skips: ((node: Node) => boolean) | undefined): void {
  for (let index = children.length - 1; index >= 0; index -= 1) {
    const child = children[index];
    if (child !== undefined && skips?.(child) !== true) open.push(child);
  }
}
