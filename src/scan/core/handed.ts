import type { Reader } from "../languages/language.ts";
import { calleeOf, parameterOf, type Callee } from "./callee.ts";
import { callsIn } from "./calls.ts";
import type { Meaning } from "./meaning.ts";
import type { Meanings } from "./meanings.ts";
import type { Module } from "./module.ts";

/** In front of the path of a table that a function of the project is given: only names in capitals are read from it for sure. */
const HANDED = "@handed:";

/** Readers of what functions are given, beside those of what is there for all: `load(process.env)` with `function load(env) { env.KEY }`. */
export function withHanded<R extends Reader>(readers: readonly R[]): readonly R[] {
  const tables = tablesOf(readers);
  const own = readers.filter(({ of }) => [...tables].some((table) => of === table || of.startsWith(`${table}.`)));
  return [...readers, ...own.map((reader) => ({ ...reader, of: HANDED + reader.of }))];
}

/** What is looked into by name, as resolved. */
export function tablesOf(readers: readonly Reader[]): ReadonlySet<string> {
  return new Set(readers.flatMap(({ access, of }) => (access === "member" || access === "index" ? [of] : [])));
}

/** A table that a parameter of a function is given. */
export interface Handed {
  readonly table: string;
  readonly callee: Callee;
  readonly position: number;
  /** Whether that was not known. */
  readonly isNew: boolean;
}

/** Learns which parameters of the project's functions are given a table by a file. */
export function handOn(module: Module, tables: ReadonlySet<string>, meanings: Meanings): readonly Handed[] {
  if (tables.size === 0) return [];
  return callsIn(module).flatMap((call) => {
    const positions = call.arguments.flatMap(({ value }, position) => {
      const path = value.kind === "name" || value.kind === "member" || value.kind === "call" ? meanings.near.of(value, module).path : null;
      const table = path?.startsWith(HANDED) === true ? path.slice(HANDED.length) : path;
      return table !== null && tables.has(table) ? [{ position, table }] : [];
    });
    if (positions.length === 0) return [];
    const callee = meanings.of(call.callee, module);
    return positions.flatMap(({ position, table }) => give(callee, position, HANDED + table, meanings));
  });
}

function give(meaning: Meaning, position: number, table: string, meanings: Meanings): readonly Handed[] {
  const made = meaning.value?.kind === "function" ? undefined : meanings.constructorOf(meaning);
  const callee = calleeOf(made === undefined ? meaning : { ...made, value: null });
  const parameter = callee === undefined ? undefined : parameterOf(callee, callee.shape.parameters[position]);
  if (callee === undefined || parameter === undefined) return [];
  return [{ table, callee, position, isNew: meanings.hand(parameter.node, table) }];
}
