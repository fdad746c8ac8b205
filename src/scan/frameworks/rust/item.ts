import type { Module } from "../../core/module.ts";
import type { Expression } from "../../expression.ts";
import { argumentsIn } from "../../languages/rust/tokens.ts";
import { parts } from "../../languages/lowering.ts";
import { childOf, type Node } from "../../tree.ts";
import type { View } from "../framework.ts";

/** An option of an attribute: `env = "X"` has a value, `env` has none. */
export interface Option {
  readonly name: string;
  readonly value: Expression | null;
  readonly node: Node;
}

/** The options of the attributes with one of these names before an item or a field, in order: `#[arg(long, env = "X")]`. */
export function optionsBefore(node: Node, names: ReadonlySet<string>, module: Module): readonly Option[] {
  const found: Option[] = [];
  const siblings = node.parent?.children ?? [];
  for (let at = siblings.indexOf(node) - 1; at >= 0; at -= 1) {
    const before = siblings[at];
    if (before === undefined || !/^attribute_item$|comment$/.test(before.type)) break;
    const attribute = before.children.find(({ type }) => type === "attribute");
    const [name, tree] = attribute === undefined ? [] : [parts(attribute)[0], childOf(attribute, "arguments")];
    if (name !== undefined && tree !== undefined && names.has(module.textOf(name))) found.unshift(...optionsIn(tree, module));
  }
  return found;
}

function optionsIn(tree: Node, module: Module): readonly Option[] {
  return argumentsIn(tree, module).flatMap(({ name, value }): readonly Option[] => {
    if (name !== null) return [{ name, value, node: value.node }];
    if (value.kind === "name") return [{ name: value.name, value: null, node: value.node }];
    return value.kind === "call" && value.callee.kind === "name"
      ? [{ name: value.callee.name, value: value.arguments[0]?.value ?? null, node: value.node }]
      : [];
  });
}

export function optionNamed(options: readonly Option[], ...names: readonly string[]): Option | undefined {
  return options.find(({ name }) => names.includes(name));
}

/** The fields with names in a struct or a variant of an enum. */
export function fieldsOf(item: Node): readonly Node[] {
  const body = childOf(item, "body");
  return body?.type === "field_declaration_list" ? parts(body).filter(({ type }) => type === "field_declaration") : [];
}

/** The fields of all structs and variants in a file, tests left out. */
export function allFields(module: Module): readonly Node[] {
  return [...module.definitions.values()].flat().flatMap(({ node }) => (node.type === "field_declaration" ? [node] : []));
}

/** The text of a field's type: "Option<String>". */
export function typeText(field: Node, module: Module): string {
  const type = childOf(field, "type");
  return type === undefined ? "" : module.textOf(type).replaceAll(/\s+/g, "");
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:Vec|HashSet|BTreeSet|HashMap|BTreeMap)\b/, "list"],
  [/^(?:[iu](?:8|16|32|64|128|size)|NonZero\w*)$/, "integer"],
  [/^f(?:32|64)$/, "number"],
  [/^bool$/, "boolean"],
  [/^(?:\w+::)*Duration$/, "duration"],
  [/^(?:\w+::)*(?:Url|Uri)$/, "url"],
  [/^(?:String|SecretString|PathBuf|&'static str)$/, "string"],
];

export function hintOf(type: string): string | null {
  const plain = /^Option<(.*)>$/.exec(type)?.[1] ?? type;
  return HINTS.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

export interface Struct {
  readonly node: Node;
  readonly module: Module;
}

/** The struct that a type stands for, through references and imports. */
export function structOf(type: Node | undefined, module: Module, { meanings }: View): Struct | undefined {
  if (type === undefined) return undefined;
  const plain =
    type.type === "generic_type" &&
    /^(?:Option|Box|Arc|Result|std::result::Result|anyhow::Result)$/.test(module.textOf(childOf(type, "type") ?? type))
      ? firstArgument(type)
      : type;
  if (plain === undefined) return undefined;
  const { definitions, module: home } = meanings.of(module.lower(plain), module);
  const node = definitions.find((definition) => definition.node.type === "struct_item")?.node;
  return node === undefined ? undefined : { node, module: home };
}

export function firstArgument(generic: Node): Node | undefined {
  const listed = childOf(generic, "type_arguments");
  return listed === undefined ? undefined : parts(listed)[0];
}
