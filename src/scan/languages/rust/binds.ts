import { childOf, type Node } from "../../tree.ts";
import type { Bind, Definition, Language, Lowering } from "../language.ts";
import { parts } from "../lowering.ts";

/** `a::b::{c as d, e::*, self}`, one import each; the parts of a path are joined by dots here. */
function used(node: Node, above: readonly string[], lowering: Lowering): readonly Definition[] {
  const path = (one: Node | undefined): readonly string[] =>
    one === undefined ? [] : lowering.textOf(one).replaceAll(/\s+/g, "").split("::");
  const made = (full: readonly string[], alias: string | undefined): readonly Definition[] => {
    const whole = full.at(-1) === "self" && full.length > 1 ? full.slice(0, -1) : full;
    const name = whole.at(-1) ?? "";
    const from = whole.length > 1 ? { module: whole.slice(0, -1).join("."), name } : { module: name, name: null };
    return [{ name: alias ?? name, kind: "import", node, from }];
  };
  switch (node.type) {
    case "scoped_use_list": {
      const list = childOf(node, "list");
      const inside = [...above, ...path(childOf(node, "path"))];
      return list === undefined ? [] : parts(list).flatMap((one) => used(one, inside, lowering));
    }
    case "use_list":
      return parts(node).flatMap((one) => used(one, above, lowering));
    case "use_as_clause": {
      const alias = childOf(node, "alias");
      return made([...above, ...path(childOf(node, "path"))], alias === undefined ? undefined : lowering.textOf(alias));
    }
    case "use_wildcard": {
      const module = [...above, ...path(parts(node)[0])].join(".");
      return [{ name: "*", kind: "import", node, from: { module, name: "*" } }];
    }
    default:
      return made([...above, ...path(node)], undefined);
  }
}

const uses: Bind = (node, lowering) => {
  const argument = childOf(node, "argument");
  return argument === undefined ? [] : used(argument, [], lowering);
};

/** `mod config;` is a file beside this one; `mod keys { … }` holds its names itself. */
const modules: Bind = (node, lowering) => {
  const name = nameOf(node, lowering);
  if (name === undefined) return [];
  if (childOf(node, "body") !== undefined) return [{ name, kind: "class", node }];
  return [{ name, kind: "import", node, from: { module: `self.${name}`, name: null } }];
};

function nameOf(node: Node, lowering: Lowering): string | undefined {
  const named = childOf(node, "name");
  return named === undefined ? undefined : lowering.textOf(named);
}

const constant: Bind = (node, lowering) => {
  const name = nameOf(node, lowering);
  return name === undefined ? [] : [{ name, kind: "variable", node, value: childOf(node, "value") }];
};

const defines =
  (kind: "function" | "class"): Bind =>
  (node, lowering) => {
    const name = nameOf(node, lowering);
    return name === undefined ? [] : [{ name, kind, node }];
  };

/** What is implemented for a type is a member of it. */
const implementation: Bind = (node, lowering) => {
  const type = childOf(node, "type");
  const plain = type?.type === "generic_type" ? childOf(type, "type") : type;
  return plain === undefined ? [] : [{ name: lowering.textOf(plain).replace(/^.*::/, ""), kind: "class", node }];
};

/** The names in a pattern: `v`, `mut v`, `Ok(v)`, `Some(Ok(v))`, `(a, b)`. */
function namesIn(pattern: Node | undefined, lowering: Lowering): readonly string[] {
  if (pattern === undefined) return [];
  if (pattern.type === "identifier") return /^[a-z_]/.test(lowering.textOf(pattern)) ? [lowering.textOf(pattern)] : [];
  return parts(pattern)
    .filter(({ field }) => field !== "type")
    .flatMap((one) => namesIn(one, lowering));
}

/** A pattern takes its names out of one value: of a tuple, in turn. */
function taken(node: Node, pattern: Node | undefined, value: Node | undefined, lowering: Lowering): readonly Definition[] {
  const isTuple = pattern?.type === "tuple_pattern" && value?.type === "tuple_expression";
  const values = isTuple ? parts(value) : [];
  return namesIn(pattern, lowering).map((name, position) => ({ name, kind: "variable", node, value: isTuple ? values[position] : value }));
}

const declaration: Bind = (node, lowering) => {
  const value = childOf(node, "value");
  const made = taken(node, childOf(node, "pattern"), value, lowering);
  return value === undefined ? made.map((one) => ({ ...one, ...typed(childOf(node, "type"), lowering) })) : made;
};

/** `Ok(v) => …` takes what is matched. */
const arm: Bind = (node, lowering) => {
  const whole = node.parent?.parent;
  const pattern = childOf(node, "pattern");
  const inside = pattern === undefined ? undefined : parts(pattern)[0];
  return whole === null || whole === undefined
    ? []
    : taken(node, inside, childOf(whole, "value"), lowering).map((one) => ({ ...one, scope: node }));
};

const loop: Bind = (node, lowering) =>
  taken(node, childOf(node, "pattern"), childOf(node, "value"), lowering).map((one) => ({ ...one, each: true, scope: node }));

const assignment: Bind = (node, lowering) => {
  const left = childOf(node, "left");
  const text = left === undefined ? "" : lowering.textOf(left);
  return /^\w+(?:\.\w+)*$/.test(text) ? [{ name: text, kind: "variable", node, value: childOf(node, "right"), reassigns: true }] : [];
};

const PLAIN = /^(?:String|Option|Result|Vec|Box|Arc|Rc|HashMap|Cow|PathBuf|Path|T|K|V|F|S|Self)$/;

/** The type that methods are called on, without references. */
function typed(type: Node | undefined, lowering: Lowering): { readonly type?: string } {
  const plain = type?.type === "reference_type" ? childOf(type, "type") : type;
  const text =
    plain?.type === "type_identifier" || plain?.type === "scoped_type_identifier" ? lowering.textOf(plain).replaceAll("::", ".") : "";
  return text === "" || PLAIN.test(text) ? {} : { type: text };
}

const parameters: Bind = (node, lowering) =>
  parts(node).flatMap((one): readonly Definition[] => {
    const [name] = namesIn(one.type === "parameter" ? childOf(one, "pattern") : one, lowering);
    return name === undefined ? [] : [{ name, kind: "parameter", node: one, ...typed(childOf(one, "type"), lowering) }];
  });

const fields: Bind = (node, lowering) => {
  const owner = node.parent?.parent;
  const [name, of] = [nameOf(node, lowering), owner === null || owner === undefined ? undefined : nameOf(owner, lowering)];
  return name === undefined || of === undefined
    ? []
    : [{ name, kind: "variable", node, owner: of, ...typed(childOf(node, "type"), lowering) }];
};

export const rustBinds: Language["binds"] = {
  use_declaration: uses,
  mod_item: modules,
  const_item: constant,
  static_item: constant,
  function_item: defines("function"),
  struct_item: defines("class"),
  enum_item: defines("class"),
  trait_item: defines("class"),
  impl_item: implementation,
  let_declaration: declaration,
  let_condition: declaration,
  match_arm: arm,
  for_expression: loop,
  assignment_expression: assignment,
  parameters,
  closure_parameters: parameters,
  field_declaration: fields,
};

/** The parameters of a function, without its receiver. */
export function parameterNames(list: Node | undefined, lowering: Lowering): readonly string[] {
  const given = list === undefined ? [] : parts(list).filter(({ type }) => type !== "self_parameter");
  return given.map((one) => namesIn(one.type === "parameter" ? childOf(one, "pattern") : one, lowering)[0] ?? "");
}
