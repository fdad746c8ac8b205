import type { Mapping, Node, Pair, Scalar, Sequence } from "../yaml-node.ts";

export class NotToml extends Error {
  readonly at: number;

  constructor(at: number, because: string) {
    super(`the TOML cannot be read: ${because}`);
    this.at = at;
  }
}

/** As deep as the YAML reader goes. */
export const deepest = 100;

/** Which writing made a table: a longer header, its own header, or a dotted key. Each allows other additions. */
type Origin = "implied" | "header" | "dotted";

/** A table while it grows. It covers its own header and what stands below that, not the tables that later headers add. */
export class Table implements Mapping {
  readonly kind = "mapping";
  readonly tag = undefined;
  readonly pairs: Pair[] = [];
  start: number;
  end: number;
  #origin: Origin;
  readonly #parts = new Map<string, Table | TableList | "value">();

  constructor(start: number, origin: Origin) {
    this.start = start;
    this.end = start;
    this.#origin = origin;
  }

  set(key: Scalar, value: Node): void {
    if (this.#parts.has(key.text)) throw setTwice(key);
    this.#parts.set(key.text, "value");
    this.pairs.push({ key, value });
  }

  /** What a header names before its last dot; of a list of tables the last is meant. */
  through(key: Scalar): Table {
    const part = this.#parts.get(key.text);
    if (part === undefined) return this.#add(key, new Table(key.start, "implied"));
    if (part === "value") throw setTwice(key);
    return part instanceof TableList ? part.last : part;
  }

  /** What a dotted key names before its last dot: only dotted keys add to it. */
  dotted(key: Scalar): Table {
    const part = this.#parts.get(key.text);
    if (part === undefined) return this.#add(key, new Table(key.start, "dotted"));
    if (part instanceof Table && part.#origin === "dotted") return part;
    throw setTwice(key);
  }

  /** `[key]`: a table has one header, which may come after those of its parts. */
  header(key: Scalar, start: number): Table {
    const part = this.#parts.get(key.text);
    if (part === undefined) return this.#add(key, new Table(start, "header"));
    if (!(part instanceof Table) || part.#origin !== "implied") throw setTwice(key);
    part.#origin = "header";
    part.start = start;
    return part;
  }

  /** `[[key]]`: one more of a list. */
  element(key: Scalar, start: number): Table {
    const part = this.#parts.get(key.text);
    if (part instanceof TableList) return part.add(new Table(start, "header"));
    if (part !== undefined) throw setTwice(key);
    const list = new TableList(new Table(start, "header"));
    this.#parts.set(key.text, list);
    this.pairs.push({ key, value: list });
    return list.last;
  }

  #add(key: Scalar, table: Table): Table {
    this.#parts.set(key.text, table);
    this.pairs.push({ key, value: table });
    return table;
  }
}

class TableList implements Sequence {
  readonly kind = "sequence";
  readonly tag = undefined;
  readonly items: Table[] = [];
  readonly start: number;
  last: Table;

  constructor(first: Table) {
    this.start = first.start;
    this.last = this.add(first);
  }

  get end(): number {
    return this.last.end;
  }

  add(table: Table): Table {
    this.items.push(table);
    this.last = table;
    return table;
  }
}

function setTwice({ start }: Scalar): NotToml {
  return new NotToml(start, "this key is set twice");
}
