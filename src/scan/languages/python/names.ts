import { childOf, childrenOf, namedChildren, type Node } from "../../tree.ts";
import type { Bind, Definition, FunctionShape, Language, Lowering } from "../language.ts";
import { parts } from "../lowering.ts";

/** `a = b = value`, `a, b = x, y`, `a: str = value` and `self.a = value`; also the class attribute and the walrus. */
const assignment: Bind = (node, lowering) => {
  const [left, right] = [childOf(node, "left"), childOf(node, "right")];
  if (left?.type === "identifier") return [{ name: lowering.textOf(left), kind: "variable", node, value: valueOf(right) }];
  if (left?.type === "attribute") return attribute(lowering.textOf(left), node, valueOf(right));
  return left?.type === "pattern_list" || left?.type === "tuple_pattern" ? unpacked(left, right, lowering) : [];
};

function unpacked(left: Node, right: Node | undefined, lowering: Lowering): readonly Definition[] {
  const values = right?.type === "expression_list" || right?.type === "tuple" ? namedChildren(right) : [];
  return namedChildren(left).map((target, position) => ({
    name: lowering.textOf(target),
    kind: "variable",
    node: target,
    value: values[position],
  }));
}

/** What a method gives the instance is a member of the class, too. */
function attribute(path: string, node: Node, value: Node | undefined): readonly Definition[] {
  const name = /^self\.(\w+)$/.exec(path)?.[1];
  if (name === undefined) return [];
  let around = node.parent;
  while (around !== null && around.type !== "class_definition") around = around.parent;
  const own: Definition = { name: path, kind: "variable", node, value };
  return around === null ? [own] : [own, { name, kind: "variable", node, value, scope: around }];
}

function valueOf(right: Node | undefined): Node | undefined {
  return right?.type === "assignment" ? valueOf(childOf(right, "right")) : right;
}

const walrus: Bind = (node, lowering) => {
  const target = childOf(node, "name");
  return target === undefined ? [] : [{ name: lowering.textOf(target), kind: "variable", node, value: childOf(node, "value") }];
};

const loop: Bind = (node, lowering) => {
  const [left, right] = [childOf(node, "left"), childOf(node, "right")];
  const about = {
    kind: "variable",
    node,
    value: right,
    each: true,
    ...(node.type === "for_in_clause" && node.parent !== null ? { scope: node.parent } : {}),
  } as const;
  if (left?.type === "identifier") return [{ name: lowering.textOf(left), ...about }];
  if (left?.type !== "pattern_list" && left?.type !== "tuple_pattern") return [];
  return namedChildren(left).map((target, position) => ({ name: lowering.textOf(target), key: String(position), ...about }));
};

/** `import a.b`, `import a as b`: the name is the module, or the first part of it. */
const imports: Bind = (node, lowering) =>
  childrenOf(node, "name").map((imported): Definition => {
    const [module, alias] = [childOf(imported, "name"), childOf(imported, "alias")];
    if (module !== undefined && alias !== undefined)
      return { name: lowering.textOf(alias), kind: "import", node, from: { module: lowering.textOf(module), name: null } };
    const [first = ""] = lowering.textOf(imported).split(".");
    return { name: first, kind: "import", node, from: { module: first, name: null } };
  });

const importsFrom: Bind = (node, lowering) => {
  const source = childOf(node, "module_name");
  const module = source === undefined ? "" : lowering.textOf(source);
  if (node.children.some(({ type }) => type === "wildcard_import"))
    return [{ name: "*", kind: "import", node, from: { module, name: "*" } }];
  return childrenOf(node, "name").map((imported): Definition => {
    const taken = lowering.textOf(childOf(imported, "name") ?? imported);
    const alias = childOf(imported, "alias");
    return { name: alias === undefined ? taken : lowering.textOf(alias), kind: "import", node, from: { module, name: taken } };
  });
};

const defines =
  (kind: "function" | "class"): Bind =>
  (node, lowering) => {
    const named = childOf(node, "name");
    return named === undefined ? [] : [{ name: lowering.textOf(named), kind, node }];
  };

/** `x`, `x: str`, `x=1`, `x: str = 1`. */
function parameter(node: Node, lowering: Lowering): Definition | undefined {
  const named = node.type === "identifier" ? node : (childOf(node, "name") ?? namedChildren(node)[0]);
  if (named?.type !== "identifier") return undefined;
  const type = childOf(node, "type");
  return {
    name: lowering.textOf(named),
    kind: "parameter",
    node,
    value: childOf(node, "value"),
    ...(type === undefined ? {} : { type: lowering.textOf(type).replaceAll(/['"]/g, "") }),
  };
}

/** Types that say nothing of what can be called on a value. */
const PLAIN_TYPES = /^(?:str|int|float|bool|bytes|dict|list|object|Any|T)\b|[[|]/;

const parameters: Bind = (node, lowering) =>
  parts(node).flatMap((one) => {
    const { type, ...made } = parameter(one, lowering) ?? { name: "" };
    if (made.name === "" || !("kind" in made)) return [];
    return [type === undefined || PLAIN_TYPES.test(type) || made.value !== undefined ? made : { ...made, type }];
  });

export const shape = (node: Node, lowering: Lowering): FunctionShape => {
  const declared = childOf(node, "parameters");
  const names = declared === undefined ? [] : parts(declared).map((one) => parameter(one, lowering)?.name ?? "");
  const rest = declared === undefined ? undefined : parts(declared).find(({ type }) => type === "list_splat_pattern");
  const own = names[0] === "self" || names[0] === "cls" ? names.slice(1) : names;
  return { parameters: own, body: childOf(node, "body"), ...(rest === undefined ? {} : { rest: parameter(rest, lowering)?.name ?? "" }) };
};

export const binds: Language["binds"] = {
  assignment,
  named_expression: walrus,
  for_statement: loop,
  for_in_clause: loop,
  import_statement: imports,
  import_from_statement: importsFrom,
  function_definition: defines("function"),
  class_definition: defines("class"),
  parameters,
  lambda_parameters: parameters,
};
