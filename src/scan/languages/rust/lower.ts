import type { Expression } from "../../expression.ts";
import { ancestorOf, childOf, type Node } from "../../tree.ts";
import type { Language, Lower, Lowering } from "../language.ts";
import { formatted, inner, innerAt, joinedText, list, literal, member, not, operation, parts, pieces } from "../lowering.ts";
import { argumentsIn, callAt } from "./tokens.ts";

const nothing = (node: Node): Expression => ({ kind: "null", node });
const aborting = (node: Node): Expression => ({ kind: "abort", node });

const identifier: Lower = (node, lowering) => {
  const text = lowering.textOf(node);
  return text === "None" ? nothing(node) : { kind: "name", node, name: text === "Self" ? "self" : text };
};

/** Methods that leave a text as it is. */
const SAME: ReadonlySet<string> = new Set([
  "to_string",
  "to_owned",
  "into",
  "as_str",
  "as_ref",
  "into_string",
  "clone",
  "to_vec",
  "iter",
  "into_iter",
  "as_deref",
]);

const calls: Lower = (node, lowering) => {
  const written = childOf(node, "function");
  const callee = lowering.lower(written?.type === "generic_function" ? childOf(written, "function") : written);
  const passed = childOf(node, "arguments");
  const given = passed === undefined ? [] : parts(passed).map((one) => ({ name: null, value: lowering.lower(one) }));
  const made: Expression = { kind: "call", node, callee, arguments: given };
  return simpler(made, lowering.textOf(written ?? node)) ?? made;
};

/** Calls that stand for their argument, or for nothing that follows. */
function simpler({ callee, arguments: given, node }: Extract<Expression, { kind: "call" }>, written: string): Expression | undefined {
  if (FAILING.test(written)) return aborting(node);
  if (WRAPPING.test(written)) return given[0]?.value;
  if (callee.kind !== "member" || given.length > 0) return undefined;
  return SAME.has(callee.name) && TEXTS.has(callee.object.kind) ? callee.object : undefined;
}

const FAILING = /^(?:(?:std::)?process::(?:exit|abort)|Err)$/;
const WRAPPING = /^(?:Ok|Some|(?:std::string::)?String::from|Cow::(?:Borrowed|Owned|from))$/;
const TEXTS: ReadonlySet<Expression["kind"]> = new Set(["text", "template", "list"]);

const ABORTING: ReadonlySet<string> = new Set([
  "panic",
  "bail",
  "unreachable",
  "todo",
  "unimplemented",
  "compile_error",
  "abort",
  "whatever",
  "unrecoverable",
]);

/** Macros of the standard library, and those that everybody takes for failing; a macro with a name is a call of `name!`. */
const macros: Lower = (node, lowering) => {
  const [named, tree] = [childOf(node, "macro"), node.children.find(({ type }) => type === "token_tree")];
  const name = named === undefined ? "" : lowering.textOf(named).replace(/^.*::/, "");
  if (ABORTING.has(name)) return aborting(node);
  const given = tree === undefined ? [] : argumentsIn(tree, lowering);
  switch (name) {
    case "format":
      return format(node, given);
    case "concat":
      return joinedText(
        node,
        given.map(({ value }) => value),
      );
    case "vec":
      return { kind: "list", node, items: given.map(({ value }) => value) };
    default:
      return { kind: "call", node, callee: { kind: "name", node, name: `${name}!` }, arguments: given };
  }
};

/** `format!("{}_{name}", a)`: holes take the arguments in turn, or name a variable. */
function format(node: Node, given: ReturnType<typeof argumentsIn>): Expression {
  const [first, ...rest] = given;
  if (first?.value.kind !== "text") return { kind: "other", node };
  const positional = rest.filter(({ name }) => name === null).map(({ value }) => value);
  const holes = [...first.value.text.matchAll(HOLE)].map(([, name = ""], position): Expression => {
    if (/^\d+$/.test(name)) return positional[Number(name)] ?? { kind: "other", node };
    if (name === "") return positional[position] ?? { kind: "other", node };
    return rest.find((one) => one.name === name)?.value ?? { kind: "name", node, name };
  });
  return formatted(node, first.value, new RegExp(HOLE.source.replace("(", "(?:")), holes);
}

const HOLE = /\{([A-Za-z_]\w*|\d*)(?::[^{}]*)?\}/g;

/** `?` fails where there is no value; in a function that returns an Option it only returns none. */
const tried: Lower = (node, lowering) => {
  const home = ancestorOf(node, FUNCTIONS);
  const result = home === undefined ? undefined : childOf(home, "return_type");
  const value = lowering.lower(parts(node)[0]);
  return home?.type === "function_item" && result !== undefined && lowering.textOf(result).startsWith("Option")
    ? value
    : { kind: "member", node, object: value, name: "?" };
};

const FUNCTIONS: ReadonlySet<string> = new Set(["function_item", "closure_expression", "async_block"]);

const PRESENT = /^(?:Ok|Some)\s*\(\s*(?:Some\s*\(\s*)?(?:ref\s+)?(?:mut\s+)?(?:[a-z]\w*|_\w+)\s*\)*\s*$/;
const ABSENT = [/NotPresent|EnvVar/, /\bNone\b/, /^Err\b/, /^_$/];

/** `let Ok(x) = value` tests the value. */
const letCondition: Lower = (node, lowering) => {
  const [pattern, value] = [childOf(node, "pattern"), childOf(node, "value")];
  const text = pattern === undefined ? "" : lowering.textOf(pattern);
  if (/^(?:Err|None)\b/.test(text)) return { kind: "not", node, operand: lowering.lower(value) };
  return PRESENT.test(text) ? lowering.lower(value) : { kind: "other", node };
};

/** A value, or what is taken where it is absent: an operator of its own in Rust. */
function orElse(node: Node, value: Expression, instead: Expression | undefined): Expression {
  const right = instead === undefined || instead.kind === "other" ? nothing(node.children.at(-1) ?? node) : instead;
  return { kind: "operation", node, operator: "or", left: value, right };
}

/** `match value { Ok(v) => v, Err(_) => "d" }`; of several arms without the value, the one for an absent variable. */
const matched: Lower = (node, lowering) => {
  const [value, body] = [childOf(node, "value"), childOf(node, "body")];
  const arms = (body === undefined ? [] : parts(body))
    .filter(({ type }) => type === "match_arm")
    .map((arm) => ({ arm, text: patternOf(arm, lowering) }));
  if (!arms.some(({ text }) => PRESENT.test(text))) return { kind: "other", node };
  const absent = ABSENT.map((pattern) => arms.find(({ text }) => pattern.test(text))).find((arm) => arm !== undefined);
  return orElse(node, lowering.lower(value), absent === undefined ? undefined : lowering.lower(childOf(absent.arm, "value")));
};

function patternOf(arm: Node, lowering: Lowering): string {
  const pattern = childOf(arm, "pattern");
  const inside = pattern === undefined ? undefined : parts(pattern)[0];
  return lowering.textOf(inside ?? pattern ?? arm);
}

/** `if let Ok(v) = value { v } else { "d" }`, and `if test { a } else { b }` as a value. */
const conditional: Lower = (node, lowering) => {
  const [test, yes, other] = [childOf(node, "condition"), childOf(node, "consequence"), childOf(node, "alternative")];
  const no = other === undefined ? undefined : lowering.lower(parts(other)[0]);
  if (test?.type !== "let_condition")
    return no === undefined ? { kind: "other", node } : { kind: "choice", node, test: lowering.lower(test), yes: lowering.lower(yes), no };
  const subject = lowering.lower(test);
  return no === undefined || subject.kind === "other" || subject.kind === "not" ? { kind: "other", node } : orElse(node, subject, no);
};

/** A block is its last expression; one that ends in failure is a failure. */
const block: Lower = (node, lowering) => {
  const last = parts(node).at(-1);
  if (last === undefined) return { kind: "other", node };
  if (last.type !== "expression_statement") return lowering.lower(last);
  const value = lowering.lower(parts(last)[0]);
  return value.kind === "abort" ? value : { kind: "other", node };
};

const returned: Lower = (node, lowering) => {
  const value = parts(node)[0];
  const lowered = value === undefined ? undefined : lowering.lower(value);
  return lowered?.kind === "abort" ? aborting(node) : { kind: "other", node };
};

const closure: Lower = (node, lowering) => ({ kind: "function", node, result: lowering.lower(childOf(node, "body")) });

const record: Lower = (node, lowering) => {
  const body = childOf(node, "body");
  const fields = body === undefined ? [] : parts(body).filter(({ type }) => type === "field_initializer");
  return {
    kind: "record",
    node,
    entries: fields.map((one) => ({ key: lowering.lower(childOf(one, "field")), value: lowering.lower(childOf(one, "value")) })),
  };
};

/** `8080_u16` is 8080. */
const number: Lower = (node, lowering) => ({
  kind: "number",
  node,
  text: lowering.textOf(node).replace(/_?(?:[iu](?:8|16|32|64|128|size)|f(?:32|64))$/, ""),
});

const unary: Lower = (node, lowering) => {
  switch (lowering.textOf(node).slice(0, 1)) {
    case "!":
      return not(node, lowering);
    case "-":
      return literal("number")(node, lowering);
    default:
      return inner(node, lowering);
  }
};

const texts = pieces({ fragments: new Set(["string_content"]), escapes: new Set(["escape_sequence"]), holes: new Set() });
const raw = pieces({ fragments: new Set(["string_content"]), escapes: new Set(), holes: new Set(), raw: () => true });

/** Rust's syntax as expressions: grammar of tree-sitter-rust 0.24. */
export const rustLower: Language["lower"] = {
  identifier,
  field_identifier: identifier,
  type_identifier: identifier,
  self: identifier,
  crate: identifier,
  super: identifier,
  scoped_identifier: member("path", "name"),
  scoped_type_identifier: member("path", "name"),
  generic_type: innerAt("type"),
  field_expression: member("value", "field"),
  index_expression: (node, lowering) => {
    const [object, key] = parts(node);
    return { kind: "index", node, object: lowering.lower(object), key: lowering.lower(key) };
  },
  call_expression: calls,
  macro_invocation: macros,
  token_tree: callAt,
  try_expression: tried,
  let_condition: letCondition,
  match_expression: matched,
  if_expression: conditional,
  block,
  unsafe_block: inner,
  return_expression: returned,
  closure_expression: closure,
  struct_expression: record,
  array_expression: list,
  tuple_expression: list,
  reference_expression: innerAt("value"),
  type_cast_expression: innerAt("value"),
  parenthesized_expression: inner,
  await_expression: inner,
  unary_expression: unary,
  binary_expression: operation({ "||": "or", "&&": "and", "+": "add", "==": "equal", "!=": "unequal" }),
  string_literal: texts,
  raw_string_literal: raw,
  integer_literal: number,
  float_literal: number,
  boolean_literal: literal("boolean"),
};
