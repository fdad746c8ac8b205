import { lastName, type Argument, type Expression } from "../../expression.ts";
import { ancestorOf, childOf, namedChildren, type Node } from "../../tree.ts";
import type { Language, Lower, Lowering } from "../language.ts";
import {
  choice,
  abort,
  call,
  formatted,
  inner,
  innerAt,
  list,
  literal,
  member,
  name,
  not,
  nothing,
  operation,
  parts,
  pieces,
} from "../lowering.ts";

/** `name: value`. */
const labelled = (node: Node, lowering: Lowering): Argument | undefined => {
  const label = childOf(node, "name");
  return label === undefined ? undefined : { name: lowering.textOf(label), value: lowering.lower(parts(node).at(-1)) };
};

const calls = call("function", "arguments", labelled);

/** `nameof(x)` and `string.Format("A_{0}", x)` are texts. */
const invocation: Lower = (node, lowering) => {
  const made = calls(node, lowering);
  if (made.kind !== "call") return made;
  const { callee, arguments: given } = made;
  const [first, ...rest] = given.map(({ value }) => value);
  if (first === undefined) return made;
  if (callee.kind === "name" && callee.name === "nameof") return { kind: "text", node, text: lastName(first) };
  if (callee.kind === "member" && callee.name === "Format" && isString(callee.object)) return formatted(node, first, /\{\d[^{}]*\}/, rest);
  return made;
};

const isString = (expression: Expression): boolean =>
  expression.kind === "name" && (expression.name === "string" || expression.name === "String");

/** Without the types that it is called with. */
const generic: Lower = (node, lowering) => ({ kind: "name", node, name: lowering.textOf(namedChildren(node)[0] ?? node) });

const members = member("expression", "name");

/** `string.Empty` is a text. */
const access: Lower = (node, lowering) => {
  const made = members(node, lowering);
  if (made.kind !== "member") return made;
  if (made.name === "Empty" && isString(made.object)) return { kind: "text", node, text: "" };
  return { ...made, name: made.name.replace(/<.*/s, "") };
};

const qualified: Lower = (node, lowering) => {
  const last = childOf(node, "name");
  return {
    kind: "member",
    node,
    object: lowering.lower(childOf(node, "qualifier")),
    name: last === undefined ? "" : lowering.textOf(last),
  };
};

/** What stands before the `?.` or `?[` around. */
const before = (node: Node, lowering: Lowering): Expression => {
  const whole = ancestorOf(node, CONDITIONAL);
  return lowering.lower(whole === undefined ? undefined : childOf(whole, "condition"));
};

const CONDITIONAL: ReadonlySet<string> = new Set(["conditional_access_expression"]);

const bound: Lower = (node, lowering) => {
  const last = childOf(node, "name");
  return {
    kind: "member",
    node,
    object: before(node, lowering),
    name: last === undefined ? "" : lowering.textOf(last).replace(/<.*/s, ""),
  };
};

/** `a?.b` is the member, told by the whole. */
const conditionalAccess: Lower = (node, lowering) => {
  const made = lowering.lower(parts(node).at(-1));
  return made.kind === "member" ? { ...made, node } : made;
};

const keyOf = (subscript: Node | undefined, lowering: Lowering): Expression =>
  lowering.lower(subscript === undefined ? undefined : parts(subscript)[0]);

const element: Lower = (node, lowering) => ({
  kind: "index",
  node,
  object: lowering.lower(childOf(node, "expression")),
  key: keyOf(childOf(node, "subscript"), lowering),
});

const created: Lower = (node, lowering) => {
  const initial = childOf(node, "initializer");
  if (initial !== undefined && childOf(node, "arguments") === undefined && !parts(initial).some(({ type }) => type.endsWith("_expression")))
    return list(initial, lowering);
  return call("type", "arguments", labelled)(node, lowering);
};

const initialized: Lower = (node, lowering) => lowering.lower(node.children.find(({ type }) => type === "initializer_expression"));

const prefixed: Lower = (node, lowering) => (node.children[0]?.type === "!" ? not(node, lowering) : literal("number")(node, lowering));

/** `x is null`, `x is not null`, `x is "text"`. */
const pattern: Lower = (node, lowering) => {
  const [subject, asked] = [childOf(node, "expression"), childOf(node, "pattern")];
  const negated = asked?.type === "negated_pattern";
  const constant = negated ? parts(asked)[0] : asked;
  if (constant?.type !== "constant_pattern") return { kind: "other", node };
  return {
    kind: "operation",
    node,
    operator: negated ? "unequal" : "equal",
    left: lowering.lower(subject),
    right: lowering.lower(parts(constant)[0]),
  };
};

const verbatim: Lower = (node, lowering) => ({ kind: "text", node, text: lowering.textOf(node).slice(2, -1).replaceAll('""', '"') });

const texts = pieces({
  fragments: new Set(["string_literal_content", "string_content", "raw_string_content"]),
  escapes: new Set(["escape_sequence"]),
  holes: new Set(["interpolation"]),
});

const hole: Lower = (node, lowering) => lowering.lower(parts(node).find(({ type }) => !type.startsWith("interpolation_")));

const closure: Lower = (node, lowering) => {
  const body = childOf(node, "body");
  return { kind: "function", node, result: body === undefined || body.type === "block" ? null : lowering.lower(body) };
};

const number: Lower = (node, lowering) => ({
  kind: "number",
  node,
  text: lowering.textOf(node).replace(/(?<![uUlLmMfFdD])[uUlLmMfFdD]+$/, ""),
});

export const lower: Language["lower"] = {
  identifier: name,
  predefined_type: name,
  this: name,
  this_expression: name,
  generic_name: generic,
  qualified_name: qualified,
  member_access_expression: access,
  conditional_access_expression: conditionalAccess,
  member_binding_expression: bound,
  element_binding_expression: (node, lowering) => ({
    kind: "index",
    node,
    object: before(node, lowering),
    key: keyOf(
      node.children.find(({ named }) => named),
      lowering,
    ),
  }),
  invocation_expression: invocation,
  argument: (node, lowering) => lowering.lower(parts(node).at(-1)),
  element_access_expression: element,
  object_creation_expression: created,
  implicit_array_creation_expression: initialized,
  array_creation_expression: initialized,
  initializer_expression: list,
  collection_expression: list,
  collection_element: inner,
  expression_element: inner,
  string_literal: texts,
  raw_string_literal: texts,
  interpolated_string_expression: texts,
  interpolation: hole,
  verbatim_string_literal: verbatim,
  null_literal: nothing,
  default_expression: nothing,
  boolean_literal: literal("boolean"),
  integer_literal: number,
  real_literal: number,
  binary_expression: operation({ "??": "nullish", "||": "or", "&&": "and", "+": "add", "==": "equal", "!=": "unequal" }),
  is_pattern_expression: pattern,
  prefix_unary_expression: prefixed,
  postfix_unary_expression: inner,
  conditional_expression: choice,
  parenthesized_expression: inner,
  cast_expression: innerAt("value"),
  await_expression: inner,
  as_expression: inner,
  assignment_expression: innerAt("right"),
  arrow_expression_clause: inner,
  lambda_expression: closure,
  throw_expression: abort,
  throw_statement: abort,
};
