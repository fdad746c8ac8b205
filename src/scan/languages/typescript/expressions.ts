import type { Argument, Entry, Expression, ExpressionOf } from "../../expression.ts";
import { childOf, namedChildren, type Node } from "../../tree.ts";
import type { Language, Lower, Lowering } from "../language.ts";
import { call, choice, index, inner, literal, member, name, nothing, operation, parts, pieces } from "../lowering.ts";

export const calls = call("function", "arguments");

/** `+value` is `Number(value)`; `typeof` stands for what it is asked of, as in `typeof value === "undefined"`. */
const unary: Lower = (node, lowering) => {
  const [sign, operand] = [childOf(node, "operator"), childOf(node, "argument")];
  const value = lowering.lower(operand);
  switch (sign?.type ?? "") {
    case "!":
      return { kind: "not", node, operand: value };
    case "void":
      return nothing(node, lowering);
    case "+":
      if (value.kind === "number" || sign === undefined) return literal("number")(node, lowering);
      return { kind: "call", node, callee: { kind: "name", node: sign, name: "Number" }, arguments: [{ name: null, value }] };
    case "-":
      return value.kind === "number" ? literal("number")(node, lowering) : { kind: "other", node };
    default:
      return { kind: "other", node };
  }
};

const OPERATORS = {
  "||": "or",
  "??": "nullish",
  "&&": "and",
  "+": "add",
  "==": "equal",
  "===": "equal",
  "!=": "unequal",
  "!==": "unequal",
  in: "in",
} as const;

const sides = operation(OPERATORS);

const binary: Lower = (node, lowering) => {
  const expression = sides(node, lowering);
  const asked = typed(childOf(node, "left"));
  if (expression.kind === "operation" && asked !== undefined && expression.right.kind === "text") {
    const right: Expression = expression.right.text === "undefined" ? { kind: "null", node: expression.right.node } : expression.right;
    const isText = expression.right.text === "string";
    const operator =
      isText && expression.operator === "equal" ? "unequal" : isText && expression.operator === "unequal" ? "equal" : expression.operator;
    return { ...expression, operator, left: lowering.lower(asked), right: isText ? { kind: "null", node: right.node } : right };
  }
  return expression.kind === "operation" && isLength(expression) ? { ...expression, operator: "other" } : expression;
};

/** What `typeof` is asked of. */
const typed = (node: Node | undefined): Node | undefined =>
  node?.type === "unary_expression" && node.children[0]?.type === "typeof" ? childOf(node, "argument") : undefined;

/** `"a".length + 1` joins no texts. */
const isLength = ({ operator, left }: ExpressionOf<"operation">): boolean => operator === "add" && left.kind === "number";

const record: Lower = (node, lowering) => ({ kind: "record", node, entries: parts(node).flatMap((part) => entryOf(part, lowering)) });

function entryOf(part: Node, lowering: Lowering): readonly Entry[] {
  switch (part.type) {
    case "shorthand_property_identifier":
      return [{ key: keyOf(part, lowering), value: lowering.lower(part) }];
    case "spread_element": {
      const value = lowering.lower(namedChildren(part)[0]);
      return [{ key: { kind: "other", node: part }, value, spread: true }];
    }
    case "method_definition": {
      const key = childOf(part, "name");
      return key === undefined ? [] : [{ key: keyOf(key, lowering), value: { kind: "function", node: part, result: null } }];
    }
    default: {
      const key = childOf(part, "key");
      return key === undefined ? [] : [{ key: keyOf(key, lowering), value: lowering.lower(childOf(part, "value")) }];
    }
  }
}

/** The text of a key; what is computed stays to be found out. */
function keyOf(key: Node, lowering: Lowering): Expression {
  if (key.type === "computed_property_name") return { kind: "template", node: key, parts: [lowering.lower(namedChildren(key)[0])] };
  return key.type.endsWith("identifier") ? { kind: "text", node: key, text: lowering.textOf(key) } : lowering.lower(key);
}

const items: Lower = (node, lowering) => ({
  kind: "list",
  node,
  items: parts(node).map((part): Expression =>
    part.type === "spread_element" ? { kind: "spread", node: part, operand: lowering.lower(namedChildren(part)[0]) } : lowering.lower(part),
  ),
});

const closure: Lower = (node, lowering) => {
  const body = childOf(node, "body");
  return { kind: "function", node, result: body === undefined || body.type === "statement_block" ? null : lowering.lower(body) };
};

const texts = pieces({
  fragments: new Set(["string_fragment"]),
  escapes: new Set(["escape_sequence"]),
  holes: new Set(["template_substitution"]),
});

/** `require("x")` and `import("x")`. */
export function moduleOf(expression: Expression): string | undefined {
  if (expression.kind !== "call" || expression.callee.kind !== "name") return undefined;
  const [given]: readonly (Argument | undefined)[] = expression.arguments;
  const { name: called } = expression.callee;
  return (called === "require" || called === "import") && given?.value.kind === "text" ? given.value.text : undefined;
}

export const lower: Language["lower"] = {
  identifier: name,
  property_identifier: name,
  private_property_identifier: name,
  shorthand_property_identifier: name,
  this: name,
  import: name,
  meta_property: (node) => ({ kind: "member", node, object: { kind: "name", node, name: "import" }, name: "meta" }),
  undefined: nothing,
  null: nothing,
  true: literal("boolean"),
  false: literal("boolean"),
  number: literal("number"),
  string: texts,
  template_string: texts,
  member_expression: member("object", "property"),
  subscript_expression: index("object", "index"),
  call_expression: calls,
  new_expression: call("constructor", "arguments"),
  binary_expression: binary,
  unary_expression: unary,
  ternary_expression: choice,
  parenthesized_expression: inner,
  await_expression: inner,
  non_null_expression: inner,
  as_expression: inner,
  satisfies_expression: inner,
  type_assertion: (node, lowering) => lowering.lower(parts(node).at(-1)),
  array: items,
  object: record,
  arrow_function: closure,
  function_expression: closure,
  generator_function: closure,
};
