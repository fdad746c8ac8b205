import type { Argument, Entry, Expression, ExpressionOf } from "../../expression.ts";
import { childOf, type Node } from "../../tree.ts";
import { LISTS, nullAsked, qualified } from "../jvm.ts";
import type { Language, Lower, Lowering } from "../language.ts";
import { abort, formatted, inner, innerAt, joinedText, list, literal, name, nothing, operation, parts, unescaped } from "../lowering.ts";

/** The grammar has no words of its own for these. */
const word: Lower = (node, lowering) => {
  const text = lowering.textOf(node);
  if (text === "null") return { kind: "null", node };
  return text === "true" || text === "false" ? { kind: "boolean", node, text } : { kind: "name", node, name: text };
};

const navigation: Lower = (node, lowering) => {
  const [object, named] = parts(node);
  return { kind: "member", node, object: lowering.lower(object), name: named === undefined ? "" : lowering.textOf(named) };
};

const argumentOf = (node: Node, lowering: Lowering): Argument => {
  const [label, value] = parts(node);
  if (label === undefined || value === undefined || !node.children.some(({ type }) => type === "="))
    return { name: null, value: lowering.lower(label) };
  return { name: lowering.textOf(label), value: lowering.lower(value) };
};

/** A function written after the arguments is one of them, though the grammar makes it a call of the call. */
function lambdasOf(node: Node, lowering: Lowering): readonly Argument[] {
  return node.children
    .filter(({ type }) => type === "annotated_lambda")
    .map((one) => ({ name: null, value: lowering.lower(parts(one).at(-1)) }));
}

const call: Lower = (node, lowering) => {
  const [callee] = parts(node);
  const given = node.children.find(({ type }) => type === "value_arguments");
  if (given === undefined && callee?.type === "call_expression") return lowering.lower(callee);
  const outer = node.parent?.type === "call_expression" && parts(node.parent)[0] === node ? node.parent : undefined;
  const values = given === undefined ? [] : parts(given).map((one) => argumentOf(one, lowering));
  const made: ExpressionOf<"call"> = {
    kind: "call",
    node,
    callee: lowering.lower(callee),
    arguments: [...values, ...lambdasOf(node, lowering), ...(outer === undefined ? [] : lambdasOf(outer, lowering))],
  };
  return madeOf(made);
};

/** `@Name(…)`, and what a class is made of. */
const construction: Lower = (node, lowering) => {
  const [named, given] = parts(node);
  const callee: Expression = {
    kind: "name",
    node: named ?? node,
    name: named === undefined ? "" : lowering.textOf(named).replace(/<.*/s, "").replace(/^.*\./s, ""),
  };
  return { kind: "call", node, callee, arguments: given === undefined ? [] : parts(given).map((one) => argumentOf(one, lowering)) };
};

const HOLE = /%(?:\d\$)?s/;

/** Texts, lists and maps that are made by a call are taken as what they are. */
function madeOf(made: ExpressionOf<"call">): Expression {
  const { node, callee } = made;
  const values = made.arguments.map(({ value }) => value);
  const [first, ...rest] = values;
  if (callee.kind === "name" && LISTS.has(callee.name)) return { kind: "list", node, items: values };
  if (callee.kind === "name" && callee.name === "mapOf") return { kind: "record", node, entries: values.flatMap(entryOf) };
  if (callee.kind !== "member") return made;
  if (callee.object.kind === "name" && callee.object.name === "String" && callee.name === "format" && first !== undefined)
    return formatted(node, first, HOLE, rest);
  return callee.name === "format" && callee.object.kind === "text" ? formatted(node, callee.object, HOLE, values) : made;
}

/** `key to value`. */
const entryOf = (pair: Expression): readonly Entry[] =>
  pair.kind === "list" && pair.node.type === "infix_expression" && pair.items[0] !== undefined && pair.items[1] !== undefined
    ? [{ key: pair.items[0], value: pair.items[1] }]
    : [];

const infix: Lower = (node, lowering) => {
  const [left, sign, right] = parts(node);
  if (sign === undefined || lowering.textOf(sign) !== "to") return { kind: "other", node };
  return { kind: "list", node, items: [lowering.lower(left), lowering.lower(right)] };
};

/** `"A_$name"` may come as three pieces of text. */
const texts: Lower = (node, lowering) => {
  const found: Expression[] = [];
  let isHole = false;
  for (const piece of parts(node)) {
    const text = lowering.textOf(piece);
    const [, named = "", rest = text] = isHole ? (/^([A-Za-z_]\w*)(.*)$/s.exec(text) ?? []) : [];
    if (named !== "") found.push({ kind: "name", node: piece, name: named });
    isHole = piece.type === "string_content" && text === "$";
    if (piece.type === "interpolation") found.push(lowering.lower(parts(piece)[0]));
    else if (!isHole && rest !== "")
      found.push({ kind: "text", node: piece, text: piece.type === "escape_sequence" ? unescaped(rest) : rest });
  }
  return joinedText(node, found);
};

const operations = operation({ "?:": "nullish", "||": "or", "&&": "and", "+": "add", "==": "equal", "!=": "unequal" });

/** `value!!` fails where there is none. */
const unary: Lower = (node, lowering) => {
  const operand = lowering.lower(childOf(node, "argument"));
  const sign = childOf(node, "operator");
  if (sign?.type === "!") return { kind: "not", node, operand };
  if (sign?.type !== "!!") return literal("number")(node, lowering);
  return { kind: "call", node, callee: { kind: "name", node: sign, name: "!!" }, arguments: [{ name: null, value: operand }] };
};

const membership: Lower = (node, lowering) => {
  const test: Expression = {
    kind: "operation",
    node,
    operator: "in",
    left: lowering.lower(childOf(node, "left")),
    right: lowering.lower(childOf(node, "right")),
  };
  return node.children.some(({ type }) => type === "!in") ? { kind: "not", node, operand: test } : test;
};

const branch = (node: Node | undefined, lowering: Lowering): Expression =>
  lowering.lower(node?.type === "block" && parts(node).length === 1 ? parts(node)[0] : node);

/** Without `else` it is a statement. */
const conditional: Lower = (node, lowering) => {
  const [test, yes, no] = parts(node);
  if (no === undefined) return { kind: "other", node };
  return { kind: "choice", node, test: lowering.lower(test), yes: branch(yes, lowering), no: branch(no, lowering) };
};

const closure: Lower = (node, lowering) => {
  const [only, ...rest] = parts(node).filter(({ type }) => type !== "lambda_parameters");
  return { kind: "function", node, result: only === undefined || rest.length > 0 ? null : lowering.lower(only) };
};

export const lower: Language["lower"] = {
  identifier: word,
  qualified_identifier: (node, lowering) => qualified(node, lowering.textOf(node)),
  this_expression: name,
  string_literal: texts,
  multiline_string_literal: texts,
  number_literal: (node, lowering) => ({ kind: "number", node, text: lowering.textOf(node).replace(/(?<![uUL])[uUL]+$/, "") }),
  float_literal: literal("number"),
  navigation_expression: navigation,
  call_expression: call,
  constructor_invocation: construction,
  collection_literal: list,
  index_expression: (node, lowering) => {
    const [object, key] = parts(node);
    return { kind: "index", node, object: lowering.lower(object), key: lowering.lower(key) };
  },
  infix_expression: infix,
  in_expression: membership,
  binary_expression: (node, lowering) => nullAsked(node, operations(node, lowering)),
  unary_expression: unary,
  if_expression: conditional,
  parenthesized_expression: inner,
  as_expression: innerAt("left"),
  lambda_literal: closure,
  annotated_lambda: inner,
  throw_expression: abort,
  return_expression: nothing,
};
