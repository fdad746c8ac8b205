import type { Argument, Expression } from "../../expression.ts";
import type { Node } from "../../tree.ts";
import type { Lowering } from "../language.ts";

/** The arguments of a macro, which are tokens for its author to understand: as expressions, as far as they look like ones. */
export function argumentsIn(tree: Node, lowering: Lowering): readonly Argument[] {
  const groups: Node[][] = [[]];
  for (const token of tree.children.slice(1, -1)) {
    if (token.type === ",") groups.push([]);
    else if (!token.type.endsWith("_comment")) groups.at(-1)?.push(token);
  }
  return groups.filter((group) => group.length > 0).map((group) => argumentOf(group, lowering));
}

/** `value`, or `name = value` as format! takes it. */
function argumentOf(tokens: readonly Node[], lowering: Lowering): Argument {
  const [first, second, ...rest] = tokens;
  const isNamed = first !== undefined && isWord(first) && second?.type === "=" && rest.length > 0;
  return { name: isNamed ? lowering.textOf(first) : null, value: expressionOf(isNamed ? rest : tokens, lowering) };
}

/** A literal, a name, a path, or a call of a path; the tokens that follow it are its methods, which say nothing here. */
export function expressionOf(tokens: readonly Node[], lowering: Lowering): Expression {
  const [first, ...rest] = tokens.filter(({ type }) => type !== "&" && type !== "*");
  if (first === undefined) return { kind: "list", node: tokens[0]?.parent ?? FALLBACK, items: [] };
  let made: Expression = isKeyword(first) ? { kind: "name", node: first, name: first.type } : lowering.lower(first);
  for (const [at, token] of rest.entries()) {
    if (token.type === "token_tree") made = calledWith(made, token, lowering);
    else if (token.type === "identifier" && isLink(rest[at - 1])) made = memberOf(made, token, lowering);
    else if (!isLink(token)) break;
  }
  return made;
}

const isLink = (token: Node | undefined): boolean => token?.type === "::" || token?.type === ".";

function memberOf(object: Expression, node: Node, lowering: Lowering): Expression {
  return { kind: "member", node, object, name: lowering.textOf(node) };
}

/** A keyword that is a name here: `default`. */
const isKeyword = ({ type, named }: Node): boolean => !named && /^\w+$/.test(type);

const isWord = (node: Node): boolean => node.type === "identifier" || isKeyword(node);

const FALLBACK: Node = { type: "", field: null, named: false, start: 0, end: 0, parent: null, children: [] };

function calledWith(callee: Expression, tree: Node, lowering: Lowering): Expression {
  return tree.children[0]?.type === "(" ? { kind: "call", node: tree, callee, arguments: argumentsIn(tree, lowering) } : callee;
}

/** A call among the tokens of a macro, seen from its arguments: `env::var("X")` inside `json!({ … })`. */
export function callAt(tree: Node, lowering: Lowering): Expression {
  const around = tree.parent?.type === "token_tree" ? tree.parent.children : [];
  const end = around.indexOf(tree);
  let start = end;
  while (start > 0 && isPath(around[start - 1], around[start])) start -= 1;
  const path = around.slice(start, end);
  if (path[0]?.type !== "identifier" || tree.children[0]?.type !== "(") return { kind: "other", node: tree };
  return { kind: "call", node: tree, callee: expressionOf(path, lowering), arguments: argumentsIn(tree, lowering) };
}

function isPath(token: Node | undefined, next: Node | undefined): boolean {
  return token?.type === "::" || (token?.type === "identifier" && (next?.type === "::" || next?.type === "token_tree"));
}
