import { type Cursor, deepest, NotHcl } from "./cursor.ts";
import type { Call, Expression, ObjectExpression, OpaqueExpression, Reference } from "./node.ts";
import { heredoc, quotedTemplate } from "./template.ts";

/** Where an expression stands: how deep, and whether line breaks end it. */
interface Around {
  readonly depth: number;
  readonly overLines: boolean;
}

const number = /[0-9]{1,1000}(?:\.[0-9]{1,1000})?(?:[eE][-+]?[0-9]{1,1000})?/y;
const operator = /==|!=|<=|>=|&&|\|\||[-+*/%<>](?![{])/y;
const signs = /[-!][-! \t]{0,1000}/y;
/** `provider::aws::arn_parse` */
const namespaced = /::[\p{ID_Start}_][\p{ID_Continue}:-]{0,1000}/uy;
const beforeCall = /[ \t]{1,1000}(?=\()/y;
const openingBracket = /[([{]/y;
const closingBracket = /[)\]}]/y;
/** What is neither a bracket, nor a text, nor where a comment may start. */
const filler = /[^()[\]{}"#/<]{1,10000}|[#/<]/y;

/** An expression of HCL's native syntax (hashicorp/hcl, hclsyntax/spec.md); operations and conditions are read, and not worked out. */
export function readExpression(cursor: Cursor, around: Around): Expression {
  cursor.skip(around.overLines);
  const start = cursor.at;
  const first = operand(cursor, around);
  let what: string | undefined;
  cursor.skip(around.overLines);
  while (cursor.match(operator) !== undefined) {
    what = "an operation";
    operand(cursor, around);
    cursor.skip(around.overLines);
  }
  if (cursor.take("?")) {
    what = "a condition";
    readExpression(cursor, inside(cursor, around, around.overLines));
    cursor.skip(around.overLines);
    cursor.need(":", "the other branch of this condition");
    readExpression(cursor, inside(cursor, around, around.overLines));
  }
  return what === undefined ? first : opaque(start, cursor, what);
}

/** One level deeper, where line breaks end nothing unless said. */
function inside(cursor: Cursor, { depth }: Around, overLines = true): Around {
  if (depth >= deepest) throw new NotHcl(cursor.at, `at most ${String(deepest)} levels`);
  return { depth: depth + 1, overLines };
}

function opaque(start: number, { at }: Cursor, what: string): OpaqueExpression {
  return { kind: "opaque", start, end: at, what };
}

/** An operand with the signs in front of it and what follows it. */
function operand(cursor: Cursor, around: Around): Expression {
  cursor.skip(around.overLines);
  const start = cursor.at;
  const sign = cursor.match(signs);
  const term = termAt(cursor, around);
  const expression = followed(term, cursor, around);
  return sign === undefined ? expression : signed(sign, expression, start);
}

function signed(sign: string, expression: Expression, start: number): Expression {
  const { end } = expression;
  if (sign.trim() === "-" && expression.kind === "literal") return { kind: "literal", start, end, text: `-${expression.text}` };
  return { kind: "opaque", start, end, what: "an operation" };
}

function termAt(cursor: Cursor, around: Around): Expression {
  const start = cursor.at;
  const first = cursor.text.charAt(start);
  if (first === '"') {
    cursor.at += 1;
    return quotedTemplate(cursor, (one) => readExpression(one, inside(cursor, around)));
  }
  if (first === "<") return heredocAt(cursor, around);
  if (first === "(") return parenthesised(cursor, around);
  if (first === "[") return listAt(cursor, around);
  if (first === "{") return objectAt(cursor, around);
  const digits = cursor.match(number);
  if (digits !== undefined) return { kind: "literal", start, end: cursor.at, text: digits };
  return namedAt(cursor, around);
}

function heredocAt(cursor: Cursor, around: Around): Expression {
  const found = heredoc(cursor, (one) => readExpression(one, inside(cursor, around)));
  if (found === undefined) throw new NotHcl(cursor.at, "a value");
  return found;
}

function parenthesised(cursor: Cursor, around: Around): Expression {
  cursor.at += 1;
  const inner = readExpression(cursor, inside(cursor, around));
  cursor.skip(true);
  cursor.need(")", "a closing parenthesis");
  return inner;
}

/** A name: a keyword, a call or a reference. */
function namedAt(cursor: Cursor, around: Around): Expression {
  const start = cursor.at;
  const name = cursor.identifier();
  if (name === undefined) throw new NotHcl(start, "a value");
  if (name === "true" || name === "false" || name === "null") return { kind: "literal", start, end: cursor.at, text: name };
  const full = name + (cursor.match(namespaced) ?? "");
  cursor.match(beforeCall);
  return cursor.take("(") ? callAt(full, start, { cursor, around }) : { kind: "reference", start, end: cursor.at, root: name, steps: [] };
}

function callAt(name: string, start: number, { cursor, around }: { readonly cursor: Cursor; readonly around: Around }): Call {
  const operands: Expression[] = [];
  let spreads = false;
  items(cursor, ")", () => {
    operands.push(readExpression(cursor, inside(cursor, around)));
    cursor.skip(true);
    spreads = cursor.take("...");
  });
  return { kind: "call", start, end: cursor.at, name, operands, spreads };
}

function listAt(cursor: Cursor, around: Around): Expression {
  const start = cursor.at;
  cursor.at += 1;
  if (isFor(cursor)) return forAt(start, cursor, around);
  const found: Expression[] = [];
  items(cursor, "]", () => found.push(readExpression(cursor, inside(cursor, around))));
  return { kind: "list", start, end: cursor.at, items: found };
}

/** Everything up to the closing bracket, with commas between. */
function items(cursor: Cursor, close: string, readOne: () => void): void {
  cursor.skip(true);
  while (!cursor.take(close)) {
    readOne();
    cursor.skip(true);
    if (!cursor.take(",") && !cursor.text.startsWith(close, cursor.at)) throw new NotHcl(cursor.at, `a comma or ${close}`);
    cursor.skip(true);
  }
}

/** Its entries stand on lines of their own, or have commas between them. */
function objectAt(cursor: Cursor, around: Around): Expression {
  const start = cursor.at;
  cursor.at += 1;
  if (isFor(cursor)) return forAt(start, cursor, around);
  const found: ObjectExpression["items"][number][] = [];
  const within = inside(cursor, around, false);
  for (cursor.skip(true); !cursor.take("}"); cursor.skip(true)) {
    const key = keyAt(cursor, within);
    cursor.skip(false);
    if (!cursor.take("=") && !cursor.take(":")) throw new NotHcl(cursor.at, "= behind a key");
    found.push({ key, value: readExpression(cursor, within) });
    cursor.skip(false);
    if (!cursor.take(",") && !/[\n}]/.test(cursor.text.charAt(cursor.at))) throw new NotHcl(cursor.at, "a comma, a new line or }");
  }
  return { kind: "object", start, end: cursor.at, items: found };
}

/** A bare name stands for itself; in parentheses it is a reference. */
function keyAt(cursor: Cursor, around: Around): Expression {
  const isBare = !cursor.text.startsWith("(", cursor.at);
  const key = readExpression(cursor, around);
  const text = isBare ? wordOf(key) : undefined;
  if (text === undefined) return key;
  const { start, end } = key;
  return { kind: "template", start, end, parts: [{ kind: "text", text, start, end }], directs: false };
}

function wordOf(key: Expression): string | undefined {
  if (key.kind === "literal") return key.text;
  return key.kind === "reference" && key.steps.length === 0 ? key.root : undefined;
}

function isFor(cursor: Cursor): boolean {
  cursor.skip(true);
  const { at } = cursor;
  const isOne = cursor.identifier() === "for" && /[ \t\r\n]/.test(cursor.text.charAt(cursor.at));
  cursor.at = at;
  return isOne && !/^for[ \t]*[=:]/.test(cursor.text.slice(at, at + 200));
}

/** A for expression, up to the bracket that closes it. */
function forAt(start: number, cursor: Cursor, around: Around): Expression {
  for (let open = 1; open > 0;) {
    cursor.skip(true);
    if (cursor.isAtEnd()) throw new NotHcl(start, "the end of this for expression");
    if (cursor.match(closingBracket) !== undefined) open -= 1;
    else if (cursor.match(openingBracket) !== undefined) open += 1;
    else if (/^(?:"|<<)/.test(cursor.text.slice(cursor.at, cursor.at + 2))) textAt(cursor, around);
    else cursor.match(filler);
  }
  return opaque(start, cursor, "a for expression");
}

function textAt(cursor: Cursor, around: Around): void {
  const isHeredoc = cursor.text.startsWith("<<", cursor.at) && heredoc(cursor, (one) => readExpression(one, inside(cursor, around)));
  if (isHeredoc === false) termAt(cursor, around);
  else if (isHeredoc === undefined) cursor.at += 2;
}

/** Attributes, indexes and splats behind a term. */
function followed(term: Expression, cursor: Cursor, around: Around): Expression {
  const { start } = term;
  const steps: string[] = [];
  let isClear = term.kind === "reference";
  for (let step = stepAt(cursor, around); step !== undefined; step = stepAt(cursor, around)) {
    if (step.name === undefined) isClear = false;
    else steps.push(step.name);
    if (!isClear) term = { kind: "opaque", start, end: cursor.at, what: "an expression" };
  }
  return isClear && steps.length > 0 && term.kind === "reference" ? ({ ...term, end: cursor.at, steps } satisfies Reference) : term;
}

const attribute = /\.[ \t]{0,1000}(?:[0-9]{1,1000}|[\p{ID_Start}_][\p{ID_Continue}-]{0,1000}|\*)/uy;

/** One step, whose name is undefined where an expression or a splat makes it; blanks may stand in front of it, and lines in brackets. */
function stepAt(cursor: Cursor, around: Around): { readonly name: string | undefined } | undefined {
  const before = cursor.at;
  cursor.skip(around.overLines);
  if (!/[.[]/.test(cursor.text.charAt(cursor.at)) || cursor.text.startsWith("...", cursor.at)) {
    cursor.at = before;
    return undefined;
  }
  const named = cursor.match(attribute)?.slice(1).trim();
  if (named !== undefined) return { name: named === "*" ? undefined : named };
  if (!cursor.take("[")) return undefined;
  cursor.skip(true);
  const index = cursor.take("*") ? undefined : readExpression(cursor, inside(cursor, around));
  cursor.skip(true);
  cursor.need("]", "a closing bracket");
  return { name: index === undefined ? undefined : plainOf(index) };
}

function plainOf(index: Expression): string | undefined {
  if (index.kind === "literal") return index.text;
  if (index.kind !== "template" || index.directs) return undefined;
  return index.parts.every((part) => part.kind === "text") ? index.parts.map((part) => part.text).join("") : undefined;
}
