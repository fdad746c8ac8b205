import type { Expression } from "../expression.ts";
import type { Branch, Definition, FunctionShape, Language, Lowering } from "../languages/language.ts";
import { isWithin, textOf, type Node, type Tree, visit } from "../tree.ts";
import { enter, grouped } from "../lists.ts";

/** Expressions nested deeper than this are not looked into, so that no file can exhaust the stack. */
const DEEPEST = 200;

/** A function, by its own node. */
export interface Home {
  readonly node: Node;
  readonly shape: FunctionShape;
}

/** A parsed file: its expressions on demand, and what one walk over its nodes found. */
export class Module implements Lowering {
  readonly path: string;
  readonly language: Language;
  readonly tree: Tree;
  readonly definitions = new Map<string, Definition[]>();
  readonly branches: Branch[] = [];
  /** Nodes that can read a variable: those that lower to a call, a member, an index or an operation. */
  readonly candidates: Node[] = [];
  readonly #lowered = new Map<Node, Expression>();
  readonly #scopeOf: Around<Node> = new Map();
  readonly #homes: Around<Home> = new Map();
  readonly #classes: Around<Definition> = new Map();
  readonly #scopes = new Map<string, ReadonlyMap<Node, readonly Definition[]>>();
  readonly #exported = new Map<string, ReadonlyMap<string | undefined, readonly Definition[]>>();
  #byNode: ReadonlyMap<Node, readonly Definition[]> | undefined;
  #depth = 0;

  constructor(path: string, language: Language, tree: Tree) {
    this.path = path;
    this.language = language;
    this.tree = tree;
    const { ignores } = language;
    visit(tree.root, (node) => this.#enter(node), ignores === undefined ? undefined : (node) => ignores(node, this));
  }

  #enter(node: Node): void {
    if (!node.named) return;
    const { binds, branches, lower } = this.language;
    for (const definition of binds[node.type]?.(node, this) ?? []) {
      enter(this.definitions, definition.name, definition);
    }
    const branch = branches[node.type]?.(node, this);
    if (branch !== undefined) this.branches.push(branch);
    if (lower[node.type] !== undefined) this.candidates.push(node);
  }

  lower(node: Node | undefined): Expression {
    if (node === undefined) return { kind: "other", node: this.tree.root };
    const known = this.#lowered.get(node);
    if (known !== undefined) return known;
    if (this.#depth > DEEPEST) return { kind: "other", node };
    this.#depth += 1;
    const expression = this.language.lower[node.type]?.(node, this) ?? { kind: "other", node };
    this.#depth -= 1;
    this.#lowered.set(node, expression);
    return expression;
  }

  textOf(node: Node): string {
    return textOf(this.tree, node);
  }

  /** The nearest node around in which names hold. */
  scopeOf(node: Node): Node {
    return nearest(node, this.#scopeOf, (around) => (this.language.scopes.has(around.type) ? around : undefined)) ?? this.tree.root;
  }

  /** The function that a node stands in. */
  functionAround(node: Node): Home | undefined {
    return nearest(node, this.#homes, (around) => {
      const shape = this.language.functions[around.type]?.(around, this);
      return shape && { node: around, shape };
    });
  }

  /** The class that a node stands in. */
  classAround(node: Node): Definition | undefined {
    return nearest(node, this.#classes, (around) => {
      const made = this.language.binds[around.type]?.(around, this).find(({ kind }) => kind === "class");
      return made?.node === around ? made : undefined;
    });
  }

  /** What a name stands for at a place: all definitions of the innermost scope that has one. */
  definitionsAt(name: string, at: Node): readonly Definition[] {
    const known = this.definitions.get(name);
    if (known === undefined) return [];
    const scopes = this.#scopesOf(name, known);
    for (let scope: Node | null = this.scopeOf(at); scope !== null; scope = scope === this.tree.root ? null : this.scopeOf(scope)) {
      const here = scopes.get(scope);
      if (here !== undefined) return here;
    }
    return [];
  }

  /** The definitions of a name by their scope, those that are given later in it at the end. */
  #scopesOf(name: string, known: readonly Definition[]): ReadonlyMap<Node, readonly Definition[]> {
    const before = this.#scopes.get(name);
    if (before !== undefined) return before;
    const declared = known.filter(({ owner, reassigns }) => owner === undefined && reassigns !== true);
    const later = known.filter(({ reassigns }) => reassigns === true);
    const byScope = grouped(declared, ({ scope, node }) => scope ?? this.scopeOf(node));
    const scopes = new Map([...byScope].map(([scope, here]) => [scope, [...here, ...later.filter(({ node }) => isWithin(node, scope))]]));
    this.#scopes.set(name, scopes);
    return scopes;
  }

  /** The definitions, other than of parameters, that a node makes or is the value of. */
  definedBy(node: Node): readonly Definition[] {
    this.#byNode ??= byNode([...this.definitions.values()].flat());
    return this.#byNode.get(node) ?? [];
  }

  /** What other files can take from this one: the names outside functions, or the members of a class. */
  exported(name: string, owner?: string): readonly Definition[] {
    const known = this.#exported.get(name) ?? this.#exportedBy(name);
    this.#exported.set(name, known);
    return known.get(owner) ?? [];
  }

  /** By the class that they are members of. */
  #exportedBy(name: string): ReadonlyMap<string | undefined, readonly Definition[]> {
    const outside = this.definitions.get(name)?.filter(({ scope, node }) => this.functionAround(scope ?? node) === undefined);
    return grouped(outside ?? [], (definition) => this.ownerOf(definition));
  }

  /** The class that a definition is a member of. */
  ownerOf(definition: Definition): string | undefined {
    if (definition.owner !== undefined) return definition.owner;
    const scope = definition.scope ?? this.scopeOf(definition.node);
    const [made] = this.language.binds[scope.type]?.(scope, this) ?? [];
    return made?.kind === "class" && made.node === scope ? made.name : undefined;
  }
}

/** What is nearest around the children of a node. */
type Around<Found> = Map<Node, Found | undefined>;

/** What is found on the way up from a node; what is known of a way is not gone again, since junk can lie in itself ten thousand times. */
function nearest<Found>(node: Node, known: Around<Found>, at: (around: Node) => Found | undefined): Found | undefined {
  let found: Found | undefined;
  let around = node.parent;
  while (around !== null && found === undefined && !known.has(around)) {
    found = at(around);
    if (found === undefined) around = around.parent;
  }
  found ??= around === null ? undefined : known.get(around);
  if (node.parent !== null) known.set(node.parent, found);
  return found;
}

function byNode(definitions: readonly Definition[]): ReadonlyMap<Node, readonly Definition[]> {
  const found = new Map<Node, Definition[]>();
  for (const definition of definitions) {
    if (definition.kind === "parameter") continue;
    for (const node of new Set([definition.node, definition.value ?? definition.node])) enter(found, node, definition);
  }
  return found;
}
