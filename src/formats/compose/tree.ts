import { unseal } from "../../model/sealed.ts";
import type { Source, Span } from "../../model/source.ts";
import type { Lookup, Template, Value } from "../../model/value.ts";
import type { Use } from "../../text/compose-template.ts";
import type { GoScalar } from "../../text/go-yaml.ts";

/** What the scalars of one file share. */
export interface Origin {
  readonly source: Source;
  /** What relative paths in the file start from, as `dirname` gives it. */
  readonly folder: string;
  /** The environment that interpolates the file. */
  readonly lookup: Lookup;
}

export interface Leaf {
  readonly kind: "scalar";
  readonly type: GoScalar["type"];
  /** The text after interpolation, as Go prints it; absent behind a `${NAME:?}` that fails. */
  readonly value: Value;
  readonly template: Template;
  readonly uses: readonly Use[];
  /** The characters of the file, after YAML's own unquoting. */
  readonly written: string;
  readonly notation: string | undefined;
  readonly origin: Origin;
  /** Covers the value: good for paths and names, never for what may be secret. */
  readonly place: Span;
  /** The list it is an item of. */
  readonly list: Span | undefined;
}

export interface Entry {
  readonly key: Span;
  readonly value: Tree;
}

/** Why a layer of a service cannot be seen into. */
export interface Gap {
  readonly at: Span;
  readonly because: string;
}

export interface Mapping {
  readonly kind: "mapping";
  readonly place: Span;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Files that would add entries. */
  readonly gaps: readonly Gap[];
}

export interface List {
  readonly kind: "list";
  readonly place: Span;
  readonly items: readonly Tree[];
}

/** An entry of a mapping that a merge turned into an item of a list: `environment`, `build.args`. */
export interface Variable {
  readonly kind: "variable";
  readonly name: string;
  /** Undefined passes the deploying shell's value through. */
  readonly value: Value | undefined;
  readonly at: Span;
  /** What the value was written as. */
  readonly leaf: Leaf;
  readonly form: "map" | "list";
}

/** A document after interpolation. Trees are never changed, since anchors and extended services share them. */
export type Tree = Leaf | Mapping | List | Variable;

export function emptyMapping(place: Span): Mapping {
  return { kind: "mapping", place, entries: new Map(), gaps: [] };
}

export function entryOf(tree: Tree | undefined, name: string): Entry | undefined {
  return tree?.kind === "mapping" ? tree.entries.get(name) : undefined;
}

export function get(tree: Tree | undefined, ...path: readonly string[]): Tree | undefined {
  return path.reduce<Tree | undefined>((at, name) => entryOf(at, name)?.value, tree);
}

export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === "list" ? tree.items : [];
}

export function isNull(tree: Tree | undefined): boolean {
  return tree?.kind === "scalar" && tree.type === "null";
}

export function isText(tree: Tree | undefined): tree is Leaf {
  return tree?.kind === "scalar" && tree.type === "string";
}

/** The text of a string whose variables are all known. */
export function textOf(tree: Tree | undefined): string | undefined {
  return isText(tree) && tree.value.state === "known" ? unseal(tree.value.text) : undefined;
}

/** The mapping with some entries set, or removed where the entry is undefined. */
export function withEntries(mapping: Mapping, changes: Iterable<readonly [string, Entry | undefined]>): Mapping {
  const entries = new Map(mapping.entries);
  for (const [name, entry] of changes) {
    if (entry === undefined) entries.delete(name);
    else entries.set(name, entry);
  }
  return { ...mapping, entries };
}

export function placeOf(tree: Tree): Span {
  return tree.kind === "variable" ? tree.at : tree.place;
}

/** A place inside a value without any of its text. */
export function pointAt({ source, start }: Span): Span {
  return { source, start, end: start };
}

/** What a thing is, for messages: `a list`. */
export function kindOf(tree: Tree): string {
  if (tree.kind === "variable") return "a list";
  if (tree.kind !== "scalar") return `a ${tree.kind}`;
  if (tree.type === "null") return "nothing";
  return tree.type === "string" ? "text" : `a ${tree.type}`;
}

/** The project with every service changed that is a mapping. */
export function mapServices(project: Mapping, change: (service: Mapping, name: string) => Mapping): Mapping {
  const services = entryOf(project, "services");
  if (services?.value.kind !== "mapping") return project;
  const changed = [...services.value.entries].map(([name, entry]): [string, Entry] => [
    name,
    entry.value.kind === "mapping" ? { ...entry, value: change(entry.value, name) } : entry,
  ]);
  return withEntries(project, [["services", { ...services, value: withEntries(services.value, changed) }]]);
}
