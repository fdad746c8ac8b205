import type { Definition, FunctionShape } from "../languages/language.ts";
import type { Node } from "../tree.ts";
import type { Meaning } from "./meaning.ts";
import type { Module } from "./module.ts";

/** A function of the project, with the file that it is written in. */
export interface Callee {
  readonly node: Node;
  readonly module: Module;
  readonly shape: FunctionShape;
}

/** The function that something stands for: one that is written in place, or one that has a name. */
export function calleeOf({ value, definitions, module }: Pick<Meaning, "value" | "definitions" | "module">): Callee | undefined {
  const node = value?.kind === "function" ? value.node : definitions.find(({ kind }) => kind === "function")?.node;
  const shape = node === undefined ? undefined : module.language.functions[node.type]?.(node, module);
  return node === undefined || shape === undefined ? undefined : { node, module, shape };
}

/** Those of a primary constructor stand in it and hold in its class. */
export function parameterOf({ node, module }: Callee, name: string | undefined): Definition | undefined {
  if (name === undefined) return undefined;
  return module.definitions
    .get(name)
    ?.find((one) => one.kind === "parameter" && (module.scopeOf(one.node) === node || one.node.parent?.parent === node));
}
