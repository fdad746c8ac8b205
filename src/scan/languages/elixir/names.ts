import { childOf, namedChildren, type Node } from "../../tree.ts";
import type { Bind, Definition, FunctionShape, Language, Lowering } from "../language.ts";
import { elementName } from "./expressions.ts";
import { argumentsOf, blockOf, calledName, definitionOf, headOf, keywordOf, listFor, positional, signOf } from "./syntax.ts";

interface Parameter {
  readonly name: string;
  readonly node: Node;
  readonly value: Node | undefined;
}

/** `a`, `a \\ 1`; what is matched has no name. */
function parameterOf(node: Node, lowering: Lowering): Parameter {
  const isDefaulted = signOf(node) === "\\\\";
  const target = isDefaulted ? childOf(node, "left") : node;
  return {
    name: target?.type === "identifier" ? lowering.textOf(target) : "",
    node,
    value: isDefaulted ? childOf(node, "right") : undefined,
  };
}

function parametersOf(body: Node, lowering: Lowering): readonly Parameter[] {
  const definition = definitionOf(body, lowering);
  const head = definition === undefined ? undefined : headOf(definition);
  return head?.type === "call" ? argumentsOf(head).map((one) => parameterOf(one, lowering)) : [];
}

/** The body of a definition is what names hold in. */
const definitions: Bind = (node, lowering) => {
  const definition = definitionOf(node, lowering);
  const head = definition === undefined ? undefined : headOf(definition);
  if (head === undefined) return [];
  const target = head.type === "call" ? childOf(head, "target") : head;
  if (target?.type !== "identifier") return [];
  const own: Definition = { name: lowering.textOf(target), kind: "function", node };
  return [own, ...parametersOf(node, lowering).map((one): Definition => ({ ...one, kind: "parameter", scope: node }))];
};

export function shape(node: Node, lowering: Lowering): FunctionShape | undefined {
  if (definitionOf(node, lowering) === undefined) return undefined;
  return { parameters: parametersOf(node, lowering).map(({ name }) => name), body: node };
}

export function closureShape(node: Node, lowering: Lowering): FunctionShape {
  const clause = node.children.find(({ type }) => type === "stab_clause");
  return { parameters: clauseParameters(node).map((one) => parameterOf(one, lowering).name), body: clause && childOf(clause, "right") };
}

function clauseParameters(closure: Node): readonly Node[] {
  const clause = closure.children.find(({ type }) => type === "stab_clause");
  const left = clause === undefined ? undefined : childOf(clause, "left");
  return left === undefined ? [] : namedChildren(left);
}

type About = Omit<Definition, "name">;

/** A name, or the names in a tuple with their positions. */
function named(pattern: Node | undefined, about: About, lowering: Lowering): readonly Definition[] {
  if (pattern?.type === "identifier") return [{ name: lowering.textOf(pattern), ...about }];
  if (pattern?.type !== "tuple") return [];
  return namedChildren(pattern).flatMap((one, position) =>
    one.type === "identifier" ? [{ name: lowering.textOf(one), key: String(position), ...about }] : [],
  );
}

/** The parameters of `fn a, b -> …`; the first is each element where a list is gone through. */
const closure: Bind = (node, lowering) => {
  const list = listFor(node, lowering);
  return clauseParameters(node).flatMap((pattern, position): readonly Definition[] => {
    const about = { node, scope: node };
    if (list !== undefined && position === 0) return named(pattern, { ...about, kind: "variable", value: list, each: true }, lowering);
    return pattern.type === "identifier" ? [{ name: lowering.textOf(pattern), kind: "parameter", ...about }] : [];
  });
};

/** `a = value`, `a <- list`. */
const operators: Bind = (node, lowering) => {
  const [left, right] = [childOf(node, "left"), childOf(node, "right")];
  const sign = signOf(node);
  const loop = sign === "<-" ? (node.parent?.parent ?? undefined) : undefined;
  if (loop !== undefined && calledName(loop, lowering) === "for") {
    const scope = blockOf(loop) ?? argumentsOf(loop).find(({ type }) => type === "keywords");
    return named(left, { kind: "variable", node, value: right, each: true, ...(scope === undefined ? {} : { scope }) }, lowering);
  }
  if (left?.type !== "identifier" || (sign !== "=" && sign !== "<-")) return [];
  return [{ name: lowering.textOf(left), kind: "variable", node, value: right }];
};

/** `@key value` gives a module a constant; `&f(&1)` a name to each element. */
const unary: Bind = (node, lowering) => {
  const [sign, operand] = [childOf(node, "operator")?.type, childOf(node, "operand")];
  if (sign === "@" && operand?.type === "call")
    return [{ name: `@${calledName(operand, lowering)}`, kind: "variable", node, value: argumentsOf(operand)[0] }];
  const list = sign === "&" ? listFor(node, lowering) : undefined;
  return list === undefined ? [] : [{ name: elementName(node), kind: "variable", node, value: list, each: true }];
};

/** A module is its file: `defmodule A.B`, `alias A.B`, `alias A.B, as: C`, `alias A.{B, C}`, `import A.B`. */
const modules: Bind = (node, lowering) => {
  const called = calledName(node, lowering);
  const [first] = positional(node);
  if (first !== undefined && called === "defmodule")
    return [{ name: lowering.textOf(first), kind: "import", node, from: { module: HERE, name: null } }];
  if (first === undefined || !/^(?:alias|import|require|use)$/.test(called)) return [];
  if (called === "import" || called === "use")
    return [{ name: "*", kind: "import", node, from: { module: lowering.textOf(first), name: "*" } }];
  const as = keywordOf(node, "as", lowering);
  return aliased(first, lowering).map((module) => ({
    name: as === undefined ? module.slice(module.lastIndexOf(".") + 1) : lowering.textOf(as),
    kind: "import",
    node,
    from: { module, name: null },
  }));
};

/** The file itself. */
const HERE = ".";

export function locate(module: string, from: string): readonly string[] {
  return module === HERE ? [from.replace(/\.\w+$/, "")] : fileOf(module);
}

function aliased(node: Node, lowering: Lowering): readonly string[] {
  if (node.type === "alias") return [lowering.textOf(node)];
  const [left, right] = [childOf(node, "left"), childOf(node, "right")];
  if (node.type !== "dot" || left === undefined || right === undefined) return [];
  return namedChildren(right).map((one) => `${lowering.textOf(left)}.${lowering.textOf(one)}`);
}

export const binds: Language["binds"] = {
  do_block: definitions,
  keywords: definitions,
  anonymous_function: closure,
  binary_operator: operators,
  unary_operator: unary,
  call: modules,
};

/** Where mix puts a module: `MyApp.HTTPClient` in `my_app/http_client`. */
export function fileOf(module: string): readonly string[] {
  if (!/^[A-Z]/.test(module)) return [];
  const folders = module.split(".").map((part) =>
    part
      .replaceAll(/(?<![A-Z])([A-Z]+)([A-Z][a-z])/g, "$1_$2")
      .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
      .toLowerCase(),
  );
  return [folders.join("/")];
}
