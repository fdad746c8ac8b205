import type { Expression } from "../expression.ts";
import { descendants, isWithin, type Node } from "../tree.ts";
import type { Module } from "./module.ts";
import type { Search } from "./readers.ts";
import type { Site } from "./site.ts";

/** Places that go through all variables there are: `Object.entries(process.env)`, `for (const name in process.env)`. */
export function enumerations(module: Module, search: Search): readonly Site[] {
  return [...module.candidates.flatMap((node) => enumerated(node, module, search)), ...loops(module, search)];
}

const PARTS: ReadonlySet<string> = new Set(["keys", "values", "entries", "items"]);

function enumerated(node: Node, module: Module, search: Search): readonly Site[] {
  const call = module.lower(node);
  if (call.kind !== "call" || call.node !== node || call.callee.kind !== "member" || !PARTS.has(call.callee.name)) return [];
  const { callee, arguments: given } = call;
  return openAt(given[0]?.value ?? callee.object, node, module, search);
}

function loops(module: Module, search: Search): readonly Site[] {
  return [...module.definitions.values()]
    .flat()
    .flatMap(({ each, value }) => (each === true && value !== undefined ? openAt(module.lower(value), value, module, search) : []));
}

function openAt(table: Expression, at: Node, module: Module, { readers, meanings, forms }: Search): readonly Site[] {
  const { path } = meanings.near.of(table, module);
  const known = [...readers.get("member", path, null, module), ...readers.get("index", path, null, module)];
  const reader = known.find(({ of }) => of !== "*");
  if (reader === undefined) return [];
  const statement = statementAround(at, module);
  const prefixes = [...descendants(statement)].flatMap((node) => prefixesAt(node, module, forms));
  const found = prefixes.length === 0 ? [""] : [...new Set(prefixes)];
  return found.map((prefix) => ({ module, node: statement, reader, form: { kind: "open", prefix, suffix: "" }, at, given: null }));
}

/** Whether a read is by a name that a place around it goes through. */
export function isEnumerated({ node, form }: Site, all: readonly Site[]): boolean {
  if (form.kind !== "open" || form.prefix !== "" || form.suffix !== "") return false;
  return all.some(({ node: statement }) => isWithin(node, statement));
}

/** The outermost node around a place that is still in the same block. */
function statementAround(node: Node, { language }: Module): Node {
  let statement = node;
  while (statement.parent !== null && (!language.scopes.has(statement.parent.type) || LOOP.test(statement.parent.type)))
    statement = statement.parent;
  return statement;
}

/** A scope of its own in some languages, and still the statement. */
const LOOP = /^for_|_comprehension$|^generator_expression$/;

const STARTS: ReadonlySet<string> = new Set([
  "startsWith",
  "startswith",
  "start_with?",
  "starts_with",
  "starts_with?",
  "HasPrefix",
  "StartsWith",
  "removeprefix",
]);

/** What the names that are looked for begin with: `name.startsWith("APP_")`, `/^APP_/.test(name)`. */
function prefixesAt(node: Node, module: Module, forms: Search["forms"]): readonly string[] {
  if (node.type.startsWith("regex")) return /^\/\^\(?([A-Z][A-Z0-9_]+)/.exec(module.textOf(node))?.slice(1) ?? [];
  const call = module.language.lower[node.type] === undefined ? undefined : module.lower(node);
  if (call?.kind !== "call" || call.node !== node || call.callee.kind !== "member" || !STARTS.has(call.callee.name)) return [];
  return call.arguments.slice(-1).flatMap(({ value }) => {
    const form = value.kind === "list" ? forms.elementsOf(value, module) : forms.of(value, module);
    return form.kind === "known" ? form.texts.filter((text) => /^[A-Za-z_]\w*$/.test(text)) : [];
  });
}
