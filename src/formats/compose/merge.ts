import { emptyMapping, type Entry, isNull, type Mapping, placeOf, pointAt, type Tree, withEntries } from "./tree.ts";
import { variablesOf } from "./variables.ts";

type Merge = (base: Tree, over: Tree) => Tree;

/** compose-go override/merge.go: mappings per key, lists appended, otherwise the later one; an empty later one changes nothing. */
function merge(base: Tree, over: Tree): Tree {
  if (isNull(over)) return base;
  if (base.kind === "mapping" && over.kind === "mapping") return mergeEntries(base, over, {});
  if (base.kind === "list" && over.kind === "list") return { ...over, items: [...base.items, ...over.items] };
  return over;
}

function mergeEntries(base: Mapping, over: Mapping, special: Readonly<Record<string, Merge>>): Mapping {
  const entries = new Map(base.entries);
  for (const [name, { key, value }] of over.entries)
    entries.set(name, mergedEntry(entries.get(name), { key, value }, special[name] ?? merge));
  return { ...over, entries, gaps: [...base.gaps, ...over.gaps] };
}

/** A key that adds nothing leaves the entry where it was. */
function mergedEntry(under: Entry | undefined, entry: Entry, how: Merge): Entry {
  if (under === undefined) return entry;
  return { key: isNull(entry.value) ? under.key : entry.key, value: how(under.value, entry.value) };
}

const override: Merge = (_, over) => over;

const toList: Merge = (base, over) => {
  const place = placeOf(isNull(over) ? base : over);
  return { kind: "list", place, items: [...sequenceOf(base), ...sequenceOf(over)] };
};

function sequenceOf(tree: Tree): readonly Tree[] {
  if (tree.kind === "list") return tree.items;
  return tree.kind === "mapping" ? variablesOf(tree) : isNull(tree) ? [] : [tree];
}

const mergeBuild: Merge = (base, over) => mergeEntries(buildMapping(base), buildMapping(over), { args: toList });

function buildMapping(tree: Tree): Mapping {
  if (tree.kind === "mapping") return tree;
  const place = placeOf(tree);
  return withEntries(emptyMapping(place), isNull(tree) ? [] : [["context", { key: pointAt(place), value: tree }]]);
}

const special: Readonly<Record<string, Merge>> = {
  environment: toList,
  env_file: toList,
  build: mergeBuild,
  command: override,
  entrypoint: override,
};

/** A service over the one it extends, or over the same service of earlier files. */
export function mergeService(base: Mapping, over: Mapping): Mapping {
  return mergeEntries(base, over, special);
}

/** One file of a project over the earlier ones. */
export function mergeProject(base: Mapping, over: Mapping): Mapping {
  return mergeEntries(base, over, { services: mergeServices });
}

const mergeServices: Merge = (base, over) => {
  if (base.kind !== "mapping" || over.kind !== "mapping") return merge(base, over);
  const entries = new Map(base.entries);
  for (const [name, entry] of over.entries) entries.set(name, mergedEntry(entries.get(name), entry, mergeTwo));
  return { ...base, entries, gaps: [...base.gaps, ...over.gaps] };
};

const mergeTwo: Merge = (base, over) => (base.kind === "mapping" && over.kind === "mapping" ? mergeService(base, over) : merge(base, over));
