import { childOf, namedChildren, type Node } from "../../tree.ts";
import type { Bind, Definition, FunctionShape, Language, Lowering } from "../language.ts";
import { parts } from "../lowering.ts";
import { calls, moduleOf } from "./expressions.ts";
import { exports, imports, requireClause, WHOLE } from "./modules.ts";

/** `require("x")`, also where it waits for it. */
function required(value: Node | undefined, lowering: Lowering): string | undefined {
  const awaited = value?.type === "await_expression" ? parts(value)[0] : value;
  return awaited?.type === "call_expression" ? moduleOf(calls(awaited, lowering)) : undefined;
}

/** `const a = …`, `let { a, b: c = 1 } = …`, `const x = require("y")`. */
const declarator: Bind = (node, lowering) => {
  const [target, value] = [childOf(node, "name"), childOf(node, "value")];
  if (target === undefined) return [];
  const module = required(value, lowering);
  if (target.type === "object_pattern") return patternOf(target, { value, module }, lowering);
  const type = childOf(node, "type");
  const from = module === undefined ? { kind: "variable" as const, value } : { kind: "import" as const, from: { module, name: null } };
  return [{ name: lowering.textOf(target), node, ...from, ...(value !== undefined || type === undefined ? {} : typed(type, lowering)) }];
};

/** What a pattern takes its names out of. */
interface Whole {
  readonly value: Node | undefined;
  readonly module?: string | undefined;
  readonly type?: string | undefined;
  readonly within?: readonly string[];
  readonly each?: boolean;
}

function patternOf(pattern: Node, whole: Whole, lowering: Lowering): readonly Definition[] {
  return namedChildren(pattern).flatMap((part) => partOf(part, whole, lowering));
}

/** What a part of a pattern takes, under which name, and what it takes without. */
interface Taken {
  readonly key: Node | undefined;
  readonly own: Node | undefined;
  readonly fallback?: Node | undefined;
}

/** `KEY`, `KEY = fallback`, `KEY: name`, `KEY: name = fallback`, `KEY: { … }`. */
function takenBy(part: Node): Taken {
  switch (part.type) {
    case "shorthand_property_identifier_pattern":
      return { key: part, own: part };
    case "object_assignment_pattern":
      return { key: childOf(part, "left"), own: childOf(part, "left"), fallback: childOf(part, "right") };
    case "pair_pattern": {
      const value = childOf(part, "value");
      const isAssigned = value?.type === "assignment_pattern";
      return {
        key: childOf(part, "key"),
        own: isAssigned ? childOf(value, "left") : value,
        fallback: isAssigned ? childOf(value, "right") : undefined,
      };
    }
    default:
      return { key: undefined, own: undefined };
  }
}

function partOf(part: Node, whole: Whole, lowering: Lowering): readonly Definition[] {
  const { key: named, own, fallback } = takenBy(part);
  if (named === undefined || own === undefined) return [];
  const key = lowering.textOf(named).replaceAll(/^['"]|['"]$/g, "");
  const { module, within = [], ...of } = whole;
  if (own.type === "object_pattern") return patternOf(own, { ...whole, within: [...within, key] }, lowering);
  const name = lowering.textOf(own);
  if (module !== undefined && within.length === 0) return [{ name, kind: "import", node: part, from: { module, name: key } }];
  return [
    {
      name,
      kind: "variable",
      node: part,
      ...of,
      key,
      ...(within.length === 0 ? {} : { within }),
      ...(fallback === undefined ? {} : { fallback }),
    },
  ];
}

const typed = (annotation: Node, lowering: Lowering): { readonly type?: string } => {
  const text = lowering
    .textOf(annotation)
    .replace(/^:\s*/, "")
    .replace(/^(?:Readonly|Partial)<(.*)>$/s, "$1")
    .replace(/<.*/s, "")
    .replace(/\|\s*(?:undefined|null)$/, "")
    .trim();
  return /^[A-Z][\w.]*$/.test(text) ? { type: text } : {};
};

/** `name: Type = value`, `name?: Type`, `private name: Type`. The function that a method of a list is given takes its elements. */
const parameters: Bind = (node, lowering) => {
  const elements = node.parent === null ? undefined : elementsGivenTo(node.parent, lowering);
  return parts(node).flatMap((one, position): readonly Definition[] => {
    const target = one.type === "identifier" ? one : childOf(one, "pattern");
    if (target === undefined) return [];
    if (elements?.position === position) return eachOf(target, elements.list, lowering);
    const type = childOf(one, "type");
    const about = { node: one, value: childOf(one, "value"), ...(type === undefined ? {} : typed(type, lowering)) };
    if (target.type === "object_pattern") return patternOf(target, { value: about.value, type: about.type }, lowering);
    const made: Definition = { name: plain(target, lowering), kind: "parameter", ...about };
    const isField = one.children.some(({ type: kind }) => kind === "accessibility_modifier" || kind === "readonly");
    const around = node.parent?.parent?.parent;
    return isField && around !== undefined && around !== null ? [made, { ...made, kind: "variable", scope: around }] : [made];
  });
};

/** At which position a method's function takes the elements of the list. */
const ITERATIONS: ReadonlyMap<string, number> = new Map([
  ...["forEach", "map", "flatMap", "filter", "every", "some", "find", "findIndex", "findLast"].map((method): [string, number] => [
    method,
    0,
  ]),
  ["reduce", 1],
]);

interface Elements {
  readonly list: Node;
  readonly position: number;
}

/** `list.forEach((element) => …)`. */
function elementsGivenTo(closure: Node, lowering: Lowering): Elements | undefined {
  const around = closure.parent?.type === "arguments" ? closure.parent.parent : undefined;
  const callee = around?.type === "call_expression" ? childOf(around, "function") : undefined;
  const [list, method] = callee?.type === "member_expression" ? [childOf(callee, "object"), childOf(callee, "property")] : [];
  const isFirst = closure.parent !== null && parts(closure.parent)[0] === closure;
  const position = method === undefined || !isFirst ? undefined : ITERATIONS.get(lowering.textOf(method));
  return list === undefined || position === undefined ? undefined : { list, position };
}

const arrowParameter: Bind = (node, lowering) => {
  const only = childOf(node, "parameter");
  if (only === undefined) return [];
  const elements = elementsGivenTo(node, lowering);
  if (elements?.position === 0) return eachOf(only, elements.list, lowering);
  return [{ name: lowering.textOf(only), kind: "parameter", node: only }];
};

/** A name, `{ key: name }` or `[key, value]` that takes each element of a list. */
function eachOf(target: Node, list: Node, lowering: Lowering): readonly Definition[] {
  if (target.type === "object_pattern") return patternOf(target, { value: list, each: true }, lowering);
  if (target.type !== "array_pattern") return [{ name: lowering.textOf(target), kind: "variable", node: target, value: list, each: true }];
  return parts(target).map((one, position) => ({
    name: lowering.textOf(one),
    kind: "variable",
    node: one,
    value: list,
    each: true,
    key: String(position),
  }));
}

/** `private name: Type = value`, and a member of an enumeration. */
const field: Bind = (node, lowering) => {
  const [named, type] = [childOf(node, "name") ?? childOf(node, "property"), childOf(node, "type")];
  if (named === undefined) return [];
  const about = { node, value: childOf(node, "value"), ...(type === undefined ? {} : typed(type, lowering)) };
  return ["", "this."].map((receiver) => ({ name: receiver + lowering.textOf(named), kind: "variable", ...about }));
};

/** `config.key` of `const config = { key: value }`. */
const pair: Bind = (node, lowering) => {
  const value = childOf(node, "value");
  const path = pathOf(node, lowering);
  return path === undefined || value === undefined || value.type === "object" ? [] : [{ name: path, kind: "variable", node, value }];
};

function pathOf(node: Node, lowering: Lowering): string | undefined {
  const keys: string[] = [];
  let around: Node | null = node;
  while (around?.type === "pair") {
    const key = childOf(around, "key");
    if (key?.type !== "property_identifier") return undefined;
    keys.unshift(lowering.textOf(key));
    around = around.parent?.parent ?? null;
  }
  const target = around?.type === "variable_declarator" ? childOf(around, "name") : undefined;
  return target?.type === "identifier" ? [lowering.textOf(target), ...keys].join(".") : undefined;
}

const defines =
  (kind: "function" | "class"): Bind =>
  (node, lowering) => {
    const named = childOf(node, "name");
    return named === undefined ? [] : [{ name: lowering.textOf(named), kind, node }];
  };

/** A method of an object is an entry of it, and no name. */
const method: Bind = (node, lowering) => (node.parent?.type === "object" ? [] : defines("function")(node, lowering));

/** `x = value`, `this.x = value`, `({ x } = value)`, and `module.exports = value`, which is what the file exports. */
const assignment: Bind = (node, lowering) => {
  const [left, value] = [childOf(node, "left"), childOf(node, "right")];
  if (left === undefined) return [];
  const text = lowering.textOf(left);
  if (left.type === "identifier") return [{ name: text, kind: "variable", node, value }];
  if (left.type === "object_pattern") return patternOf(left, { value }, lowering);
  if (text.startsWith("this.")) return [{ name: text, kind: "variable", node, value }, ...ofClass(text.slice("this.".length), node, value)];
  const [whole, exported] = /^(?:module\.)?exports(?:\.(\w+))?$/.exec(text) ?? [];
  return whole === undefined ? [] : [{ name: exported ?? WHOLE, kind: "variable", node, value }];
};

/** A field that the constructor gives its value. */
function ofClass(name: string, node: Node, value: Node | undefined): readonly Definition[] {
  let around = node.parent;
  while (around !== null && around.type !== "class_declaration" && around.type !== "class") around = around.parent;
  return around === null || !/^#?\w+$/.test(name) ? [] : [{ name, kind: "variable", node, value, scope: around }];
}

/** `for (const element of list)`, `for (const key in record)`. */
const loop: Bind = (node, lowering) => {
  const [target, list] = [childOf(node, "left"), childOf(node, "right")];
  return target === undefined || list === undefined ? [] : eachOf(target, list, lowering);
};

/** A name, without the dots of `...rest`. */
const plain = (target: Node, lowering: Lowering): string => lowering.textOf(target).replace(/^\.\.\./, "");

const shape = (node: Node, lowering: Lowering): FunctionShape => {
  const [declared, only, body] = [childOf(node, "parameters"), childOf(node, "parameter"), childOf(node, "body")];
  if (only !== undefined) return { parameters: [lowering.textOf(only)], body };
  const targets =
    declared === undefined ? [] : parts(declared).map((one) => (one.type === "identifier" ? one : (childOf(one, "pattern") ?? one)));
  const rest = targets.find(({ type }) => type === "rest_pattern");
  return {
    parameters: targets.map((target) => plain(target, lowering)),
    body,
    ...(rest === undefined ? {} : { rest: plain(rest, lowering) }),
  };
};

export const binds: Language["binds"] = {
  variable_declarator: declarator,
  formal_parameters: parameters,
  arrow_function: arrowParameter,
  public_field_definition: field,
  field_definition: field,
  enum_assignment: field,
  pair,
  function_declaration: defines("function"),
  generator_function_declaration: defines("function"),
  method_definition: method,
  class_declaration: defines("class"),
  abstract_class_declaration: defines("class"),
  enum_declaration: defines("class"),
  import_statement: imports,
  import_require_clause: requireClause,
  export_statement: exports,
  assignment_expression: assignment,
  for_in_statement: loop,
};

export const functions: Language["functions"] = {
  function_declaration: shape,
  function_expression: shape,
  generator_function_declaration: shape,
  generator_function: shape,
  arrow_function: shape,
  method_definition: shape,
};
