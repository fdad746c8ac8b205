import type { Problem, Source } from "../../model/source.ts";
import { Cursor, deepest, NotHcl } from "./cursor.ts";
import { readExpression } from "./expression.ts";
import type { Attribute, Block, Body, Label } from "./node.ts";
import { quotedTemplate } from "./template.ts";

/** A file of HCL's native syntax. */
export interface HclDocument {
  /** Undefined where the text is no HCL: its reader refuses all of it. */
  readonly body: Body | undefined;
  readonly problems: readonly Problem[];
}

const known = new WeakMap<Source, HclDocument>();

/** Each source is read once, however many files of its folder ask for it. */
export function hclDocument(source: Source): HclDocument {
  const before = known.get(source);
  if (before !== undefined) return before;
  const document = readDocument(source);
  known.set(source, document);
  return document;
}

function readDocument(source: Source): HclDocument {
  const problems: Problem[] = [];
  try {
    return { body: new Reader(source, problems).body(0), problems };
  } catch (error) {
    if (!(error instanceof NotHcl)) throw error;
    return { body: undefined, problems: [{ at: { source, start: error.at, end: error.at }, message: error.message }] };
  }
}

class Reader {
  readonly #source: Source;
  readonly #cursor: Cursor;
  readonly #problems: Problem[];

  constructor(source: Source, problems: Problem[]) {
    this.#source = source;
    this.#cursor = new Cursor(source.text);
    this.#problems = problems;
  }

  /** Up to the end of the file, or behind the brace that closes a block. */
  body(depth: number): Body {
    const cursor = this.#cursor;
    if (depth > deepest) throw new NotHcl(cursor.at, `at most ${String(deepest)} levels`);
    const attributes = new Map<string, Attribute>();
    const blocks: Block[] = [];
    for (cursor.skip(true); !(depth > 0 ? cursor.take("}") : cursor.isAtEnd()); cursor.skip(true)) {
      const start = cursor.at;
      const name = cursor.identifier();
      if (name === undefined) throw new NotHcl(start, depth > 0 ? "an argument, a block or }" : "an argument or a block");
      const end = cursor.at;
      cursor.skip(false);
      if (this.#isAssigned()) this.#add({ name, start, end, value: readExpression(cursor, { depth, overLines: false }) }, attributes);
      else blocks.push({ type: name, start, typeEnd: end, labels: this.#labels(), body: this.body(depth + 1), end: cursor.at });
      this.#endLine();
    }
    return { attributes: [...attributes.values()], blocks };
  }

  #isAssigned(): boolean {
    return !this.#cursor.text.startsWith("==", this.#cursor.at) && this.#cursor.take("=");
  }

  #add(attribute: Attribute, attributes: Map<string, Attribute>): void {
    const { name, start, end } = attribute;
    if (attributes.has(name))
      this.#problems.push({ at: { source: this.#source, start, end }, message: `${name} is set twice in one block, which HCL refuses` });
    else attributes.set(name, attribute);
  }

  /** What stands between the type of a block and its brace, and the brace. */
  #labels(): Label[] {
    const cursor = this.#cursor;
    const labels: Label[] = [];
    for (;;) {
      cursor.skip(false);
      if (cursor.take("{")) return labels;
      const start = cursor.at;
      const text = cursor.take('"') ? undefined : cursor.identifier();
      if (text !== undefined) labels.push({ text, start, end: cursor.at });
      else if (cursor.at > start) labels.push(this.#quotedLabel());
      else throw new NotHcl(start, "= or a block");
    }
  }

  #quotedLabel(): Label {
    const { start, end, parts } = quotedTemplate(this.#cursor, () => {
      throw new NotHcl(this.#cursor.at, "a label without ${…}");
    });
    return { text: parts.map((part) => (part.kind === "text" ? part.text : "")).join(""), start, end };
  }

  /** An argument or a block ends its line, if no brace does. */
  #endLine(): void {
    const cursor = this.#cursor;
    cursor.skip(false);
    if (!cursor.isAtEnd() && !/[\n}]/.test(cursor.text.charAt(cursor.at))) throw new NotHcl(cursor.at, "a new line");
  }
}
