import type { Argument, Entry, Expression } from "../../expression.ts";
import { ancestorOf, childOf, namedChildren, type Node } from "../../tree.ts";
import type { Language, Lower, Lowering } from "../language.ts";
import { abort, call, inner, innerAt, joinedText, literal, member, name, not, nothing, operation, parts, unescaped } from "../lowering.ts";
import { CLASSES } from "./names.ts";

/** `name: value`; parameters bear a dollar sign, their labels do not. */
const labelled = (node: Node, lowering: Lowering): Argument | undefined => {
  const label = childOf(node, "name");
  return label === undefined ? undefined : { name: `$${lowering.textOf(label)}`, value: lowering.lower(parts(node).at(-1)) };
};

const given = (node: Node | undefined, lowering: Lowering): readonly Argument[] =>
  node === undefined ? [] : parts(node).map((one) => labelled(one, lowering) ?? { name: null, value: lowering.lower(one) });

const functionCall = call("function", "arguments", labelled);

/** `array_key_exists("KEY", $_ENV)` asks what other languages have an operator for. */
const called: Lower = (node, lowering) => {
  const made = functionCall(node, lowering);
  if (made.kind !== "call" || made.callee.kind !== "name" || made.callee.name !== "array_key_exists") return made;
  const [key, table] = made.arguments;
  if (key === undefined || table === undefined) return made;
  return { kind: "operation", node, operator: "in", left: key.value, right: table.value };
};

/** `$object->name(…)`, `Class::name(…)`: one node, whose callee is told by its name. */
function methodCall(object: string): Lower {
  return (node, lowering) => {
    const named = childOf(node, "name");
    const callee: Expression =
      named === undefined
        ? { kind: "other", node }
        : { kind: "member", node: named, object: lowering.lower(childOf(node, object)), name: lowering.textOf(named) };
    return { kind: "call", node, callee, arguments: given(childOf(node, "arguments"), lowering) };
  };
}

const created: Lower = (node, lowering) => {
  const [made] = parts(node);
  const list = node.children.find(({ type }) => type === "arguments");
  return { kind: "call", node, callee: lowering.lower(made), arguments: given(list, lowering) };
};

/** An attribute is a call of its class. */
const attribute: Lower = (node, lowering) => {
  const [named] = parts(node);
  const callee: Expression = {
    kind: "name",
    node: named ?? node,
    name: named === undefined ? "" : lowering.textOf(named).replace(/^.*\\/s, ""),
  };
  return { kind: "call", node, callee, arguments: given(childOf(node, "parameters"), lowering) };
};

/** A cast is a call of a function named by it: "(int)". */
const cast: Lower = (node, lowering) => {
  const type = childOf(node, "type");
  const value = lowering.lower(childOf(node, "value"));
  if (type === undefined) return value;
  return {
    kind: "call",
    node,
    callee: { kind: "name", node: type, name: `(${lowering.textOf(type).toLowerCase()})` },
    arguments: [{ name: null, value }],
  };
};

const operations = operation({
  "??": "nullish",
  "||": "or",
  or: "or",
  "&&": "and",
  and: "and",
  ".": "add",
  "==": "equal",
  "===": "equal",
  "!=": "unequal",
  "!==": "unequal",
});

/** What is absent is `false` for `getenv`, and null elsewhere: comparing with either is the same question. */
const binary: Lower = (node, lowering) => {
  const made = operations(node, lowering);
  if (made.kind !== "operation" || (made.operator !== "equal" && made.operator !== "unequal")) return made;
  const { left, right } = made;
  return { ...made, left: absent(left), right: absent(right) };
};

const absent = (side: Expression): Expression =>
  side.kind === "boolean" && side.text.toLowerCase() === "false" ? { kind: "null", node: side.node } : side;

/** `a ? b : c`, and `a ?: c`. */
const conditional: Lower = (node, lowering) => {
  const [test, yes, no] = ["condition", "body", "alternative"].map((field) => childOf(node, field));
  if (yes === undefined) return { kind: "operation", node, operator: "or", left: lowering.lower(test), right: lowering.lower(no) };
  return { kind: "choice", node, test: lowering.lower(test), yes: lowering.lower(yes), no: lowering.lower(no) };
};

const unary: Lower = (node, lowering) =>
  childOf(node, "operator")?.type === "!" ? not(node, lowering) : literal("number")(node, lowering);

const single: Lower = (node, lowering) => {
  const text = lowering.textOf(node).slice(1, -1);
  return { kind: "text", node, text: text.replaceAll(/\\([\\'])/g, "$1") };
};

const double: Lower = (node, lowering) => {
  const found = namedChildren(node).map((piece): Expression => {
    if (piece.type === "string_content") return { kind: "text", node: piece, text: lowering.textOf(piece) };
    return piece.type === "escape_sequence"
      ? { kind: "text", node: piece, text: unescaped(lowering.textOf(piece)) }
      : lowering.lower(piece);
  });
  return joinedText(node, found);
};

const raw: Lower = (node, lowering) => ({ kind: "text", node, text: lowering.textOf(node) });

const array: Lower = (node, lowering) => {
  const elements = parts(node).map((element) => parts(element));
  if (!elements.some((element) => element.length === 2)) {
    return { kind: "list", node, items: elements.map(([value]) => lowering.lower(value)) };
  }
  const entries = elements.flatMap(([key, value]): readonly Entry[] =>
    key === undefined || value === undefined ? [] : [{ key: lowering.lower(key), value: lowering.lower(value) }],
  );
  return { kind: "record", node, entries };
};

/** The last name counts: namespaces are told apart by imports only. */
const qualified: Lower = (node, lowering) => ({ kind: "name", node, name: lowering.textOf(node).replace(/^.*\\/s, "") });

/** `self` and `static` are the class around. */
const relative: Lower = (node, lowering) => {
  const around = ancestorOf(node, CLASSES);
  const named = around === undefined ? undefined : childOf(around, "name");
  return { kind: "name", node, name: lowering.textOf(named ?? node) };
};

const ends = (node: Node, lowering: Lowering): { readonly object: Expression; readonly last: Node | undefined } => {
  const [owner, ...rest] = parts(node);
  return { object: lowering.lower(owner), last: rest.at(-1) };
};

/** `Class::CONSTANT`, `Class::$property`; the `value` of a case of an enumeration is the case. */
const ofClass: Lower = (node, lowering) => {
  const { object, last } = ends(node, lowering);
  return { kind: "member", node, object, name: last === undefined ? "" : lowering.textOf(last).replace("$", "") };
};

const property = member("object", "name");

const ofObject: Lower = (node, lowering) => {
  const made = property(node, lowering);
  return made.kind === "member" && made.name === "value" && made.object.node.type === "class_constant_access_expression"
    ? made.object
    : made;
};

const closure: Lower = (node, lowering) => ({
  kind: "function",
  node,
  result: node.type === "arrow_function" ? lowering.lower(childOf(node, "body")) : null,
});

export const lower: Language["lower"] = {
  name,
  variable_name: name,
  qualified_name: qualified,
  relative_scope: relative,
  boolean: literal("boolean"),
  null: nothing,
  integer: literal("number"),
  float: literal("number"),
  string: single,
  encapsed_string: double,
  heredoc: innerAt("value"),
  heredoc_body: double,
  nowdoc: innerAt("value"),
  nowdoc_body: raw,
  argument: (node, lowering) => lowering.lower(parts(node).at(-1)),
  parenthesized_expression: inner,
  error_suppression_expression: inner,
  clone_expression: inner,
  print_intrinsic: inner,
  assignment_expression: innerAt("right"),
  function_call_expression: called,
  member_call_expression: methodCall("object"),
  nullsafe_member_call_expression: methodCall("object"),
  scoped_call_expression: methodCall("scope"),
  object_creation_expression: created,
  attribute,
  member_access_expression: ofObject,
  nullsafe_member_access_expression: ofObject,
  class_constant_access_expression: ofClass,
  scoped_property_access_expression: ofClass,
  subscript_expression: (node, lowering) => {
    const [object, key] = parts(node);
    return { kind: "index", node, object: lowering.lower(object), key: lowering.lower(key) };
  },
  cast_expression: cast,
  binary_expression: binary,
  unary_op_expression: unary,
  conditional_expression: conditional,
  array_creation_expression: array,
  arrow_function: closure,
  anonymous_function: closure,
  throw_expression: abort,
  exit_statement: abort,
};
