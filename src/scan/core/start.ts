import { childOf, type Node } from "../tree.ts";
import { isInside } from "./branch.ts";
import type { Module } from "./module.ts";

/** What functions are called that run once, before there is any work: those that set up, load or check what the program is made of. */
const starts =
  /^(?:__init__|constructor|initialize|main|handle_?cli|cli)$|^(?:new|init|boot|start|run|set_?up|create|build|make|connect|register|provide|must|require|ensure|assert|check|valid)|config|setting|env|option|load|parse/i;

/** Whether a place runs at the start of the program: outside functions, or in one that is called so. An error elsewhere fails one request, or one command. */
export function isAtStart(node: Node, module: Module): boolean {
  const around = module.functionAround(node);
  if (around === undefined) return true;
  if (isInBranch(node, around.node, module)) return false;
  const name = nameOf(around.node, module);
  return name === undefined ? isAtStart(around.node, module) : starts.test(name);
}

function isInBranch(node: Node, home: Node, module: Module): boolean {
  for (let around = node.parent; around !== null && around !== home; around = around.parent) {
    const branch = module.language.branches[around.type]?.(around, module);
    if (branch !== undefined && isInside(node, branch)) return true;
  }
  return false;
}

/** The name that a function is given, where it stands or by what it is assigned to. */
export function nameOf(node: Node, module: Module): string | undefined {
  const { binds } = module.language;
  const own = binds[node.type]?.(node, module).find((definition) => definition.kind === "function");
  const given = node.parent === null ? undefined : binds[node.parent.type]?.(node.parent, module).find(({ value }) => value === node);
  const key = childOf(node, "name") ?? (node.parent === null ? undefined : childOf(node.parent, "key"));
  return (own ?? given)?.name ?? (key === undefined ? undefined : module.textOf(key));
}
