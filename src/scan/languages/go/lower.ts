import type { Expression } from "../../expression.ts";
import { childOf, type Node } from "../../tree.ts";
import type { Language, Lower, Lowering } from "../language.ts";
import { call, formatted, index, inner, joinedText, literal, member, name, not, nothing, operation, parts, pieces } from "../lowering.ts";

const calls = call("function", "arguments");

/** Functions of the standard library that make one text of several, where their names say enough. */
const callOrText: Lower = (node, lowering) => {
  const made = calls(node, lowering);
  if (made.kind !== "call") return made;
  const [first, ...rest] = made.arguments.map(({ value }) => value);
  switch (pathOf(made.callee)) {
    case "fmt.Sprintf":
      return first === undefined ? made : formatted(node, first, /%(?:\[\d+\])?[-+# 0]{0,9}\d{0,9}(?:\.\d{1,9})?[svdqx]/, rest);
    case "fmt.Sprint":
      return joinedText(node, first === undefined ? [] : [first, ...rest]);
    case "strings.Join":
      return first?.kind === "list" && rest[0] !== undefined ? joined(node, first.items, rest[0]) : made;
    default:
      return made;
  }
};

function pathOf(callee: Expression): string {
  return callee.kind === "member" && callee.object.kind === "name" ? `${callee.object.name}.${callee.name}` : "";
}

function joined(node: Node, items: readonly Expression[], between: Expression): Expression {
  return joinedText(
    node,
    items.flatMap((item, position) => (position === 0 ? [item] : [between, item])),
  );
}

/** `[]byte(x)` is x; `parse[int](x)`, with one argument, is a call that looks like a conversion. */
const conversion: Lower = (node, lowering) => {
  const [type, operand] = [childOf(node, "type"), childOf(node, "operand")];
  if (type?.type !== "generic_type") return lowering.lower(operand);
  return { kind: "call", node, callee: lowering.lower(childOf(type, "type")), arguments: [{ name: null, value: lowering.lower(operand) }] };
};

/** `f[int]` before a call's arguments is f; only the syntax of a type or a lower-case name tells it from `table[key]`. */
const indexOrInstance: Lower = (node, lowering) =>
  node.field === "function" ? lowering.lower(childOf(node, "operand")) : index("operand", "index")(node, lowering);

const unary: Lower = (node, lowering) => {
  const operator = childOf(node, "operator");
  switch (operator === undefined ? "" : lowering.textOf(operator)) {
    case "!":
      return not(node, lowering);
    case "&":
    case "*":
    case "<-":
      return lowering.lower(childOf(node, "operand"));
    default:
      return literal("number")(node, lowering);
  }
};

/** A slice is a list; a map, or a struct by the names of its fields, is a record. */
const composite: Lower = (node, lowering) => {
  const [type, body] = [childOf(node, "type"), childOf(node, "body")];
  if (body === undefined) return { kind: "other", node };
  const element = type === undefined ? undefined : (childOf(type, "element") ?? childOf(type, "value"));
  return valueOf(body, node, { lowering, fields: fieldsOf(type, lowering), inner: fieldsOf(element, lowering) });
};

interface Typed {
  readonly lowering: Lowering;
  /** The fields of the struct that this is, where it is declared in place; and of its elements. */
  readonly fields: readonly string[];
  readonly inner: readonly string[];
}

function valueOf(body: Node, node: Node, { lowering, fields, inner: elements }: Typed): Expression {
  const given = parts(body);
  const lowered = (one: Node | undefined): Expression => {
    const value = one?.type === "literal_element" ? parts(one)[0] : one;
    return value?.type === "literal_value" ? valueOf(value, value, { lowering, fields: elements, inner: [] }) : lowering.lower(value);
  };
  if (given[0]?.type === "keyed_element") {
    const keyed = given.filter(({ type }) => type === "keyed_element");
    return {
      kind: "record",
      node,
      entries: keyed.map((one) => ({ key: lowered(childOf(one, "key")), value: lowered(childOf(one, "value")) })),
    };
  }
  if (fields.length === 0) return { kind: "list", node, items: given.map(lowered) };
  return {
    kind: "record",
    node,
    entries: given.map((one, position) => ({ key: { kind: "text", node: one, text: fields[position] ?? "" }, value: lowered(one) })),
  };
}

/** The fields of a struct type that is written in place, or declared in the same file. */
function fieldsOf(type: Node | undefined, lowering: Lowering): readonly string[] {
  const named = type?.type === "pointer_type" ? parts(type)[0] : type;
  const struct = named?.type === "type_identifier" ? structNamed(lowering.textOf(named), named, lowering) : named;
  const list = struct?.type === "struct_type" ? parts(struct)[0] : undefined;
  return (list === undefined ? [] : parts(list)).flatMap((field) =>
    field.children.filter((child) => child.field === "name" && child.named).map((child) => lowering.textOf(child)),
  );
}

function structNamed(wanted: string, from: Node, lowering: Lowering): Node | undefined {
  for (let around = from.parent; around !== null; around = around.parent) {
    const declared = around.children.filter(({ type }) => type === "type_declaration").flatMap(({ children }) => children);
    const found = declared.find((spec) => spec.type === "type_spec" && lowering.textOf(childOf(spec, "name") ?? spec) === wanted);
    if (found !== undefined) return childOf(found, "type");
  }
  return undefined;
}

/** A function written in place, with its value where it does nothing but return one. */
const closure: Lower = (node, lowering) => {
  const body = childOf(node, "body")?.children.find(({ type }) => type === "statement_list");
  const [only, ...more] = body === undefined ? [] : parts(body);
  const results = only?.type === "return_statement" && more.length === 0 ? parts(only)[0] : undefined;
  return { kind: "function", node, result: results === undefined ? null : lowering.lower(parts(results)[0]) };
};

const texts = pieces({
  fragments: new Set(["interpreted_string_literal_content"]),
  escapes: new Set(["escape_sequence"]),
  holes: new Set(),
});

const raw: Lower = (node, lowering) => ({ kind: "text", node, text: lowering.textOf(node).slice(1, -1) });

/** Go's syntax as expressions: grammar of tree-sitter-go 0.25. */
export const goLower: Language["lower"] = {
  identifier: name,
  field_identifier: name,
  package_identifier: name,
  type_identifier: name,
  selector_expression: member("operand", "field"),
  qualified_type: member("package", "name"),
  index_expression: indexOrInstance,
  call_expression: callOrText,
  type_conversion_expression: conversion,
  type_assertion_expression: inner,
  parenthesized_expression: inner,
  literal_element: inner,
  variadic_argument: inner,
  unary_expression: unary,
  binary_expression: operation({ "+": "add", "==": "equal", "!=": "unequal", "&&": "and", "||": "or" }),
  composite_literal: composite,
  func_literal: closure,
  interpreted_string_literal: texts,
  raw_string_literal: raw,
  int_literal: literal("number"),
  float_literal: literal("number"),
  true: literal("boolean"),
  false: literal("boolean"),
  nil: nothing,
};
