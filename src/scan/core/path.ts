import type { Definition } from "../languages/language.ts";
import type { Node } from "../tree.ts";
import type { Module } from "./module.ts";

/** The name of a definition in the project, "@src/env.ts:get"; one inside a function has its place as owner, since others may bear its name. Null for a parameter. */
export function pathOf(definition: Definition, module: Module): string | null {
  if (definition.kind === "parameter") return null;
  const inside = module.functionAround(definition.node);
  const owner = module.ownerOf(definition) ?? (inside === undefined ? undefined : placeOf(inside.node));
  return `@${module.language.unit(module.path)}:${owner === undefined ? "" : `${owner}.`}${definition.name}`;
}

/** The name of a function of the project, through what it is bound to, or else by its place. */
export function pathOfFunction(node: Node, module: Module): string {
  for (const made of module.definedBy(node)) {
    const path = pathOf(made, module);
    if (path !== null) return path;
  }
  return `@${module.language.unit(module.path)}:${placeOf(node)}`;
}

const placeOf = ({ start }: Node): string => `#${String(start)}`;

/** The last name in the path of a function, for people to read; empty for one that has none. */
export function shownName(path: string): string {
  return path.slice(path.lastIndexOf(":") + 1).replace(/^#\d+\./, "");
}
