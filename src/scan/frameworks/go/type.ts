import type { Module } from "../../core/module.ts";
import type { Definition } from "../../languages/language.ts";
import type { Expression, ExpressionOf } from "../../expression.ts";
import { childOf, childrenOf, type Node } from "../../tree.ts";
import { parts } from "../../languages/lowering.ts";
import type { View } from "../framework.ts";
import { tagsOf, type TagValue } from "./tag.ts";

/** A type as it is written somewhere. */
export interface GoType {
  readonly module: Module;
  readonly node: Node;
}

/** A type without the pointers and names around it. */
export interface Shape {
  readonly kind: "struct" | "list" | "map" | "other" | "foreign";
  /** The struct, or the element of a list. */
  readonly type: GoType;
  /** What it is called: "@folder:Name" in the project, "time.Duration" elsewhere, "string". */
  readonly path: string;
  readonly pointer: boolean;
}

export interface Field {
  readonly name: string;
  readonly at: Node;
  readonly module: Module;
  readonly embedded: boolean;
  readonly type: GoType;
  readonly tags: ReadonlyMap<string, TagValue>;
}

const DEEPEST = 12;

/** Follows a type's names, also into other packages, down to what it is made of. */
export function shapeOf(type: GoType, view: View, depth = 0): Shape {
  const { node, module } = type;
  if (NAMES.has(node.type)) return depth > DEEPEST ? other(type, "") : named(type, view, depth);
  const inside = INSIDE[node.type]?.(node);
  if (inside !== undefined && depth <= DEEPEST) {
    const shape = shapeOf({ node: inside, module }, view, depth + 1);
    return node.type === "pointer_type" ? { ...shape, pointer: true } : shape;
  }
  const element = childOf(node, "element");
  if (node.type === "struct_type") return { ...other(type, ""), kind: "struct" };
  if (node.type === "map_type") return { ...other(type, ""), kind: "map" };
  return element === undefined ? other(type, node.type) : { ...other({ node: element, module }, ""), kind: "list" };
}

const NAMES: ReadonlySet<string> = new Set(["type_identifier", "qualified_type", "identifier", "selector_expression"]);

/** What stands around another type. */
const INSIDE: Readonly<Record<string, (node: Node) => Node | undefined>> = {
  pointer_type: (node) => parts(node)[0],
  parenthesized_type: (node) => parts(node)[0],
  generic_type: (node) => childOf(node, "type"),
};

const other = (type: GoType, path: string): Shape => ({ kind: "other", type, path, pointer: false });

function named(type: GoType, view: View, depth: number): Shape {
  const { path, definitions, module } = view.meanings.of(type.module.lower(type.node), type.module);
  const spec = definitions.find(({ kind, node }) => kind === "class" && node.type === "type_spec")?.node;
  const underlying = spec === undefined ? undefined : childOf(spec, "type");
  const isForeign = type.node.type !== "type_identifier" && type.node.type !== "identifier";
  if (underlying === undefined) return { kind: isForeign ? "foreign" : "other", type, path: path ?? "", pointer: false };
  const shape = shapeOf({ node: underlying, module }, view, depth + 1);
  const own = path ?? shape.path;
  return { ...shape, path: shape.kind === "other" && shape.path !== "" ? shape.path : own };
}

/** Whether a type of the project has one of these methods. */
export function hasMethod({ path }: Shape, methods: readonly string[], { code }: View): boolean {
  const colon = path.indexOf(":");
  if (!path.startsWith("@") || colon < 0) return false;
  const [unit, name] = [path.slice(1, colon), path.slice(colon + 1)];
  return methods.some((method) => code.find(unit, method, name)?.definitions.some(({ kind }) => kind === "function") === true);
}

export function fieldsOf({ node, module }: GoType): readonly Field[] {
  const list = parts(node)[0];
  return (list === undefined ? [] : parts(list)).flatMap((field): readonly Field[] => {
    const type = childOf(field, "type");
    if (field.type !== "field_declaration" || type === undefined) return [];
    const about = { module, type: { node: type, module }, tags: tagsOf(childOf(field, "tag"), module) };
    const names = childrenOf(field, "name").filter(({ named: isNamed }) => isNamed);
    if (names.length > 0) return names.map((name) => ({ ...about, name: module.textOf(name), at: name, embedded: false }));
    return [{ ...about, name: module.textOf(type).replace(/^.*\./, ""), at: type, embedded: true }];
  });
}

/** The type of what an expression holds, as far as declarations say. */
export function typeOf(expression: Expression, module: Module, view: View, depth = 0): GoType | undefined {
  const { node } = expression;
  if (depth > DEEPEST) return undefined;
  if (node.type === "composite_literal") return at(childOf(node, "type"), module);
  if (expression.kind === "call") return resultOf(expression, module, view, depth);
  if (expression.kind === "name") return ofName(expression, module, view, depth);
  if (expression.kind !== "member") return undefined;
  return ofMeaning(expression, module, view, depth) ?? fieldType(expression, module, view, depth);
}

function ofName(expression: ExpressionOf<"name">, module: Module, view: View, depth: number): GoType | undefined {
  const [definition] = module.definitionsAt(expression.name, expression.node);
  return definition === undefined ? ofMeaning(expression, module, view, depth) : ofDefinition(definition, module, view, depth);
}

function ofMeaning(expression: Expression, module: Module, view: View, depth: number): GoType | undefined {
  const { definitions, module: home } = view.meanings.of(expression, module);
  return definitions[0] === undefined ? undefined : ofDefinition(definitions[0], home, view, depth);
}

const at = (node: Node | undefined, module: Module): GoType | undefined => (node === undefined ? undefined : { node, module });

function ofDefinition(definition: Definition, module: Module, view: View, depth: number): GoType | undefined {
  if (definition.kind === "class" || definition.kind === "import" || definition.each === true) return undefined;
  const written = childOf(definition.node, "type");
  if (definition.kind === "parameter" || (definition.value === undefined && written !== undefined)) return at(written, module);
  if (written !== undefined) return at(written, module);
  return definition.value === undefined ? undefined : typeOf(module.lower(definition.value), module, view, depth + 1);
}

function fieldType(expression: ExpressionOf<"member">, module: Module, view: View, depth: number): GoType | undefined {
  const object = typeOf(expression.object, module, view, depth + 1);
  const shape = object === undefined ? undefined : shapeOf(object, view);
  if (shape?.kind !== "struct") return undefined;
  return fieldsOf(shape.type).find(({ name }) => name === expression.name)?.type;
}

/** `new(T)`, or what a function of the project returns first. */
function resultOf(call: ExpressionOf<"call">, module: Module, view: View, depth: number): GoType | undefined {
  const { callee } = call;
  if (callee.kind === "name" && callee.name === "new") return at(call.arguments[0]?.value.node, module);
  const { definitions, module: home } = view.meanings.of(callee, module);
  const made = definitions.find(({ kind }) => kind === "function")?.node;
  const result = made === undefined ? undefined : childOf(made, "result");
  if (result === undefined || depth > DEEPEST) return undefined;
  const first = result.type === "parameter_list" ? parts(result)[0] : result;
  return at(first === undefined ? undefined : (childOf(first, "type") ?? first), home);
}
