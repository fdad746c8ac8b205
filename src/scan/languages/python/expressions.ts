import type { Argument, Expression } from "../../expression.ts";
import { childOf, type Node } from "../../tree.ts";
import type { Language, Lower, Lowering } from "../language.ts";
import {
  abort,
  call,
  formatted,
  index,
  inner,
  innerAt,
  joinedText,
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

const keywordArgument = (node: Node, lowering: Lowering): Argument | undefined => {
  const [key, value] = [childOf(node, "name"), childOf(node, "value")];
  if (node.type !== "keyword_argument" || key === undefined) return undefined;
  return { name: lowering.textOf(key), value: lowering.lower(value) };
};

const calls = call("function", "arguments", keywordArgument);

/** `"APP_{}".format(name)` is a text with a hole in it; a copy is what it is a copy of: `dict(os.environ)`, `os.environ.copy()`. */
const callOrFormat: Lower = (node, lowering) => {
  const made = calls(node, lowering);
  if (made.kind !== "call") return made;
  const [first] = made.arguments;
  if (made.callee.kind === "name" && made.callee.name === "dict" && first?.name === null) return first.value;
  if (made.callee.kind !== "member") return made;
  if (made.callee.name === "copy" && first === undefined) return made.callee.object;
  if (made.callee.name !== "format") return made;
  if (made.callee.object.kind !== "text") return made;
  const given = made.arguments.map(({ value }) => value);
  return formatted(node, made.callee.object, /\{[^{}]*\}/, given);
};

const addition = operation({ "+": "add", "%": "other", "|": "or" });

/** `a + b`, `"APP_%s" % name`, and `os.environ | defaults`, in which the left side is looked into. */
const binary: Lower = (node, lowering) => {
  const made = addition(node, lowering);
  const sign = childOf(node, "operator");
  if (made.kind !== "operation" || sign === undefined || lowering.textOf(sign) !== "%" || made.left.kind !== "text") return made;
  return formatted(node, made.left, /%(?:\([^()]*\))?[-+ #0-9.]{0,99}[sdr]/, made.right.kind === "list" ? made.right.items : [made.right]);
};

/** Comparisons have their operators as children without a name; `not in` and `is not` are one token each. */
const comparison: Lower = (node, lowering) => {
  const [left, right] = parts(node);
  const sign = node.children.find(({ named }) => !named);
  const text = sign === undefined ? "" : lowering.textOf(sign).replaceAll(/\s+/g, " ");
  const sides = { left: lowering.lower(left), right: lowering.lower(right) };
  const made = (operator: "equal" | "unequal" | "in" | "other"): Expression => ({ kind: "operation", node, operator, ...sides });
  switch (text) {
    case "==":
    case "is":
      return made("equal");
    case "!=":
    case "is not":
      return made("unequal");
    case "in":
      return made("in");
    case "not in":
      return { kind: "not", node, operand: made("in") };
    default:
      return made("other");
  }
};

const dictionary: Lower = (node, lowering) => ({
  kind: "record",
  node,
  entries: parts(node).map((part) => {
    if (part.type !== "dictionary_splat")
      return { key: lowering.lower(childOf(part, "key")), value: lowering.lower(childOf(part, "value")) };
    const operand = lowering.lower(parts(part)[0]);
    return { key: operand, value: operand, spread: true };
  }),
});

const spread: Lower = (node, lowering) => ({ kind: "spread", node, operand: lowering.lower(parts(node)[0]) });

const conditional: Lower = (node, lowering) => {
  const [yes, test, no] = parts(node);
  return { kind: "choice", node, test: lowering.lower(test), yes: lowering.lower(yes), no: lowering.lower(no) };
};

const texts = pieces({
  fragments: new Set(["string_content"]),
  escapes: new Set(),
  holes: new Set(["interpolation"]),
  raw: (node, lowering) => /^[a-zA-Z]*[rR]/.test(lowering.textOf(node).slice(0, 3)),
});

/** `[os.environ[name] for name in names if name in os.environ]`: the value is taken where the test holds. */
const filtered: Lower = (node, lowering) => {
  const clause = node.children.find(({ type }) => type === "if_clause");
  if (clause === undefined) return { kind: "other", node };
  return {
    kind: "choice",
    node,
    test: lowering.lower(parts(clause)[0]),
    yes: lowering.lower(childOf(node, "body")),
    no: { kind: "null", node: clause },
  };
};

export const lower: Language["lower"] = {
  identifier: name,
  attribute: member("object", "attribute"),
  subscript: index("value", "subscript"),
  call: callOrFormat,
  string: texts,
  concatenated_string: (node, lowering) =>
    joinedText(
      node,
      parts(node).map((part) => lowering.lower(part)),
    ),
  integer: literal("number"),
  float: literal("number"),
  unary_operator: literal("number"),
  true: literal("boolean"),
  false: literal("boolean"),
  none: nothing,
  parenthesized_expression: inner,
  await: inner,
  named_expression: innerAt("value"),
  binary_operator: binary,
  boolean_operator: operation({ or: "or", and: "and" }),
  comparison_operator: comparison,
  not_operator: not,
  conditional_expression: conditional,
  list,
  tuple: list,
  set: list,
  expression_list: list,
  dictionary,
  lambda: (node, lowering) => ({ kind: "function", node, result: lowering.lower(childOf(node, "body")) }),
  list_comprehension: filtered,
  set_comprehension: filtered,
  dictionary_comprehension: filtered,
  generator_expression: filtered,
  raise_statement: abort,
  list_splat: spread,
  dictionary_splat: spread,
};
