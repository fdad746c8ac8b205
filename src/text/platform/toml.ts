import type { Problem, Source } from "../../model/source.ts";
import { known, unknown, type Value } from "../../model/value.ts";
import type { Node } from "../yaml.ts";
import { NotToml, Table } from "./toml-table.ts";
import { TomlReader } from "./toml-reader.ts";

/** TOML as the tree that YAML gives, with the same places; undefined where it is none, which is then a problem. */
export interface TomlDocument {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
}

export function tomlDocument(source: Source): TomlDocument {
  try {
    return { root: tablesOf(source.text), problems: [] };
  } catch (error) {
    if (!(error instanceof NotToml)) throw error;
    return { root: undefined, problems: [{ at: { source, start: error.at, end: error.at }, message: error.message }] };
  }
}

function tablesOf(text: string): Node {
  const reader = new TomlReader(text);
  const root = new Table(0, "header");
  let section = { table: root, depth: 0 };
  for (reader.skipLines(); !reader.isDone; reader.skipLines()) {
    const start = reader.at;
    if (reader.takes("[")) section = sectionAt(start, reader, root);
    else reader.pair(section.table, section.depth);
    reader.endLine();
  }
  root.end = text.length;
  return root;
}

/** The table that a header opens, and how deep it is. */
function sectionAt(start: number, reader: TomlReader, root: Table): { table: Table; depth: number } {
  const isElement = reader.takes("[");
  const keys = reader.keys(0);
  reader.expect(isElement ? "]]" : "]", isElement ? "two closing brackets" : "a closing bracket");
  let table = root;
  for (const [index, key] of keys.entries()) {
    if (index < keys.length - 1) table = table.through(key);
    else table = isElement ? table.element(key, start) : table.header(key, start);
  }
  table.end = reader.at;
  return { table, depth: keys.length };
}

const plainly = /^(?:true|false|0|-?[1-9]\d{0,14})$/;

/** The text of a value of TOML or JSON, where whatever makes a text of it writes it as it stands. */
export function tomlText(node: Node): Value {
  if (node.kind !== "scalar") return unknown("it is no text");
  if (node.style !== "plain" || plainly.test(node.text)) return known(node.text);
  return unknown("it is a number or a date, which may be printed in another way");
}
