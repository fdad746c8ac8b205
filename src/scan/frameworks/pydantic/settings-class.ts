import type { Meanings } from "../../core/meanings.ts";
import type { Module } from "../../core/module.ts";
import type { Expression } from "../../expression.ts";
import { parts } from "../../languages/lowering.ts";
import { childOf, type Node } from "../../tree.ts";

/** A class of the project, in its file. */
export interface Class {
  readonly module: Module;
  readonly node: Node;
}

/** An expression with the file that its names hold in. */
export interface Given {
  readonly module: Module;
  readonly value: Expression;
}

/** The major version of pydantic that a class is written for, since they name variables differently; a model reads no variables by itself. */
export type Kind = "settings 1" | "settings 2" | "model";

const ROOTS: Readonly<Record<string, Kind>> = {
  "pydantic_settings.BaseSettings": "settings 2",
  "pydantic_settings.main.BaseSettings": "settings 2",
  "pydantic.BaseSettings": "settings 1",
  "pydantic.env_settings.BaseSettings": "settings 1",
  "pydantic.v1.BaseSettings": "settings 1",
  "pydantic.v1.env_settings.BaseSettings": "settings 1",
  "pydantic.BaseModel": "model",
  "pydantic.main.BaseModel": "model",
  "pydantic.v1.BaseModel": "model",
  "sqlmodel.SQLModel": "model",
};

/** More classes than this in a row are no inheritance but a loop. */
const LONGEST = 20;

export interface Lineage {
  /** The class itself first, then what it inherits from, nearest first. */
  readonly classes: readonly Class[];
  readonly kind: Kind | null;
}

/** What a class of the project inherits, as far as the project says. */
export function lineageOf(of: Class, meanings: Meanings): Lineage {
  const classes: Class[] = [];
  const kinds: Kind[] = [];
  const open = [of];
  for (let next = open.shift(); next !== undefined && classes.length < LONGEST; next = open.shift()) {
    const { module, node } = next;
    if (classes.some((one) => one.node === node)) continue;
    classes.push(next);
    const bases = superclassesOf(next).filter(({ type }) => type !== "keyword_argument");
    for (const base of bases) {
      const meaning = meanings.of(generic(module.lower(base)), module);
      const root = ROOTS[meaning.path ?? ""];
      if (root !== undefined) kinds.push(root);
      const found = classAt(meaning.definitions, meaning.module);
      if (found !== undefined) open.push(found);
    }
  }
  return { classes, kind: kinds.find((kind) => kind !== "model") ?? kinds[0] ?? null };
}

/** `Base[T]` is `Base`. */
const generic = (base: Expression): Expression => (base.kind === "index" ? base.object : base);

/** The class that a name of the project stands for. */
export function classOf(expression: Expression, module: Module, meanings: Meanings): Class | undefined {
  const meaning = meanings.of(expression, module);
  return classAt(meaning.definitions, meaning.module);
}

function classAt(definitions: readonly { readonly kind: string; readonly node: Node }[], module: Module): Class | undefined {
  const made = definitions.find(({ kind }) => kind === "class");
  return made === undefined ? undefined : { module, node: made.node };
}

export function classesIn(module: Module): readonly Class[] {
  const definitions = [...module.definitions.values()].flat();
  return definitions.filter(({ kind }) => kind === "class").map(({ node }) => ({ module, node }));
}

function superclassesOf({ node }: Class): readonly Node[] {
  const list = childOf(node, "superclasses");
  return list === undefined ? [] : parts(list);
}

/** The statements of a class's body. */
export function statementsOf({ node }: Class): readonly Node[] {
  const body = childOf(node, "body");
  return body === undefined ? [] : parts(body);
}

/** `left: type = right` in a class's body; each of the last two may be missing. */
export interface Assignment {
  readonly name: Node;
  readonly type: Node | undefined;
  readonly value: Node | undefined;
}

export function assignmentsIn(statements: readonly Node[]): readonly Assignment[] {
  return statements.flatMap((statement) => {
    const made = statement.type === "expression_statement" ? parts(statement)[0] : undefined;
    const name = made?.type === "assignment" ? childOf(made, "left") : undefined;
    if (made === undefined || name?.type !== "identifier") return [];
    return [{ name, type: childOf(made, "type"), value: childOf(made, "right") }];
  });
}

/** How the classes are configured, by option; the nearest class that sets one wins. */
export function optionsOf({ classes }: Lineage): ReadonlyMap<string, Given> {
  return new Map(classes.toReversed().flatMap((one) => [...keywordOptions(one), ...bodyOptions(one)]));
}

type Option = readonly [name: string, given: Given];

/** `class S(BaseSettings, env_prefix="A_")`. */
function keywordOptions(of: Class): readonly Option[] {
  const { module } = of;
  return superclassesOf(of).flatMap((node): readonly Option[] => {
    const [name, value] = [childOf(node, "name"), childOf(node, "value")];
    return node.type === "keyword_argument" && name !== undefined ? [[module.textOf(name), { module, value: module.lower(value) }]] : [];
  });
}

/** `model_config = SettingsConfigDict(env_prefix="A_")`, a dictionary, or the class `Config` of version 1. */
function bodyOptions(of: Class): readonly Option[] {
  const { module } = of;
  const statements = statementsOf(of);
  const config = assignmentsIn(statements).find(({ name }) => module.textOf(name) === "model_config");
  const inner = statements.find((node) => node.type === "class_definition" && module.textOf(childOf(node, "name") ?? node) === "Config");
  const inBody = inner === undefined ? [] : assignmentsIn(statementsOf({ module, node: inner }));
  const old = inBody.map(({ name, value }): Option => [module.textOf(name), { module, value: module.lower(value) }]);
  return [...old, ...(config === undefined ? [] : entriesOf(module.lower(config.value), module))];
}

function entriesOf(value: Expression, module: Module): readonly Option[] {
  if (value.kind === "call")
    return value.arguments.flatMap(({ name, value: given }) => (name === null ? [] : [[name, { module, value: given }] as const]));
  if (value.kind !== "record") return [];
  return value.entries.flatMap(({ key, value: given }) => (key.kind === "text" ? [[key.text, { module, value: given }] as const] : []));
}
