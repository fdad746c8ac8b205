import type { Argument, Expression } from "../../expression.ts";
import { childOf, type Node } from "../../tree.ts";
import type { Language, Lower, Lowering } from "../language.ts";
import { choice, formatted, inner, innerAt, joinedText, list, literal, name, not, nothing, operation, parts, pieces } from "../lowering.ts";

const BLOCKS: ReadonlySet<string> = new Set(["block", "do_block"]);

/** `a: 1` of a call is a keyword argument; a block comes last, under a name of its own. */
function argumentsOf(node: Node, lowering: Lowering): readonly Argument[] {
  const given = childOf(node, "arguments");
  const block = childOf(node, "block");
  const values = (given === undefined ? [] : parts(given)).map((value): Argument => {
    const key = value.type === "pair" ? childOf(value, "key") : undefined;
    if (key?.type !== "hash_key_symbol") return { name: null, value: lowering.lower(value) };
    return { name: lowering.textOf(key), value: lowering.lower(childOf(value, "value")) };
  });
  return block === undefined || !BLOCKS.has(block.type) ? values : [...values, { name: BLOCK, value: lowering.lower(block) }];
}

/** What a block is called among the arguments. */
export const BLOCK = "&block";

const FAILURES: ReadonlySet<string> = new Set(["raise", "fail", "abort", "exit", "exit!"]);

/** A copy holds the same: `ENV.to_h`, `%w[A B].freeze`. */
const SAME: ReadonlySet<string> = new Set(["freeze", "dup", "clone", "to_h", "to_hash", "to_a"]);

/** `exit` and `exit(0)` end without error, and yet nothing after them runs. */
const call: Lower = (node, lowering) => {
  const [receiver, method] = [childOf(node, "receiver"), childOf(node, "method")];
  const called = method === undefined ? "call" : lowering.textOf(method);
  const given = argumentsOf(node, lowering);
  if (receiver === undefined) {
    if (FAILURES.has(called)) return { kind: "abort", node };
    if (called === "format" || called === "sprintf") return format(node, given);
    return { kind: "call", node, callee: { kind: "name", node: method ?? node, name: called }, arguments: given };
  }
  const object = lowering.lower(receiver);
  if (SAME.has(called) && given.length === 0) return object;
  if (called === "call" && object.kind === "name") return { kind: "call", node, callee: object, arguments: given };
  return { kind: "call", node, callee: { kind: "member", node, object, name: called }, arguments: given };
};

const HOLE = /%(?:\{\w+\}|<\w+>)?[-+ #0-9.]*[sdi]?/;

function format(node: Node, [first, ...given]: readonly Argument[]): Expression {
  const holes = given.map(({ value }) => value);
  return first === undefined ? { kind: "other", node } : formatted(node, first.value, HOLE, holes);
}

const calculation = operation({ "||": "or", or: "or", "&&": "and", and: "and", "+": "add", "==": "equal", "!=": "unequal" });

/** `"APP_%s" % name` is a text with a hole in it. */
const binary: Lower = (node, lowering) => {
  const made = calculation(node, lowering);
  const sign = childOf(node, "operator");
  if (made.kind !== "operation" || sign === undefined || lowering.textOf(sign) !== "%") return made;
  return formatted(node, made.left, HOLE, made.right.kind === "list" ? made.right.items : [made.right]);
};

const unary: Lower = (node, lowering) => {
  const sign = childOf(node, "operator");
  if (sign?.type === "!" || sign?.type === "not") return not(node, lowering);
  return sign?.type === "defined?" ? { kind: "other", node } : literal("number")(node, lowering);
};

/** `ENV["A"]`; of several keys none is known. */
const element: Lower = (node, lowering) => {
  const object = childOf(node, "object");
  const [key, another] = parts(node).filter((part) => part !== object);
  if (key === undefined || another !== undefined) return { kind: "other", node };
  return { kind: "index", node, object: lowering.lower(object), key: lowering.lower(key) };
};

const hash: Lower = (node, lowering) => ({
  kind: "record",
  node,
  entries: parts(node)
    .filter(({ type }) => type === "pair")
    .map((pair) => ({ key: lowering.lower(childOf(pair, "key")), value: lowering.lower(childOf(pair, "value")) })),
});

/** The value of several statements is that of the last; of any that fails, failure. */
const statements: Lower = (node, lowering) => {
  const values = parts(node).map((part) => lowering.lower(part));
  return values.find(({ kind }) => kind === "abort") ?? values.at(-1) ?? { kind: "null", node };
};

const closure: Lower = (node, lowering) => ({ kind: "function", node, result: lowering.lower(childOf(node, "body")) });

const texts = pieces({
  fragments: new Set(["string_content"]),
  escapes: new Set(["escape_sequence"]),
  holes: new Set(["interpolation"]),
  raw: (node, lowering) => /^(?:'|%q)/.test(lowering.textOf(node).slice(0, 2)),
});

const symbol: Lower = (node, lowering) => ({ kind: "text", node, text: lowering.textOf(node).replace(/^:/, "") });

/** `A::B`, and `::A`, which is `A`. */
const scoped: Lower = (node, lowering) => {
  const [scope, named] = [childOf(node, "scope"), childOf(node, "name")];
  const own = named === undefined ? "" : lowering.textOf(named);
  return scope === undefined ? { kind: "name", node, name: own } : { kind: "member", node, object: lowering.lower(scope), name: own };
};

/** `value rescue other`. */
const rescued: Lower = (node, lowering) => ({
  kind: "operation",
  node,
  operator: "nullish",
  left: lowering.lower(childOf(node, "body")),
  right: lowering.lower(childOf(node, "handler")),
});

const identifier: Lower = (node, lowering) => (FAILURES.has(lowering.textOf(node)) ? { kind: "abort", node } : name(node, lowering));

export const lower: Language["lower"] = {
  identifier,
  constant: name,
  instance_variable: name,
  class_variable: name,
  global_variable: name,
  self: name,
  call,
  element_reference: element,
  scope_resolution: scoped,
  string: texts,
  bare_string: texts,
  bare_symbol: texts,
  delimited_symbol: texts,
  simple_symbol: symbol,
  hash_key_symbol: symbol,
  chained_string: (node, lowering) =>
    joinedText(
      node,
      parts(node).map((part) => lowering.lower(part)),
    ),
  string_array: list,
  symbol_array: list,
  array: list,
  right_assignment_list: list,
  hash,
  integer: literal("number"),
  float: literal("number"),
  true: literal("boolean"),
  false: literal("boolean"),
  nil: nothing,
  binary,
  unary,
  conditional: choice,
  if: choice,
  rescue_modifier: rescued,
  parenthesized_statements: inner,
  begin: statements,
  yes: statements,
  else: statements,
  body_statement: statements,
  block_body: statements,
  block: closure,
  do_block: closure,
  lambda: closure,
  pair: innerAt("value"),
};
