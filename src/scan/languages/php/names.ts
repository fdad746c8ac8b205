import { ancestorOf, childOf, namedChildren, type Node } from "../../tree.ts";
import type { Bind, Definition, Language, Lowering } from "../language.ts";
import { parts } from "../lowering.ts";

export const CLASSES: ReadonlySet<string> = new Set([
  "class_declaration",
  "interface_declaration",
  "trait_declaration",
  "enum_declaration",
]);

/** `$name = value`, and `$this->name = value`. */
const assignment: Bind = (node, lowering) => {
  const [target, value] = [childOf(node, "left"), childOf(node, "right")];
  const name = target === undefined ? "" : lowering.textOf(target);
  const isOwn = target?.type === "variable_name" || /^\$this->\w+$/.test(name);
  return isOwn ? [{ name, kind: "variable", node, value }] : [];
};

const constant: Bind = (node, lowering) => {
  const [named, value] = parts(node);
  return named === undefined ? [] : [{ name: lowering.textOf(named), kind: "variable", node, value }];
};

/** A member is never seen without its class: a function is called by its name alone, a method is not. */
const member =
  (bind: Bind): Bind =>
  (node, lowering) => {
    const named = childOf(ancestorOf(node, CLASSES) ?? node, "name");
    const owner = ancestorOf(node, CLASSES) === undefined || named === undefined ? {} : { owner: lowering.textOf(named) };
    return bind(node, lowering).map((definition) => ({ ...definition, ...owner }));
  };

/** `define("NAME", value)` holds everywhere. */
const defined: Bind = (node, lowering) => {
  const callee = childOf(node, "function");
  if (callee === undefined || lowering.textOf(callee) !== "define") return [];
  const [key, value] = parts(childOf(node, "arguments") ?? node).map((argument) => parts(argument)[0]);
  const named = lowering.lower(key);
  return named.kind === "text" ? [{ name: named.text, kind: "variable", node, value, scope: rootOf(node) }] : [];
};

function rootOf(node: Node): Node {
  let root = node;
  while (root.parent !== null) root = root.parent;
  return root;
}

const enumCase: Bind = (node, lowering) => {
  const named = childOf(node, "name");
  return named === undefined ? [] : [{ name: lowering.textOf(named), kind: "variable", node, value: childOf(node, "value") }];
};

const property: Bind = (node, lowering) => {
  const named = childOf(node, "name");
  if (named === undefined) return [];
  const declared = node.parent === null ? undefined : childOf(node.parent, "type");
  return [
    { name: lowering.textOf(named).slice(1), kind: "variable", node, value: childOf(node, "default_value"), ...typed(declared, lowering) },
  ];
};

/** A class, not one of the types of the language. */
function typed(type: Node | undefined, lowering: Lowering): { readonly type?: string } {
  const [, last] = /^\??(?:[\w\\]*\\)?([A-Z]\w*)$/.exec(type === undefined ? "" : lowering.textOf(type)) ?? [];
  return last === undefined ? {} : { type: last };
}

export function parameterName(node: Node, lowering: Lowering): string {
  const named = childOf(node, "name");
  return named === undefined ? "" : lowering.textOf(named);
}

/** One with a visibility is a property too. */
const parameters: Bind = (node, lowering) =>
  namedChildren(node).flatMap((one): readonly Definition[] => {
    const name = parameterName(one, lowering);
    if (name === "") return [];
    const made: Definition = {
      name,
      kind: "parameter",
      node: one,
      value: childOf(one, "default_value"),
      ...typed(childOf(one, "type"), lowering),
    };
    const owner = node.parent?.parent?.parent;
    if (one.type !== "property_promotion_parameter" || owner === null || owner === undefined) return [made];
    return [made, { ...made, name: name.slice(1), kind: "variable", scope: owner }];
  });

/** `as $value` and `as $key => $value`: only lists are followed. */
const loop: Bind = (node, lowering) => {
  const [list, target] = parts(node);
  const value = target?.type === "pair" ? parts(target).at(-1) : target;
  if (list === undefined || value?.type !== "variable_name" || value === childOf(node, "body")) return [];
  return [{ name: lowering.textOf(value), kind: "variable", node, value: list, each: true }];
};

const defines =
  (kind: "function" | "class"): Bind =>
  (node, lowering) => {
    const named = childOf(node, "name");
    return named === undefined ? [] : [{ name: lowering.textOf(named), kind, node }];
  };

/** `use A\B;`, `use A\B as C;`, `use A\{B, C};`. Imported functions are found by their name, but for those of Symfony, which has an `env` of its own. */
const imports: Bind = (node, lowering) => {
  const group = childOf(node, "body");
  const prefix = group === undefined ? "" : `${lowering.textOf(parts(node)[0] ?? node)}\\`;
  return parts(group ?? node).flatMap((clause): readonly Definition[] => {
    const [taken] = parts(clause);
    if (clause.type !== "namespace_use_clause" || taken === undefined) return [];
    const isFunction = childOf(clause, "type") !== undefined || childOf(node, "type") !== undefined;
    const module = (prefix + lowering.textOf(taken)).replace(/^\\/, "");
    const last = module.slice(module.lastIndexOf("\\") + 1);
    if (isFunction && !module.startsWith("Symfony\\")) return [];
    const alias = childOf(clause, "alias");
    return [{ name: alias === undefined ? last : lowering.textOf(alias), kind: "import", node, from: { module, name: last } }];
  });
};

export const binds: Language["binds"] = {
  assignment_expression: assignment,
  const_element: member(constant),
  function_call_expression: defined,
  enum_case: member(enumCase),
  property_element: member(property),
  formal_parameters: parameters,
  foreach_statement: loop,
  namespace_use_declaration: imports,
  function_definition: defines("function"),
  method_declaration: member((node, lowering) =>
    defines("function")(node, lowering).map((made) => (made.name === "__construct" ? { ...made, name: "constructor" } : made)),
  ),
  class_declaration: defines("class"),
  interface_declaration: defines("class"),
  trait_declaration: defines("class"),
  enum_declaration: defines("class"),
};
