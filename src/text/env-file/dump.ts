import type { Binding } from "../../model/binding.ts";
import { known } from "../../model/value.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { type Dropped, droppedIn, duplicatesIn } from "./facts.ts";
import { type Line, linesOf } from "./lines.ts";
import { Next } from "./next.ts";

/** One variable as it was printed; `nameEnd` is where its `=` stands, undefined for text that is no variable. */
interface Entry extends Line {
  readonly nameEnd: number | undefined;
}

/** What `env`, `env -0` or `printenv` printed: with NULs every variable is certain, without them a value may hold lines that look like another. */
export const readEnvDump: ReadEnvFile = (source) => {
  const { text } = source;
  const bindings: Binding[] = [];
  const dropped: Dropped[] = [];
  for (const { start, nameEnd, end } of text.includes("\0") ? recordsIn(text) : entriesIn(text)) {
    if (nameEnd === undefined) dropped.push({ start, because: "it is not NAME=value" });
    else
      bindings.push({ name: text.slice(start, nameEnd), value: known(text.slice(nameEnd + 1, end)), at: { source, start, end: nameEnd } });
  }
  return { bindings, facts: [...duplicatesIn(bindings), ...droppedIn(source, dropped)], problems: [] };
};

function* recordsIn(text: string): Generator<Entry> {
  const signs = new Next(text, "=");
  for (let start = 0; start < text.length;) {
    const nul = text.indexOf("\0", start);
    const end = nul < 0 ? text.length : nul;
    const nameEnd = signs.from(start);
    const isNamed = nameEnd > start && nameEnd < end && !text.slice(start, nameEnd).includes("\n");
    if (end > start) yield { start, end, nameEnd: isNamed ? nameEnd : undefined };
    start = end + 1;
  }
}

/** A name as programs print one; bash adds `%%` to those of exported functions. */
const name = /[A-Za-z_][\w.-]*(?:%%)?(?==)/y;

/** A line that begins with no name goes on with the value before it, and so do the lines of a PEM block, whose base64 may look like a name. */
function* entriesIn(text: string): Generator<Entry> {
  const blocks = new PemBlocks(text);
  let blockEnd = 0;
  let start = -1;
  let nameEnd = -1;
  let end = -1;
  for (const line of linesOf(text)) {
    name.lastIndex = line.start;
    const begins = line.start >= blockEnd && name.test(text);
    if (begins && start >= 0) yield { start, nameEnd, end };
    if (!begins && start < 0 && line.end > line.start) yield { ...line, nameEnd: undefined };
    if (begins) [start, nameEnd] = [line.start, name.lastIndex];
    end = line.end;
    blockEnd = Math.max(blockEnd, blocks.endAfter(line));
  }
  if (start >= 0) yield { start, nameEnd, end };
}

/** The longest PEM block that is taken for one, in UTF-16 units. */
const longestBlock = 32_768;

class PemBlocks {
  readonly #length: number;
  readonly #begins: Next;
  readonly #ends: Next;

  constructor(text: string) {
    this.#length = text.length;
    this.#begins = new Next(text, "-----BEGIN ");
    this.#ends = new Next(text, "-----END ");
  }

  /** Where the block ends that begins on the line; 0 for none. */
  endAfter({ start, end }: Line): number {
    const begin = this.#begins.from(start);
    const close = this.#ends.from(start);
    return begin < end && close < this.#length && close - begin < longestBlock ? close : 0;
  }
}
