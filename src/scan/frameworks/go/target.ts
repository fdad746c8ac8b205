import type { Module } from "../../core/module.ts";
import { pathOfFunction } from "../../core/path.ts";
import { lastName, type Expression, type ExpressionOf } from "../../expression.ts";
import { childOf, type Node } from "../../tree.ts";
import { parts } from "../../languages/lowering.ts";
import { callsIn } from "../calls.ts";
import type { View } from "../framework.ts";
import { shapeOf, typeOf, type GoType } from "./type.ts";

/** A call that fills a struct from the environment. */
export interface Filled {
  readonly module: Module;
  readonly call: ExpressionOf<"call">;
  /** The function of the library. */
  readonly of: string;
  /** The struct; undefined where it cannot be told. */
  readonly target: GoType | undefined;
}

/** Of each function, the argument that is the struct; or that the type argument is. */
export type Fillers = Readonly<Record<string, number | "type">>;

/** Every call in a file of the functions that fill a struct, and of the project's own functions that hand their argument on to them. */
export function filledIn(view: View, fillers: Fillers): readonly Filled[] {
  return callsIn(view.module).flatMap((call): readonly Filled[] => {
    const { path } = view.meanings.of(call.callee, view.module);
    const place = path === null ? undefined : fillers[path];
    if (path === null || place === undefined) return [];
    const made = { module: view.module, call, of: path };
    if (place === "type") return [{ ...made, target: typeArgument(call, view.module) }];
    return targets(call.arguments[place]?.value, view.module, view).map((target) => ({ ...made, target }));
  });
}

/** `ParseAs[Config]()`. */
function typeArgument(call: ExpressionOf<"call">, module: Module): GoType | undefined {
  const callee = childOf(call.node, "function") ?? childOf(call.node, "type");
  const listed = childOf(call.node, "type_arguments") ?? (callee === undefined ? undefined : childOf(callee, "type_arguments"));
  const element = listed === undefined ? undefined : parts(listed)[0];
  const node = element === undefined ? (callee === undefined ? undefined : childOf(callee, "index")) : (parts(element)[0] ?? element);
  return node === undefined ? undefined : { node, module };
}

/** The types that an argument may have; where it is a parameter of any type, those that the callers of the function give. */
function targets(argument: Expression | undefined, module: Module, view: View): readonly (GoType | undefined)[] {
  if (argument === undefined) return [undefined];
  const type = typeOf(argument, module, view);
  if (type !== undefined && shapeOf(type, view).kind === "struct") return [type];
  const given = argument.kind === "name" ? fromCallers(argument, module, view) : [];
  return given.length > 0 ? given : [undefined];
}

function fromCallers({ name, node }: ExpressionOf<"name">, module: Module, view: View): readonly GoType[] {
  const home = module.functionAround(node);
  const place = home?.shape.parameters.indexOf(name) ?? -1;
  const path = home === undefined || place < 0 ? null : pathOfFunction(home.node, module);
  if (path === null) return [];
  return callersOf(path, module, view).flatMap(({ call, module: from }) => {
    const argument = call.arguments[place]?.value;
    const type = argument === undefined ? undefined : typeOf(argument, from, view);
    return type !== undefined && shapeOf(type, view).kind === "struct" ? [type] : [];
  });
}

interface Caller {
  readonly call: ExpressionOf<"call">;
  readonly module: Module;
}

/** The calls of a function of the project. */
export function callersOf(path: string, module: Module, view: View): readonly Caller[] {
  const name = path.slice(Math.max(path.lastIndexOf("."), path.lastIndexOf(":")) + 1);
  const mention = new RegExp(`\\b${name}\\b`);
  view.code.ledger.noteAll();
  const files = [...view.code.files.values()].filter(({ language, text }) => language === module.language && mention.test(text));
  return files.flatMap((file) => {
    const from = view.code.module(file.path);
    const calls =
      from === undefined
        ? []
        : callsIn(from).filter(({ callee }) => lastName(callee) === name && view.meanings.of(callee, from).path === path);
    return from === undefined ? [] : calls.map((call) => ({ call, module: from }));
  });
}

/** The texts that an argument may be: those of callers, where it is a parameter; null where they are not known. */
export function textsOf(argument: Expression | undefined, module: Module, view: View): readonly string[] | null {
  if (argument === undefined) return null;
  const form = view.forms.of(argument, module);
  if (form.kind === "known") return form.texts;
  if (form.kind !== "parameter") return null;
  const home: { readonly node: Node } | undefined = module.functionAround(argument.node);
  const place = module.functionAround(argument.node)?.shape.parameters.indexOf(form.definition.name) ?? -1;
  const path = home === undefined || place < 0 ? null : pathOfFunction(home.node, module);
  if (path === null) return null;
  const given = callersOf(path, module, view).map(({ call, module: from }) => {
    const value = call.arguments[place]?.value;
    return value === undefined ? null : view.forms.of(value, from);
  });
  const texts = given.flatMap((one) => (one?.kind === "known" ? one.texts : []));
  return given.length === 0 || texts.length < given.length ? null : [...new Set(texts)].map((text) => form.prefix + text + form.suffix);
}
