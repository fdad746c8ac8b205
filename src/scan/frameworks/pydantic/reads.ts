import type { NameForm } from "../../core/name-form.ts";
import type { Extent, Found, FoundAll } from "../../found.ts";
import { childOf, descendants, type Node } from "../../tree.ts";
import { callsIn, extentOf } from "../calls.ts";
import type { View } from "../framework.ts";
import { fieldsOf, typeHint, type Field } from "./field.ts";
import { givenTo } from "./given.ts";
import { aliasesOf, namesOf, namingOf, type Naming } from "./names.ts";
import { classesIn, classOf, lineageOf, optionsOf, type Class, type Lineage } from "./settings-class.ts";

const NOTHING: FoundAll = { reads: [], open: [] };

/** Models in models in models: no deeper than anybody names variables. */
const DEEPEST = 5;

/** What an instance of a settings class reads. What it inherits is told with the class that it is declared in, unless it is named otherwise here. */
export function readsOf(of: Class, view: View): FoundAll {
  const lineage = lineageOf(of, view.meanings);
  const naming = namingIn(lineage, view);
  if (naming === null || isOnlyInherited(of, naming, view)) return NOTHING;
  const fields = visibleFields(lineage, view).filter(({ owner }) => owner.node === of.node || isOtherwiseNamed(owner, naming, view));
  const isGiven = fields.some(({ mode }) => mode === "required") ? givenTo(of, view) : () => false;
  const all = fields.map((field) => fieldReads(unlessGiven(field, isGiven), { of, naming, view }));
  return { reads: all.flatMap(({ reads }) => reads), open: all.flatMap(({ open }) => open) };
}

function unlessGiven(field: Field, isGiven: (name: string) => boolean): Field {
  return field.mode === "required" && isGiven(field.owner.module.textOf(field.name)) ? { ...field, mode: "optional" } : field;
}

function namingIn(lineage: Lineage, view: View): Naming | null {
  const { kind } = lineage;
  return kind === null || kind === "model" ? null : namingOf(kind, optionsOf(lineage), view);
}

/** Of fields with the same name, the one of the nearest class. */
function visibleFields({ classes }: Lineage, { meanings }: View): readonly Field[] {
  const fields = new Map<string, Field>();
  for (const one of classes.toReversed()) for (const field of fieldsOf(one, meanings)) fields.set(one.module.textOf(field.name), field);
  return [...fields.values()];
}

function isOtherwiseNamed(owner: Class, naming: Naming, view: View): boolean {
  const own = namingIn(lineageOf(owner, view.meanings), view);
  return own === null || !sameForm(own.prefix, naming.prefix) || own.caseSensitive !== naming.caseSensitive;
}

function sameForm(one: NameForm, other: NameForm): boolean {
  if (one.kind === "known" && other.kind === "known") return one.texts.join() === other.texts.join();
  return one.kind === other.kind;
}

/** A base class whose heirs in the file set a prefix of their own, and that nobody there makes an instance of. */
function isOnlyInherited(of: Class, naming: Naming, view: View): boolean {
  const { module, meanings } = view;
  const heirs = classesIn(module)
    .filter(({ node }) => node !== of.node)
    .map((one) => lineageOf(one, meanings));
  const prefixes = heirs.filter(({ classes }) => classes.some(({ node }) => node === of.node)).map((heir) => namingIn(heir, view)?.prefix);
  if (prefixes.length === 0 || !prefixes.every((prefix) => prefix !== undefined && !sameForm(prefix, naming.prefix))) return false;
  return !callsIn(module).some(({ callee }) => classOf(callee, module, meanings)?.node === of.node);
}

interface Reading {
  readonly of: Class;
  readonly naming: Naming;
  readonly view: View;
}

function fieldReads(field: Field, reading: Reading): FoundAll {
  const { naming, view } = reading;
  const nested = nestedIn(field, view);
  const named = namesOf(field, naming, view);
  if (nested?.kind === "settings" && naming.delimiter === null && field.mode === "default") return NOTHING;
  const leaves =
    nested === null || naming.delimiter === null ? [] : leavesOf(nested.lineage, { reading, isGiven: field.mode !== "required", depth: 0 });
  const placed = named.map(({ form, at }) => ({ form, at: placeOf(field, at, reading) }));
  if (leaves.length === 0) return namedReads(field, placed, reading);
  const all = placed.flatMap(({ form, at }) =>
    leaves.map(({ field: leaf, path }) => {
      const isHere = leaf.owner.module === view.module;
      return namedReads(leaf, [{ form: inside(form, path, naming), at: isHere ? placeOf(leaf, leaf.name, reading) : at }], reading);
    }),
  );
  return { reads: all.flatMap(({ reads }) => reads), open: all.flatMap(({ open }) => open) };
}

interface Nested {
  readonly kind: "settings" | "model";
  readonly lineage: Lineage;
}

/** The model that a field holds one of; many of them come as JSON. */
function nestedIn({ type, owner: { module } }: Field, { meanings }: View): Nested | null {
  if (typeHint(module.textOf(type)) === "json") return null;
  for (const node of descendants(type)) {
    const expression = module.lower(node);
    const found = expression.kind === "name" || expression.kind === "member" ? classOf(expression, module, meanings) : undefined;
    const lineage = found === undefined ? null : lineageOf(found, meanings);
    if (lineage !== null && lineage.kind !== null) return { lineage, kind: lineage.kind === "model" ? "model" : "settings" };
  }
  return null;
}

interface Leaf {
  readonly field: Field;
  /** The names of the fields on the way to it. */
  readonly path: readonly string[];
}

interface Descent {
  readonly reading: Reading;
  /** Whether the model as a whole has a default. */
  readonly isGiven: boolean;
  readonly depth: number;
}

function leavesOf(lineage: Lineage, { reading, isGiven, depth }: Descent): readonly Leaf[] {
  return visibleFields(lineage, reading.view).flatMap((field): readonly Leaf[] => {
    const [alias] = aliasesOf(field.details);
    const name = alias?.kind === "text" ? alias.text : field.owner.module.textOf(field.name);
    const nested = depth < DEEPEST ? nestedIn(field, reading.view) : null;
    const below =
      nested === null ? [] : leavesOf(nested.lineage, { reading, isGiven: isGiven || field.mode !== "required", depth: depth + 1 });
    if (below.length > 0) return below.map((leaf) => ({ ...leaf, path: [name, ...leaf.path] }));
    return [{ field: isGiven && field.mode === "required" ? { ...field, mode: "optional" } : field, path: [name] }];
  });
}

function inside(form: NameForm, path: readonly string[], { delimiter, caseSensitive }: Naming): NameForm {
  const rest = path.map((name) => (delimiter ?? "") + name).join("");
  const suffix = caseSensitive ? rest : rest.toUpperCase();
  return form.kind === "known"
    ? { kind: "known", texts: form.texts.map((text) => text + suffix) }
    : { ...form, suffix: form.suffix + suffix };
}

interface Placed {
  readonly form: NameForm;
  readonly at: Extent;
}

function namedReads(field: Field, named: readonly Placed[], { of, naming }: Reading): FoundAll {
  const { module } = field.owner;
  const type = module.textOf(field.type);
  const isOptional = naming.kind === "settings 1" && field.mode === "required" && /\bOptional\b|\bNone\b/.test(type);
  const about = {
    mode: isOptional ? ("optional" as const) : field.mode,
    confidence: null,
    default: field.default,
    type: typeHint(type),
    ...(named.length > 1 ? { oneOf: `${String(of.node.start)}.${module.textOf(field.name)}` } : {}),
  };
  const reads = named.flatMap(({ form, at }) =>
    form.kind === "known" ? form.texts.map((variable): Found => ({ variable, at, ...about })) : [],
  );
  const open = named.flatMap(({ form, at }) => (form.kind === "known" ? [] : [{ at, prefix: form.prefix, suffix: form.suffix }]));
  return { reads, open };
}

/** What is inherited from another file is told at the name of the class that inherits. */
function placeOf({ owner }: Field, at: Node, { of }: Reading): Extent {
  return extentOf(owner.module === of.module ? at : (childOf(of.node, "name") ?? of.node));
}
