import type { Argument, Expression } from "../../expression.ts";
import { ancestorOf, childOf, namedChildren, type Node } from "../../tree.ts";
import type { Language, Lower, Lowering } from "../language.ts";
import { inner, joinedText, list, literal, name, not, nothing, operation, parts, pieces } from "../lowering.ts";
import { argumentsOf, blockOf, bodiesOf, calledName, isHead, listFor, pairsOf, pipeInto, signOf } from "./syntax.ts";

const FAILURES: ReadonlySet<string> = new Set(["raise", "reraise", "throw", "exit"]);

/** A call that something is piped into is lowered with the pipe, as are the forms that are calls only by their syntax. */
const call: Lower = (node, lowering) => {
  if (isHead(node, lowering)) return { kind: "other", node };
  const pipe = pipeInto(node);
  return pipe === undefined ? callOf(node, lowering) : lowering.lower(pipe);
};

interface Piped {
  readonly node: Node;
  readonly value: Node;
}

function callOf(node: Node, lowering: Lowering, piped?: Piped): Expression {
  const called = calledName(node, lowering);
  const at = piped?.node ?? node;
  if (FAILURES.has(called)) return { kind: "abort", node: at };
  if (called === "if" || called === "unless") return choice(node, lowering);
  if (called === "case") return byCase({ node: at, subject: piped?.value ?? argumentsOf(node)[0], block: blockOf(node) }, lowering);
  const first = piped === undefined ? [] : [{ name: null, value: lowering.lower(piped.value) }];
  return { kind: "call", node: at, callee: lowering.lower(childOf(node, "target")), arguments: [...first, ...given(node, lowering)] };
}

function given(node: Node, lowering: Lowering): readonly Argument[] {
  return argumentsOf(node).flatMap((value): readonly Argument[] => {
    if (value.type !== "keywords") return [{ name: null, value: lowering.lower(value) }];
    return pairsOf(value, lowering).map((pair) => ({ name: pair.key, value: lowering.lower(pair.value) }));
  });
}

function choice(node: Node, lowering: Lowering): Expression {
  const test = lowering.lower(argumentsOf(node)[0]);
  const isNot = calledName(node, lowering) === "unless";
  const bodies = bodiesOf(node, lowering).map((body): Expression => (body === undefined ? { kind: "null", node } : lowering.lower(body)));
  const [yes = test, no = test] = isNot ? bodies.toReversed() : bodies;
  return { kind: "choice", node, test, yes, no };
}

interface Case {
  readonly node: Node;
  readonly subject: Node | undefined;
  readonly block: Node | undefined;
}

/** `case value do nil -> other; v -> … end` is the value, or the other where there is none. */
function byCase({ node, subject, block }: Case, lowering: Lowering): Expression {
  const clauses = (block === undefined ? [] : namedChildren(block)).filter(({ type }) => type === "stab_clause");
  const absent = clauses.find((clause) => ABSENT.test(patternOf(clause, lowering))) ?? otherClause(clauses, lowering);
  const value = lowering.lower(subject);
  if (absent === undefined)
    return value.node === subject
      ? { kind: "call", node, callee: { kind: "other", node }, arguments: [{ name: null, value }] }
      : { kind: "other", node };
  return { kind: "operation", node, operator: "nullish", left: value, right: lowering.lower(childOf(absent, "right")) };
}

const ABSENT = /^(?:nil|:error|""|\w+ when (?:is_nil\(\w+\)|\w+ in \[nil\b.*\]|\w+ == nil))/;

/** The clause for anything else: it is taken without a value if it fails, or if another takes any value. */
function otherClause(clauses: readonly Node[], lowering: Lowering): Node | undefined {
  const other = clauses.find((clause) => /^_\w*$/.test(patternOf(clause, lowering)));
  if (other === undefined) return undefined;
  const takesAny = clauses.some((clause) => /^(?:\{:ok, )?[a-z]\w*\}?(?: when\b|$)/.test(patternOf(clause, lowering)));
  return takesAny || lowering.lower(childOf(other, "right")).kind === "abort" ? other : undefined;
}

function patternOf(clause: Node, lowering: Lowering): string {
  const left = childOf(clause, "left");
  return left === undefined ? "" : lowering.textOf(left).trim();
}

const calculation = operation({
  "||": "or",
  or: "or",
  "&&": "and",
  and: "and",
  "<>": "add",
  "==": "equal",
  "===": "equal",
  "!=": "unequal",
  "!==": "unequal",
});

const binary: Lower = (node, lowering) => {
  const [left, right] = [childOf(node, "left"), childOf(node, "right")];
  switch (signOf(node)) {
    case "|>":
      if (left === undefined || right === undefined) return { kind: "other", node };
      return right.type === "call"
        ? callOf(right, lowering, { node, value: left })
        : { kind: "call", node, callee: lowering.lower(right), arguments: [{ name: null, value: lowering.lower(left) }] };
    case "=":
      return left?.type === "tuple" ? matched(node, left, lowering.lower(right)) : lowering.lower(right);
    default:
      return calculation(node, lowering);
  }
};

/** `{:ok, value} = System.fetch_env("A")` fails on anything else. */
function matched(node: Node, left: Node, value: Expression): Expression {
  const isOk = parts(left)[0]?.type === "atom";
  return isOk ? { kind: "operation", node, operator: "nullish", left: value, right: { kind: "abort", node: left } } : value;
}

/** Each element that a capture is given, by a name of its own: core/name-forms.ts follows it. */
export const elementName = (capture: Node): string => `&1@${String(capture.start)}`;

const UNARY: ReadonlySet<string> = new Set(["unary_operator"]);

/** `@key`, `!a`, `&Module.function/1`, `&function(&1)`, `&1`. */
const unary: Lower = (node, lowering) => {
  const [sign, operand] = [childOf(node, "operator")?.type, childOf(node, "operand")];
  if (operand === undefined) return { kind: "other", node };
  if (sign === "@") return { kind: "name", node, name: `@${lowering.textOf(operand)}` };
  if (sign === "!" || sign === "not") return not(node, lowering);
  if (sign === "-" || sign === "+") return literal("number")(node, lowering);
  return sign === "&" ? captured(node, operand, lowering) : { kind: "other", node };
};

function captured(node: Node, operand: Node, lowering: Lowering): Expression {
  if (operand.type === "integer") {
    let around = ancestorOf(node, UNARY);
    while (around !== undefined && childOf(around, "operator")?.type !== "&") around = ancestorOf(around, UNARY);
    return { kind: "name", node, name: around === undefined ? "&" : elementName(around) };
  }
  if (signOf(operand) !== "/") return { kind: "function", node, result: lowering.lower(operand) };
  const target = childOf(operand, "left");
  const callee = lowering.lower(target?.type === "call" ? childOf(target, "target") : target);
  if (listFor(node, lowering) === undefined) return callee;
  return { kind: "call", node, callee, arguments: [{ name: null, value: { kind: "name", node, name: elementName(node) } }] };
}

/** `Module.function`; of `fun.("A")` the function itself. */
const dot: Lower = (node, lowering) => {
  const [left, right] = [childOf(node, "left"), childOf(node, "right")];
  const object = lowering.lower(left);
  return right === undefined ? object : { kind: "member", node, object, name: lowering.textOf(right) };
};

const texts = pieces({ fragments: new Set(["quoted_content"]), escapes: new Set(["escape_sequence"]), holes: new Set(["interpolation"]) });

/** `~w(A B)` is a list; `~s(A)` a text. */
const sigil: Lower = (node, lowering) => {
  const [called, content] = ["sigil_name", "quoted_content"].map((type) => node.children.find((child) => child.type === type));
  const kind = called === undefined ? "" : lowering.textOf(called);
  if (content === undefined || !/^[wWsSc]$/.test(kind)) return { kind: "other", node };
  if (!/^[wW]$/.test(kind)) return joinedText(node, [{ kind: "text", node: content, text: lowering.textOf(content) }]);
  const words = lowering.textOf(content).trim().split(/\s+/);
  return { kind: "list", node, items: words.map((text) => ({ kind: "text", node: content, text })) };
};

const record: Lower = (node, lowering) => ({
  kind: "record",
  node,
  entries: pairsOf(node, lowering).map(({ key, value }) => ({
    key: { kind: "text", node: value, text: key },
    value: lowering.lower(value),
  })),
});

/** `%{a: 1, "b" => 2}`. */
const map: Lower = (node, lowering) => {
  const content = node.children.find(({ type }) => type === "map_content");
  const entries = (content === undefined ? [] : parts(content)).flatMap((part) => {
    const lowered = part.type === "keywords" ? record(part, lowering) : undefined;
    if (lowered?.kind === "record") return lowered.entries;
    return signOf(part) === "=>" ? [{ key: lowering.lower(childOf(part, "left")), value: lowering.lower(childOf(part, "right")) }] : [];
  });
  return { kind: "record", node, entries };
};

const listOrKeywords: Lower = (node, lowering) => {
  const [first] = parts(node);
  return first?.type === "keywords" ? lowering.lower(first) : list(node, lowering);
};

/** The value of several statements is that of the last; of any that fails, failure. */
const statements: Lower = (node, lowering) => {
  const values = parts(node)
    .filter(({ type }) => !type.endsWith("_block"))
    .map((part) => lowering.lower(part));
  return values.find(({ kind }) => kind === "abort") ?? values.at(-1) ?? { kind: "null", node };
};

const closure: Lower = (node, lowering) => {
  const clause = parts(node).find(({ type }) => type === "stab_clause");
  return { kind: "function", node, result: clause === undefined ? null : lowering.lower(childOf(clause, "right")) };
};

const access: Lower = (node, lowering) => ({
  kind: "index",
  node,
  object: lowering.lower(childOf(node, "target")),
  key: lowering.lower(childOf(node, "key")),
});

export const lower: Language["lower"] = {
  identifier: name,
  alias: name,
  atom: name,
  call,
  dot,
  access_call: access,
  binary_operator: binary,
  unary_operator: unary,
  string: texts,
  charlist: texts,
  sigil,
  integer: literal("number"),
  float: literal("number"),
  boolean: literal("boolean"),
  nil: nothing,
  list: listOrKeywords,
  tuple: list,
  keywords: record,
  map,
  anonymous_function: closure,
  body: statements,
  do_block: statements,
  else_block: statements,
  block: inner,
};
