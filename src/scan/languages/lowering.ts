import type { Argument, Expression, Operator } from "../expression.ts";
import { childOf, namedChildren, type Node } from "../tree.ts";
import type { Lower, Lowering } from "./language.ts";

/** Comments may stand between any two parts. */
export function parts(node: Node): readonly Node[] {
  return namedChildren(node).filter(({ type }) => !type.includes("comment"));
}

/** The only part that counts: parentheses, `await`, a cast. */
export const inner: Lower = (node, lowering) => lowering.lower(parts(node)[0]);

export const choice: Lower = (node, lowering) => ({
  kind: "choice",
  node,
  test: lowering.lower(childOf(node, "condition")),
  yes: lowering.lower(childOf(node, "consequence")),
  no: lowering.lower(childOf(node, "alternative")),
});

export function innerAt(field: string): Lower {
  return (node, lowering) => lowering.lower(childOf(node, field));
}

export const name: Lower = (node, lowering) => ({ kind: "name", node, name: lowering.textOf(node) });

export const nothing: Lower = (node) => ({ kind: "null", node });

export const abort: Lower = (node) => ({ kind: "abort", node });

export function literal(kind: "number" | "boolean"): Lower {
  return (node, lowering) => ({ kind, node, text: lowering.textOf(node) });
}

export function member(object: string, property: string): Lower {
  return (node, lowering) => {
    const named = childOf(node, property);
    return { kind: "member", node, object: lowering.lower(childOf(node, object)), name: named === undefined ? "" : lowering.textOf(named) };
  };
}

export function index(object: string, key: string): Lower {
  return (node, lowering) => ({
    kind: "index",
    node,
    object: lowering.lower(childOf(node, object)),
    key: lowering.lower(childOf(node, key)),
  });
}

/** A call whose arguments are the parts of one node; a part that `named` takes apart is a keyword argument. */
export function call(
  callee: string,
  list: string,
  named: (node: Node, lowering: Lowering) => Argument | undefined = () => undefined,
): Lower {
  return (node, lowering) => {
    const given = childOf(node, list);
    const values = given === undefined ? [] : parts(given);
    return {
      kind: "call",
      node,
      callee: lowering.lower(childOf(node, callee)),
      arguments: values.map((value) => named(value, lowering) ?? { name: null, value: lowering.lower(value) }),
    };
  };
}

/** Two sides with an operator between them, which is a child in the role "operator" or the first without a name. */
export function operation(operators: Readonly<Record<string, Operator>>): Lower {
  return (node, lowering) => {
    const sides = parts(node);
    const sign = childOf(node, "operator") ?? node.children.find(({ named }) => !named);
    const operator = sign === undefined ? "other" : (operators[lowering.textOf(sign)] ?? "other");
    return {
      kind: "operation",
      node,
      operator,
      left: lowering.lower(childOf(node, "left") ?? sides[0]),
      right: lowering.lower(childOf(node, "right") ?? sides.at(-1)),
    };
  };
}

export const not: Lower = (node, lowering) => ({ kind: "not", node, operand: lowering.lower(parts(node).at(-1)) });

export const list: Lower = (node, lowering) => ({ kind: "list", node, items: parts(node).map((part) => lowering.lower(part)) });

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0", b: "\b", f: "\f", v: "\v", "\n": "" };

/** The characters that escapes stand for; what is no escape stays as it is written. */
export function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|([^]))/gu, (_whole, ...groups: unknown[]) => {
    const [two, four, any, one] = groups;
    const code = [two, four, any].find((group) => typeof group === "string");
    if (typeof code === "string") return Number.parseInt(code, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(code, 16)) : "";
    return typeof one === "string" ? (ESCAPES[one] ?? one) : "";
  });
}

/** A text of pieces: fragments as written, escapes, and expressions between; without expressions it is a plain text. */
export function pieces(kinds: {
  readonly fragments: ReadonlySet<string>;
  readonly escapes: ReadonlySet<string>;
  readonly holes: ReadonlySet<string>;
  readonly raw?: (node: Node, lowering: Lowering) => boolean;
}): Lower {
  return (node, lowering) => {
    const raw = kinds.raw?.(node, lowering) === true;
    const found = node.children.flatMap((child): readonly Expression[] => {
      if (kinds.holes.has(child.type)) return [lowering.lower(parts(child)[0])];
      if (!kinds.fragments.has(child.type) && !kinds.escapes.has(child.type)) return [];
      const text = lowering.textOf(child);
      return [{ kind: "text", node: child, text: raw ? text : unescaped(text) }];
    });
    return joinedText(node, found);
  };
}

/** Pieces as one expression: a text where all of them are texts. */
export function joinedText(node: Node, found: readonly Expression[]): Expression {
  const texts = found.flatMap((piece) => (piece.kind === "text" ? [piece.text] : []));
  return texts.length === found.length ? { kind: "text", node, text: texts.join("") } : { kind: "template", node, parts: found };
}

/** A format string whose holes are taken by the arguments in turn: `"APP_%s"` with `%s`, `"APP_{}"` with braces. */
export function formatted(node: Node, format: Expression, hole: RegExp, given: readonly Expression[]): Expression {
  if (format.kind !== "text") return { kind: "other", node };
  const texts = format.text.split(hole);
  const found = texts.flatMap((text, position): readonly Expression[] => [
    { kind: "text", node, text },
    ...(position < texts.length - 1 ? [given[position] ?? { kind: "other" as const, node }] : []),
  ]);
  return { kind: "template", node, parts: found };
}
