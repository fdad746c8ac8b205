import type { Expression } from "../expression.ts";
import { childOf, namedChildren, type Node } from "../tree.ts";
import {
  conversions,
  declares,
  imports,
  LISTS,
  locate,
  methods,
  nullAsked,
  passesOn,
  PLAIN_TYPES,
  qualified,
  readers,
  unit,
} from "./jvm.ts";
import type { Bind, Definition, FunctionShape, Language, Lower, Lowering } from "./language.ts";
import {
  choice,
  abort,
  formatted,
  index,
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
} from "./lowering.ts";

const texts = pieces({
  fragments: new Set(["string_fragment", "multiline_string_fragment"]),
  escapes: new Set(["escape_sequence"]),
  holes: new Set(["string_interpolation"]),
});

/** `name(…)`, `object.name(…)`: one node, whose callee is told by its name. Texts and lists that are made by a call are taken as what they are. */
const invocation: Lower = (node, lowering) => {
  const [object, named, given] = ["object", "name", "arguments"].map((field) => childOf(node, field));
  if (named === undefined) return { kind: "other", node };
  const values = given === undefined ? [] : parts(given).map((value) => lowering.lower(value));
  const callee: Expression =
    object === undefined
      ? lowering.lower(named)
      : { kind: "member", node: named, object: lowering.lower(object), name: lowering.textOf(named) };
  const path = `${object === undefined ? "" : lowering.textOf(object)}.${lowering.textOf(named)}`;
  if (LISTS.has(path)) return { kind: "list", node, items: values };
  const [first, ...rest] = values;
  if (path === "String.format" && first !== undefined) return formatted(node, first, HOLE, rest);
  if (callee.kind === "member" && callee.name === "formatted" && callee.object.kind === "text")
    return formatted(node, callee.object, HOLE, values);
  return { kind: "call", node, callee, arguments: values.map((value) => ({ name: null, value })) };
};

const HOLE = /%(?:\d\$)?s/;

const creation: Lower = (node, lowering) => {
  const given = childOf(node, "arguments");
  const values = given === undefined ? [] : parts(given).map((value) => lowering.lower(value));
  return { kind: "call", node, callee: lowering.lower(childOf(node, "type")), arguments: values.map((value) => ({ name: null, value })) };
};

/** `@Name("value")`, `@Name(key = "value")`: a call of what it is named. */
const annotation: Lower = (node, lowering) => {
  const given = childOf(node, "arguments");
  const values = given === undefined ? [] : parts(given);
  return {
    kind: "call",
    node,
    callee: lowering.lower(childOf(node, "name")),
    arguments: values.map((value) => {
      const key = childOf(value, "key");
      return {
        name: key === undefined ? null : lowering.textOf(key),
        value: lowering.lower(key === undefined ? value : childOf(value, "value")),
      };
    }),
  };
};

const operations = operation({ "+": "add", "||": "or", "&&": "and", "==": "equal", "!=": "unequal" });

const unary: Lower = (node, lowering) =>
  childOf(node, "operator")?.type === "!" ? not(node, lowering) : literal("number")(node, lowering);

/** Without the letter that says its size. */
const number: Lower = (node, lowering) => {
  const text = lowering.textOf(node);
  return { kind: "number", node, text: /^0x/i.test(text) ? text : text.replace(/[lfd]$/i, "") };
};

const closure: Lower = (node, lowering) => {
  const body = childOf(node, "body");
  return { kind: "function", node, result: body === undefined || body.type === "block" ? null : lowering.lower(body) };
};

const typed = (type: Node | undefined, lowering: Lowering): { readonly type?: string } => {
  const text = type === undefined ? "" : lowering.textOf(type).replace(/<.*/s, "");
  return /^[A-Z]\w*$/.test(text) && !PLAIN_TYPES.has(text) ? { type: text } : {};
};

const declarator: Bind = (node, lowering) => {
  const [named, value] = [childOf(node, "name"), childOf(node, "value")];
  if (named === undefined || node.parent?.type === "spread_parameter") return [];
  const type = value === undefined && node.parent !== null ? typed(childOf(node.parent, "type"), lowering) : {};
  return [{ name: lowering.textOf(named), kind: "variable", node, value, ...type }];
};

/** `name = value`, and `this.name = value`. */
const assignment: Bind = (node, lowering) => {
  const [target, value] = [childOf(node, "left"), childOf(node, "right")];
  const written = target === undefined ? "" : lowering.textOf(target);
  return target?.type === "identifier" || /^this\.[\w$]+$/.test(written) ? [{ name: written, kind: "variable", node, value }] : [];
};

const loop: Bind = (node, lowering) => {
  const [named, value] = [childOf(node, "name"), childOf(node, "value")];
  return named === undefined ? [] : [{ name: lowering.textOf(named), kind: "variable", node, value, each: true, scope: node }];
};

function parameterOf(node: Node, lowering: Lowering): Definition {
  const named = node.type === "identifier" ? node : (childOf(node, "name") ?? childOf(parts(node).at(-1) ?? node, "name") ?? node);
  return { name: lowering.textOf(named), kind: "parameter", node, ...typed(childOf(node, "type"), lowering) };
}

/** Those of a record are its fields too. */
const parameters: Bind = (node, lowering) => parts(node).map((one) => parameterOf(one, lowering));

const onlyParameter: Bind = (node, lowering) => {
  const only = childOf(node, "parameters");
  return only?.type === "identifier" ? [parameterOf(only, lowering)] : [];
};

const importing: Bind = (node, lowering) => {
  const [whole, all] = namedChildren(node).filter(({ type }) => !type.includes("comment"));
  if (whole === undefined || all !== undefined) return [];
  return imports(node, lowering.textOf(whole), { whole });
};

const defines =
  (kind: "function" | "class"): Bind =>
  (node, lowering) => {
    const named = childOf(node, "name");
    return named === undefined ? [] : [{ name: lowering.textOf(named), kind, node }];
  };

const shape = (node: Node, lowering: Lowering): FunctionShape => {
  const declared = childOf(node, "parameters");
  const names = declared === undefined ? [] : declared.type === "identifier" ? [declared] : parts(declared);
  return { parameters: names.map((one) => parameterOf(one, lowering).name), body: childOf(node, "body") };
};

const CLASSES = ["class_declaration", "interface_declaration", "enum_declaration", "record_declaration", "annotation_type_declaration"];

export const java: Language = {
  id: "java",
  grammar: "java",
  prefilter: /\bgetenv\b/,
  lower: {
    identifier: name,
    type_identifier: name,
    this: name,
    generic_type: inner,
    scoped_type_identifier: (node, lowering) => ({ kind: "name", node, name: lowering.textOf(node).replace(/^.*\./s, "") }),
    scoped_identifier: (node, lowering) => qualified(node, lowering.textOf(node)),
    string_literal: texts,
    null_literal: nothing,
    true: literal("boolean"),
    false: literal("boolean"),
    decimal_integer_literal: number,
    hex_integer_literal: number,
    decimal_floating_point_literal: number,
    field_access: member("object", "field"),
    array_access: index("array", "index"),
    method_invocation: invocation,
    object_creation_expression: creation,
    annotation,
    element_value_array_initializer: list,
    binary_expression: (node, lowering) => nullAsked(node, operations(node, lowering)),
    unary_expression: unary,
    ternary_expression: choice,
    parenthesized_expression: inner,
    cast_expression: innerAt("value"),
    assignment_expression: innerAt("right"),
    array_creation_expression: innerAt("value"),
    array_initializer: list,
    lambda_expression: closure,
    throw_statement: abort,
  },
  binds: {
    variable_declarator: declarator,
    assignment_expression: assignment,
    enhanced_for_statement: loop,
    formal_parameters: parameters,
    inferred_parameters: parameters,
    lambda_expression: onlyParameter,
    import_declaration: importing,
    method_declaration: defines("function"),
    constructor_declaration: (node) => [{ name: "constructor", kind: "function", node }],
    ...Object.fromEntries(CLASSES.map((type) => [type, defines("class")])),
  },
  scopes: new Set(["program", "method_declaration", "constructor_declaration", "lambda_expression", "enhanced_for_statement", ...CLASSES]),
  functions: { method_declaration: shape, constructor_declaration: shape, lambda_expression: shape },
  branches: {
    if_statement: (node) => ({
      test: childOf(node, "condition"),
      yes: childOf(node, "consequence"),
      no: childOf(node, "alternative"),
    }),
  },
  aborts: ({ type }) => type === "throw_statement",
  exits: new Set(["System.exit", "Runtime.getRuntime().halt"]),
  attempts: {
    try_statement: (node, lowering) => {
      const handler = node.children.find(({ type }) => type === "catch_clause");
      return handler !== undefined && !/\bthrow\b|System\.exit/.test(lowering.textOf(handler)) ? childOf(node, "body") : undefined;
    },
  },
  written: () => null,
  readers,
  methods,
  conversions,
  unit,
  locate,
  declares,
  passesOn,
};
