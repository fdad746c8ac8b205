import { childOf, type Node } from "../../tree.ts";
import type { Bind, Definition, FunctionShape, Language, Lowering } from "../language.ts";
import { parts } from "../lowering.ts";

export const CLASSES = ["class_declaration", "struct_declaration", "record_declaration", "interface_declaration", "enum_declaration"];

/** A class or interface; a question mark does not change it. */
function typed(type: Node | undefined, lowering: Lowering): { readonly type?: string } {
  const text = type === undefined ? "" : lowering.textOf(type).replace(/\?$/, "").replace(/<.*/s, "");
  const last = text.slice(text.lastIndexOf(".") + 1);
  return /^[A-Z]\w*$/.test(last) && last !== "String" ? { type: last } : {};
}

const declarator: Bind = (node, lowering) => {
  const [named, ...rest] = parts(node);
  if (named === undefined) return [];
  const value = rest.at(-1);
  const type = value === undefined && node.parent !== null ? typed(childOf(node.parent, "type"), lowering) : {};
  return [{ name: lowering.textOf(childOf(node, "name") ?? named), kind: "variable", node, value, ...type }];
};

/** `Name { get; } = value`, `Name => value`. */
const property: Bind = (node, lowering) => {
  const [named, value] = [childOf(node, "name"), childOf(node, "value")];
  if (named === undefined) return [];
  return [
    { name: lowering.textOf(named), kind: "variable", node, value, ...(value === undefined ? typed(childOf(node, "type"), lowering) : {}) },
  ];
};

/** `name = value`, and `this.name = value`. */
const assignment: Bind = (node, lowering) => {
  const [target, value] = [childOf(node, "left"), childOf(node, "right")];
  const name = target === undefined ? "" : lowering.textOf(target);
  return target?.type === "identifier" || /^this\.@?\w+$/.test(name) ? [{ name, kind: "variable", node, value }] : [];
};

const loop: Bind = (node, lowering) => {
  const [target, value] = [childOf(node, "left"), childOf(node, "right")];
  return target?.type === "identifier" ? [{ name: lowering.textOf(target), kind: "variable", node, value, each: true, scope: node }] : [];
};

/** What stands after the sign of equality. */
function given(node: Node): Node | undefined {
  const sign = node.children.findIndex(({ type }) => type === "=");
  return sign < 0 ? undefined : node.children.slice(sign + 1).find(({ named }) => named);
}

const parameters: Bind = (node, lowering) =>
  parts(node).flatMap((one): readonly Definition[] => {
    const named = childOf(one, "name");
    if (named === undefined) return [];
    return [{ name: lowering.textOf(named), kind: "parameter", node: one, value: given(one), ...typed(childOf(one, "type"), lowering) }];
  });

const onlyParameter: Bind = (node, lowering) => {
  const only = childOf(node, "parameters");
  return only?.type === "implicit_parameter" ? [{ name: lowering.textOf(only), kind: "parameter", node: only }] : [];
};

/** `using Name = A.B;`; what a namespace holds is found by its name. */
const using: Bind = (node, lowering) => {
  const named = childOf(node, "name");
  return named === undefined ? [] : [{ name: lowering.textOf(named), kind: "variable", node, value: given(node) }];
};

const defines =
  (kind: "function" | "class"): Bind =>
  (node, lowering) => {
    const named = childOf(node, "name");
    return named === undefined ? [] : [{ name: lowering.textOf(named), kind, node }];
  };

export function shape(node: Node, lowering: Lowering): FunctionShape {
  const declared = childOf(node, "parameters");
  const body = childOf(node, "body");
  if (declared === undefined || declared.type === "implicit_parameter")
    return { parameters: declared === undefined ? [] : [lowering.textOf(declared)], body };
  return { parameters: parts(declared).map((one) => lowering.textOf(childOf(one, "name") ?? one)), body };
}

export const binds: Language["binds"] = {
  variable_declarator: declarator,
  property_declaration: property,
  assignment_expression: assignment,
  foreach_statement: loop,
  parameter_list: parameters,
  lambda_expression: onlyParameter,
  using_directive: using,
  method_declaration: defines("function"),
  constructor_declaration: (node) => [{ name: "constructor", kind: "function", node }],
  local_function_statement: defines("function"),
  ...Object.fromEntries(CLASSES.map((type) => [type, defines("class")])),
};
