import type { Expression } from "../expression.ts";
import { childOf, namedChildren, type Node } from "../tree.ts";
import { conversions, imports, locate, methods, passesOn, PLAIN_TYPES, readers, unit } from "./jvm.ts";
import { lower } from "./kotlin/expressions.ts";
import type { Bind, Definition, FunctionShape, Language, Lowering, Refinement } from "./language.ts";
import { parts } from "./lowering.ts";

/** What stands after the sign of equality. */
function given(node: Node): Node | undefined {
  const sign = node.children.findIndex(({ type }) => type === "=");
  return sign < 0 ? undefined : node.children.slice(sign + 1).find(({ named, type }) => named && !type.includes("comment"));
}

function typed(node: Node | undefined, lowering: Lowering): { readonly type?: string } {
  const type = node?.children.find(({ type: kind }) => kind === "user_type");
  const text = type === undefined ? "" : lowering.textOf(type).replace(/<.*/s, "");
  return /^[A-Z]\w*$/.test(text) && !PLAIN_TYPES.has(text) ? { type: text } : {};
}

const identifierOf = (node: Node): Node | undefined => node.children.find(({ type }) => type === "identifier");

const property: Bind = (node, lowering) => {
  const declared = node.children.find(({ type }) => type === "variable_declaration");
  const named = declared === undefined ? undefined : identifierOf(declared);
  const value = given(node);
  return named === undefined
    ? []
    : [{ name: lowering.textOf(named), kind: "variable", node, value, ...(value === undefined ? typed(declared, lowering) : {}) }];
};

const assignment: Bind = (node, lowering) => {
  const [target, value] = [childOf(node, "left"), childOf(node, "right")];
  return target?.type === "identifier" ? [{ name: lowering.textOf(target), kind: "variable", node, value }] : [];
};

const loop: Bind = (node, lowering) => {
  const [declared, value] = parts(node);
  const named = declared?.type === "variable_declaration" ? identifierOf(declared) : undefined;
  return named === undefined ? [] : [{ name: lowering.textOf(named), kind: "variable", node, value, each: true, scope: node }];
};

/** A default follows its parameter. */
const parameters: Bind = (node, lowering) =>
  namedChildren(node).flatMap((one, position, all): readonly Definition[] => {
    const named = one.type === "parameter" ? identifierOf(one) : undefined;
    if (named === undefined) return [];
    const next = all[position + 1];
    const value =
      next !== undefined && next.type !== "parameter" && !next.type.includes("comment") && !next.type.includes("modifiers")
        ? next
        : undefined;
    return [{ name: lowering.textOf(named), kind: "parameter", node: one, value, ...typed(one, lowering) }];
  });

/** One with `val` or `var` is a property, which its default tells of. */
const classParameters: Bind = (node, lowering) =>
  parts(node).flatMap((one): readonly Definition[] => {
    const named = identifierOf(one);
    if (named === undefined) return [];
    const made: Definition = { name: lowering.textOf(named), kind: "parameter", node: one, value: given(one), ...typed(one, lowering) };
    return made.value !== undefined && one.children.some(({ type }) => type === "val" || type === "var")
      ? [{ ...made, kind: "variable" }]
      : [made];
  });

const lambdaParameters: Bind = (node, lowering) =>
  parts(node).flatMap((one): readonly Definition[] => {
    const named = identifierOf(one) ?? one;
    return [{ name: lowering.textOf(named), kind: "parameter", node: one }];
  });

const importing: Bind = (node, lowering) => {
  const whole = node.children.find(({ type }) => type === "qualified_identifier");
  if (whole === undefined || node.children.some(({ type }) => type === "*")) return [];
  const alias = node.children.find(({ type }) => type === "identifier");
  return imports(node, lowering.textOf(whole), { whole, ...(alias === undefined ? {} : { own: lowering.textOf(alias) }) });
};

const defines =
  (kind: "function" | "class"): Bind =>
  (node, lowering) => {
    const named = childOf(node, "name");
    return named === undefined ? [] : [{ name: lowering.textOf(named), kind, node }];
  };

const shape = (node: Node, lowering: Lowering): FunctionShape => {
  const declared = node.children.find(({ type }) => type === "function_value_parameters" || type === "lambda_parameters");
  const names =
    declared === undefined
      ? []
      : parts(declared).flatMap((one) =>
          one.type === "parameter" || declared.type === "lambda_parameters" ? (identifierOf(one) ?? one) : [],
        );
  return { parameters: names.map((one) => lowering.textOf(one)), body: node.children.find(({ type }) => type === "function_body") };
};

const constructorShape = (node: Node, lowering: Lowering): FunctionShape => {
  const declared = node.children.find(({ type }) => type === "class_parameters");
  return {
    parameters: declared === undefined ? [] : parts(declared).map((one) => lowering.textOf(identifierOf(one) ?? one)),
    body: undefined,
  };
};

const after = (node: Node, keyword: string): Node | undefined => {
  const at = node.children.findIndex(({ type }) => type === keyword);
  return at < 0 ? undefined : node.children.slice(at + 1).find(({ named, type }) => named && !type.includes("comment"));
};

/** What comes from Java may be null; given to something whose type says that it is not, it fails (Kotlin manual, "Null-safety and platform types"). */
function checked({ node }: Expression): Refinement {
  const { parent } = node;
  const owner = parent?.type === "function_body" ? parent.parent : parent;
  if (owner === null || owner === undefined || (owner.type !== "property_declaration" && owner.type !== "function_declaration")) return {};
  const declared = owner.type === "function_declaration" ? owner : owner.children.find(({ type }) => type === "variable_declaration");
  return declared?.children.some(({ type }) => type === "user_type") === true ? { mode: "required" } : {};
}

export const kotlin: Language = {
  id: "kotlin",
  grammar: "kotlin",
  prefilter: /\bgetenv\b|environmentVariable/,
  lower,
  binds: {
    property_declaration: property,
    assignment,
    for_statement: loop,
    function_value_parameters: parameters,
    class_parameters: classParameters,
    lambda_parameters: lambdaParameters,
    import: importing,
    function_declaration: defines("function"),
    primary_constructor: (node) => [{ name: "constructor", kind: "function", node }],
    class_declaration: defines("class"),
    object_declaration: defines("class"),
  },
  scopes: new Set([
    "source_file",
    "class_declaration",
    "object_declaration",
    "function_declaration",
    "anonymous_function",
    "lambda_literal",
    "for_statement",
  ]),
  functions: { function_declaration: shape, anonymous_function: shape, lambda_literal: shape, primary_constructor: constructorShape },
  branches: {
    if_expression: (node) => ({ test: childOf(node, "condition"), yes: after(node, ")"), no: after(node, "else") }),
  },
  aborts: ({ type }) => type === "throw_expression",
  exits: new Set(["error", "exitProcess", "kotlin.system.exitProcess", "kotlin.error", "TODO", "System.exit", "fail"]),
  attempts: {
    try_expression: (node, lowering) => {
      const handler = node.children.find(({ type }) => type === "catch_block");
      return handler !== undefined && !/\bthrow\b|exitProcess|\berror\(/.test(lowering.textOf(handler)) ? parts(node)[0] : undefined;
    },
  },
  written: () => null,
  readers: [
    ...readers.map((reader) =>
      reader.access === "call" && reader.mode === "optional" && reader.default === undefined ? { ...reader, refine: checked } : reader,
    ),
    { access: "call", of: "providers.environmentVariable", name: { position: 0 }, mode: "optional" },
    { access: "call", of: "project.providers.environmentVariable", name: { position: 0 }, mode: "optional" },
  ],
  methods: {
    ...methods,
    let: {},
    also: {},
    takeIf: {},
    takeUnless: {},
    lowercase: {},
    uppercase: {},
    removeSuffix: {},
    removePrefix: {},
    toInt: { type: "integer" },
    toIntOrNull: { type: "integer" },
    toLong: { type: "integer" },
    toLongOrNull: { type: "integer" },
    toDouble: { type: "number" },
    toDoubleOrNull: { type: "number" },
    toFloat: { type: "number" },
    toBoolean: { type: "boolean" },
    toBooleanStrict: { type: "boolean" },
    toBooleanStrictOrNull: { type: "boolean" },
    toUri: { type: "url" },
    ifEmpty: { mode: "default" },
    ifBlank: { mode: "default" },
    getOrElse: { mode: "default" },
  },
  conversions: {
    ...conversions,
    "!!": { mode: "required" },
    requireNotNull: { mode: "required" },
    checkNotNull: { mode: "required" },
    "kotlin.requireNotNull": { mode: "required" },
    "kotlin.checkNotNull": { mode: "required" },
    URI: { type: "url" },
  },
  unit,
  locate,
  declares: /\b(?:val|var|fun(?:\s*<[^>]{0,300}>)?|class|object|interface)\s+(?:[\w<>?]+\.)?(\w+)/g,
  passesOn,
};
