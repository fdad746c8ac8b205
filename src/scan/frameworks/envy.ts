import type { Module } from "../core/module.ts";
import type { Expression, ExpressionOf } from "../expression.ts";
import { literalOf, type Found, type FoundAll } from "../found.ts";
import { ancestorOf, childOf, type Node } from "../tree.ts";
import type { Framework, View } from "./framework.ts";
import { fieldsOf, firstArgument, hintOf, optionNamed, optionsBefore, structOf, typeText, type Option, type Struct } from "./rust/item.ts";

const SERDE: ReadonlySet<string> = new Set(["serde"]);

/** What goes down into a struct. */
interface Filled {
  readonly struct: Struct;
  readonly prefix: string;
  readonly view: View;
}

const DEEPEST = 8;

/** envy's src/lib.rs: keys of the environment are lower-cased before serde sees them, so that a field's name in upper case is its variable. */
function readsOf(filled: Filled, depth = 0): readonly Found[] {
  const { struct, view } = filled;
  const isDefault = optionNamed(optionsBefore(struct.node, SERDE, struct.module), "default");
  return fieldsOf(struct.node).flatMap((field): readonly Found[] => {
    const options = optionsBefore(field, SERDE, struct.module);
    if (optionNamed(options, "skip", "skip_deserializing") !== undefined) return [];
    if (optionNamed(options, "flatten") === undefined)
      return ofField(field, isDefault === undefined ? options : [...options, isDefault], filled);
    const inner = structOf(childOf(field, "type"), struct.module, view);
    return inner === undefined || depth > DEEPEST ? [] : readsOf({ ...filled, struct: inner }, depth + 1);
  });
}

function ofField(field: Node, options: readonly Option[], { struct: { module }, prefix, view }: Filled): readonly Found[] {
  const [named, type] = [childOf(field, "name"), typeText(field, module)];
  if (named === undefined) return [];
  const own = textOf(optionNamed(options, "rename")?.value) ?? module.textOf(named).replace(/^r#/, "");
  const others = options.flatMap((option) => (option.name === "alias" ? (textOf(option.value) ?? []) : []));
  const instead = optionNamed(options, "default");
  const mode = instead !== undefined ? "default" : type.startsWith("Option<") ? "optional" : "required";
  const about = {
    path: module.path,
    at: named,
    mode,
    confidence: mode === "required" ? "certain" : null,
    default: literalOf(defaultIn(instead?.value ?? null, module, view)),
    type: hintOf(type),
    ...(others.length > 0 ? { oneOf: String(named.start) } : {}),
  } as const;
  return [own, ...others].map((name) => ({ variable: prefix + name.toUpperCase(), ...about }));
}

const textOf = (value: Expression | null | undefined): string | undefined => (value?.kind === "text" ? value.text : undefined);

/** `default = "function"` names a function, whose value is the default. */
function defaultIn(name: Expression | null, module: Module, { meanings }: View): Expression | null {
  if (name?.kind !== "text") return null;
  const found = module.definitions.get(name.text)?.find(({ kind }) => kind === "function");
  const body = found === undefined ? undefined : childOf(found.node, "body");
  const value = body === undefined ? null : module.lower(body);
  return value === null ? null : (meanings.of(value, module).value ?? value);
}

/** The prefix of a call that reads everything; null for another call. */
function prefixOf({ callee }: ExpressionOf<"call">, view: View): readonly string[] | null {
  if (callee.kind !== "member" || callee.name !== "from_env") return null;
  const { path } = view.meanings.of(callee, view.module);
  if (path === "envy.from_env") return [""];
  if (path !== "envy.prefixed().from_env" || callee.object.kind !== "call") return null;
  const given = callee.object.arguments[0]?.value;
  const form = given === undefined ? undefined : view.forms.of(given, view.module);
  return form?.kind === "known" ? form.texts : null;
}

/** The type that a call makes: given to the call, to the name that takes its value, or as the result of the function. */
function typeAt(call: Node, module: Module): Node | undefined {
  const callee = childOf(call, "function");
  if (callee?.type === "generic_function") return firstArgument(callee);
  const declaration = ancestorOf(call, new Set(["let_declaration", "function_item"]));
  if (declaration?.type === "let_declaration") {
    const type = childOf(declaration, "type");
    if (type !== undefined) return type;
  }
  const home = declaration?.type === "function_item" ? declaration : ancestorOf(call, new Set(["function_item"]));
  const result = home === undefined ? undefined : childOf(home, "return_type");
  if (result === undefined || !/\bSelf\b/.test(module.textOf(result))) return result;
  const implementation = ancestorOf(call, new Set(["impl_item"]));
  return implementation === undefined ? undefined : childOf(implementation, "type");
}

function declared(view: View): FoundAll {
  const { module } = view;
  const all = module.candidates.flatMap((node): readonly FoundAll[] => {
    const call = module.lower(node);
    if (call.kind !== "call" || call.node !== node) return [];
    const prefixes = prefixOf(call, view);
    if (prefixes === null) return [];
    const struct = structOf(typeAt(node, module), module, view);
    if (struct === undefined) return [{ reads: [], open: prefixes.map((prefix) => ({ at: node, prefix, suffix: "" })) }];
    return [{ reads: prefixes.flatMap((prefix) => readsOf({ struct, prefix, view })), open: [] }];
  });
  return { reads: all.flatMap(({ reads }) => reads), open: all.flatMap(({ open }) => open) };
}

/** github.com/softprops/envy: a struct that serde makes of the whole environment. */
export const envy: Framework = { id: "envy", languages: ["rust"], needs: /\benvy\b/, declared };
