import { ancestorOf, childOf, namedChildren, type Node } from "../../tree.ts";
import type { Bind, Definition, FunctionShape, Language, Lowering } from "../language.ts";
import { parts } from "../lowering.ts";

export const CLASSES = ["class", "module"] as const;
const CLASS: ReadonlySet<string> = new Set(CLASSES);

const HOLDS: ReadonlySet<string> = new Set(["identifier", "constant", "instance_variable", "class_variable", "global_variable"]);

/** A variable of an instance holds in all methods of the class. */
function variable(target: Node, value: Node | undefined, lowering: Lowering): readonly Definition[] {
  if (!HOLDS.has(target.type)) return [];
  const owner = target.type.endsWith("_variable") ? ancestorOf(target, CLASS) : undefined;
  return [
    {
      name: lowering.textOf(target),
      kind: "variable",
      node: target.parent ?? target,
      value,
      ...(owner === undefined ? {} : { scope: owner }),
    },
  ];
}

const assignment: Bind = (node, lowering) => {
  const [left, right] = [childOf(node, "left"), childOf(node, "right")];
  if (left === undefined) return [];
  if (left.type !== "left_assignment_list") return variable(left, right, lowering);
  const values = right?.type === "right_assignment_list" || right?.type === "array" ? namedChildren(right) : [];
  return namedChildren(left).flatMap((target, position) => variable(target, values[position], lowering));
};

const defines =
  (kind: "function" | "class"): Bind =>
  (node, lowering) => {
    const named = childOf(node, "name");
    const last = named?.type === "scope_resolution" ? childOf(named, "name") : named;
    return last === undefined ? [] : [{ name: lowering.textOf(last), kind, node }];
  };

const parameterOf = (node: Node): Node | undefined => (node.type === "identifier" ? node : childOf(node, "name"));

const parameters: Bind = (node, lowering) =>
  parts(node).flatMap((one): readonly Definition[] => {
    const named = parameterOf(one);
    return named === undefined ? [] : [{ name: lowering.textOf(named), kind: "parameter", node: one, value: childOf(one, "value") }];
  });

/** Methods whose block takes each element in turn. */
const EACH =
  /^(?:each\w*|map|flat_map|collect|filter_map|select|filter|reject|find|detect|all\?|any\?|none\?|to_h|to_set|index_with|sum|inject|reduce|partition|group_by)$/;

/** `%w[A B].each { |name| … }`: the first parameter is each element; of other blocks nothing is known. */
const blockParameters: Bind = (node, lowering) => {
  const around = node.parent?.parent ?? null;
  const [method, receiver] = around?.type === "call" ? [childOf(around, "method"), childOf(around, "receiver")] : [];
  const isEach = method !== undefined && receiver !== undefined && EACH.test(lowering.textOf(method));
  return parts(node).flatMap((one, position): readonly Definition[] => {
    const named = parameterOf(one);
    if (named === undefined) return [];
    const about = { name: lowering.textOf(named), node: one };
    return [isEach && position === 0 ? { ...about, kind: "variable", value: receiver, each: true } : { ...about, kind: "parameter" }];
  });
};

const REQUIRES = /^(?:require|require_relative|require_dependency|load)$/;

/** A file that is required gives all its names. */
const requires: Bind = (node, lowering) => {
  const [method, given] = [childOf(node, "method"), childOf(node, "arguments")];
  if (method === undefined || given === undefined || !REQUIRES.test(lowering.textOf(method))) return [];
  const file = lowering.lower(parts(given)[0]);
  const near = lowering.textOf(method) === "require_relative" ? "./" : "";
  return file.kind === "text"
    ? [{ name: "*", kind: "import", node, from: { module: near + file.text.replace(/\.rb$/, ""), name: "*" } }]
    : [];
};

export const binds: Language["binds"] = {
  assignment,
  operator_assignment: assignment,
  method: defines("function"),
  singleton_method: defines("function"),
  class: defines("class"),
  module: defines("class"),
  method_parameters: parameters,
  lambda_parameters: parameters,
  block_parameters: blockParameters,
  call: requires,
};

export function shape(node: Node, lowering: Lowering): FunctionShape {
  const declared = childOf(node, "parameters");
  const names = declared === undefined ? [] : parts(declared).map(parameterOf);
  return { parameters: names.map((named) => (named === undefined ? "" : lowering.textOf(named))), body: childOf(node, "body") };
}

/** `./a` beside the file, else anywhere a path ends so. */
export function locate(module: string, from: string): readonly string[] {
  if (!module.startsWith(".")) return [module];
  const folders = from.split("/").slice(0, -1);
  for (const part of module.split("/")) {
    if (part === "..") folders.pop();
    else if (part !== ".") folders.push(part);
  }
  return [folders.join("/")];
}

/** Where Zeitwerk looks for a constant: `HTTPClient` in `http_client`. */
export function fileOf(constant: string): readonly string[] {
  if (!/^[A-Z]\w*[a-z]/.test(constant)) return [];
  return [
    constant
      .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
      .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
      .toLowerCase(),
  ];
}
