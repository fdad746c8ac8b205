import { get, itemsOf, type Node, spanOf, textOf } from "../../text/yaml.ts";
import { lookUp, splitPath } from "./field-path.ts";
import type { Layer } from "./patches.ts";
import { type FieldSpec, varFields } from "./references.ts";
import { exactly } from "./select.ts";
import { changeAt, rewritten } from "./tree.ts";

/** A var: a name, the object whose field it stands for, and where it is declared. */
export interface Var {
  readonly name: string;
  readonly path: string;
  readonly node: Node;
}

/** Notes which objects the vars of a kustomization mean, while these still have the names that it knows them by. */
export function noteVars({ session, source, resources }: Layer, list: Node | undefined, vars: Map<string, Var>): void {
  for (const item of itemsOf(list)) {
    const name = textOf(get(item, "name"));
    const at = spanOf(source, get(item, "name") ?? { ...item, end: item.start });
    if (name === undefined || vars.has(name)) {
      session.problem(at, name === undefined ? "a var must have a name" : `the var ${name} is declared twice`);
      continue;
    }
    vars.set(name, { name, path: textOf(get(item, "fieldref", "fieldPath")) ?? "metadata.name", node: get(item, "name") ?? item });
    const isMeant = exactly(get(item, "objref"));
    const found = resources.list.filter((resource) => resource.ids.some(isMeant));
    if (found.length > 1) session.problem(at, `the var ${name} means several objects`);
    else for (const resource of found) resource.variables = [...resource.variables, name];
  }
}

/** Replaces `$(VAR)` in environments, once all names are what they will be (api/filters/refvar). */
export function resolveVars(layer: Layer, vars: ReadonlyMap<string, Var>, more: readonly FieldSpec[]): void {
  if (vars.size === 0) return;
  const texts = new Map<string, string>();
  for (const { name, path, node } of vars.values()) {
    const resource = layer.resources.list.find(({ variables }) => variables.includes(name));
    const found = resource === undefined ? undefined : lookUp(resource.node, splitPath(path.replaceAll(/\[(\d+)\]/g, ".$1")));
    if (found?.kind === "scalar") texts.set(name, found.text);
    else if (found === undefined && layer.unseen === undefined) {
      layer.session.problem(spanOf(node.source ?? layer.source, node), `the var ${name} stands for no field of any object`);
    }
  }
  for (const resource of layer.resources.list) {
    const own = [...varFields, ...more].filter(({ kind }) => kind === "" || kind === resource.id.kind);
    for (const { path } of own) {
      const changed = changeAt(resource.node, path, (node) => expanded(node, texts));
      if (changed.kind === "mapping") resource.node = changed;
    }
  }
}

function expanded(node: Node, texts: ReadonlyMap<string, string>): Node {
  if (node.kind === "sequence") return { ...node, items: node.items.map((item) => expanded(item, texts)) };
  if (node.kind !== "scalar" || !node.text.includes("$")) return node;
  // An escaped dollar loses its escape here already.
  const text = node.text.replaceAll(/\$(?:\$|\(([^)]{0,500})\))/g, (all, name: string | undefined) =>
    name === undefined ? "$" : (texts.get(name) ?? all),
  );
  return rewritten(node, text);
}
