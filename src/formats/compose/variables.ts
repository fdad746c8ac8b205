import { Sealed, unseal } from "../../model/sealed.ts";
import type { Span } from "../../model/source.ts";
import { known, type Lookup, type Template } from "../../model/value.ts";
import { evaluate } from "../../text/interpolate.ts";
import { type Gap, isText, type Leaf, type List, type Mapping, pointAt, type Tree, type Variable } from "./tree.ts";

/** An item of a list whose name depends on a variable that is not known. */
export interface Unnamed {
  readonly kind: "unnamed";
  readonly gap: Gap;
}

/** The entries of a mapping as items of a list (convertIntoSequence in override/merge.go); what cannot be an item stays as it is. */
export function variablesOf({ entries }: Mapping): Tree[] {
  const found: Tree[] = [];
  for (const [name, { key, value }] of entries) {
    if (value.kind === "scalar") found.push(variableOf(name, key, value));
    else if (value.kind !== "list") found.push(value);
    else for (const item of value.items) found.push(item.kind === "scalar" ? variableOf(name, key, item) : item);
  }
  return found;
}

function variableOf(name: string, at: Span, leaf: Leaf): Variable {
  const value = leaf.type === "null" ? undefined : leaf.value;
  return { kind: "variable", name, value, at, leaf, form: "map" };
}

/** The variables of `environment` or `build.args` in either form, the later of one name still behind the earlier. */
export function readVariables(tree: Tree | undefined): (Variable | Unnamed)[] {
  if (tree?.kind === "mapping") return variablesOf(tree).filter((item) => item.kind === "variable");
  if (tree?.kind !== "list") return [];
  return tree.items.flatMap((item): (Variable | Unnamed)[] => {
    if (item.kind === "scalar") return item.type === "string" ? split(item) : [];
    return item.kind === "variable" ? [item] : [];
  });
}

/** `NAME=value` cut at its first `=`, where a variable may bring the `=` along. */
function split(leaf: Leaf): (Variable | Unnamed)[] {
  const cut = cutTemplate(leaf);
  if (cut !== undefined) {
    const value = evaluate({ state: "template", template: cut.rest }, leaf.origin.lookup);
    return [{ kind: "variable", name: cut.name, value, at: nameSpan(leaf, cut.name), leaf, form: "list" }];
  }
  const { value } = leaf;
  if (value.state === "absent") return [];
  if (value.state !== "known") return [{ kind: "unnamed", gap: { at: pointAt(leaf.place), because: value.because } }];
  const text = unseal(value.text);
  const equals = text.indexOf("=");
  const name = equals < 0 ? text : text.slice(0, equals);
  const own = equals < 0 ? undefined : known(text.slice(equals + 1));
  return [{ kind: "variable", name, value: own, at: nameSpan(leaf, name), leaf, form: "list" }];
}

/** The part before the first `=` when no variable stands in it. */
function cutTemplate({ template: [first, ...rest], uses }: Leaf): { name: string; rest: Template } | undefined {
  if (uses.length === 0 || !(first instanceof Sealed)) return undefined;
  const text = unseal(first);
  const equals = text.indexOf("=");
  return equals < 0 ? undefined : { name: text.slice(0, equals), rest: [new Sealed(text.slice(equals + 1)), ...rest] };
}

/** The name at the head of the item, where the file shows it as it is. */
function nameSpan({ place }: Leaf, name: string): Span {
  const { source, start } = place;
  return source.text.startsWith(name, start) ? { source, start, end: start + name.length } : pointAt(place);
}

/** A list of variables whose bare names have the values that the lookup knows of. */
export function passListThrough(list: List, lookup: Lookup): List {
  const items = list.items.flatMap((item): Tree[] =>
    isText(item) ? split(item).map((each) => (each.kind === "variable" ? each : item)) : [item],
  );
  return { ...list, items: items.map((item) => (item.kind === "variable" ? passThrough(item, lookup) : item)) };
}

/** A bare name with the value that the lookup has for it; without one it stays bare. */
export function passThrough(variable: Variable, lookup: Lookup): Variable {
  if (variable.value !== undefined) return variable;
  const value = lookup(variable.name);
  return value.state === "absent" ? variable : { ...variable, value };
}
