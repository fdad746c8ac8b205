import { unsure } from "./yaml-cursor.ts";
import type { Mapping, Node, Pair, Scalar, Sequence } from "./yaml-node.ts";
import { ScalarReader } from "./yaml-scalar-reader.ts";

/** A character that the plain style has no use for: controls (tabs and carriage returns among them), surrogates, byte-order marks. */
const unusual = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const deepest = 50;
/**
 * A plain key, a value in double quotes or of words, and the blanks of the next line, all found at once: most runs end before a look at each character
 * is compiled. All is bounded, since V8 keeps each repetition on a stack. Nothing is captured, since a list of the parts costs more than finding them.
 */
const usual =
  /[\w./-]{1,250}: {1,100}(?:"[^"\\\n]{0,1000}"|[\w/][^\n:# ]{0,1000}(?:(?::(?=[^ \n])| (?=[^ \n#]))[^\n:# ]{0,1000}){0,100})\n {0,1000}(?=[^ \n#])/y;

const [LF, SPACE, QUOTE, HASH, APOSTROPHE, DASH, COLON] = [10, 32, 34, 35, 39, 45, 58];
const [COMMA, OPEN_BRACKET, CLOSE_BRACKET, PIPE, OPEN_BRACE, CLOSE_BRACE] = [44, 91, 93, 124, 123, 125];

/**
 * Reads one document in the plain block style in which manifests are written, several times faster than a whole YAML parser: block collections,
 * scalars on one line, literal blocks, small flow collections. Undefined at the first sign of anything else, be it rarer YAML or a mistake: then the
 * whole parser reads the document, and both give the same nodes for what this one takes.
 */
export function readPlainBlocks(text: string, from: number, to: number): Node | undefined {
  if (unusual.test(from === 0 && to === text.length ? text : text.slice(from, to))) return undefined;
  try {
    return new BlockReader(text, from, to).document();
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
}

function isKeyCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 45 && code <= 57) || code === 95;
}

class BlockReader extends ScalarReader {
  depth = 0;
  /** The colon behind the key that `isKey` has found last. */
  colon = 0;

  document(): Node {
    if (this.text.startsWith("---", this.at)) {
      this.at += 3;
      this.endLine();
    } else this.nextContent();
    if (this.indent < 0) throw unsure;
    const root = this.block();
    if (this.indent >= 0) throw unsure;
    return root;
  }

  block(): Node {
    this.depth += 1;
    if (this.depth > deepest) throw unsure;
    const node = this.isItem() ? this.sequence() : this.mapping();
    this.depth -= 1;
    return node;
  }

  isItem(): boolean {
    const next = this.code(this.at + 1);
    return this.code(this.at) === DASH && (next === SPACE || next === LF);
  }

  mapping(): Mapping {
    const { indent, at: start } = this;
    const pairs: Pair[] = [];
    let end = start;
    while (this.indent === indent) {
      const pair = this.line() ?? { key: this.key(), value: this.value(indent, true) };
      pairs.push(pair);
      end = pair.value.end;
    }
    if (this.indent > indent) throw unsure;
    return { kind: "mapping", start, end, tag: undefined, pairs };
  }

  /** The pair of a line as most are, and on to the next line, which has content of its own; undefined for every other line. */
  line(): Pair | undefined {
    const { text, at: start } = this;
    usual.lastIndex = start;
    const next = usual.test(text) ? usual.lastIndex : this.end;
    if (next >= this.end) return undefined;
    const colon = text.indexOf(":", start);
    let from = colon + 2;
    while (this.code(from) === SPACE) from += 1;
    const feed = text.indexOf("\n", from);
    const isQuoted = this.code(from) === QUOTE;
    if (isQuoted) from += 1;
    const end = isQuoted ? feed - 1 : feed;
    this.at = next;
    this.lineStart = feed + 1;
    this.indent = next - this.lineStart;
    this.last = end;
    return {
      key: { kind: "scalar", start, end: colon, tag: undefined, text: text.slice(start, colon), style: "plain" },
      value: { kind: "scalar", start: from, end, tag: undefined, text: text.slice(from, end), style: isQuoted ? "double" : "plain" },
    };
  }

  sequence(): Sequence {
    const { indent, at: start } = this;
    const items: Node[] = [];
    while (this.indent === indent && this.isItem()) {
      this.at += 1;
      while (this.code(this.at) === SPACE) this.at += 1;
      items.push(this.item(indent));
    }
    if (this.indent > indent) throw unsure;
    return { kind: "sequence", start, end: items.at(-1)?.end ?? start, tag: undefined, items };
  }

  /** What stands behind a dash: a collection whose first line this is, or a value. */
  item(indent: number): Node {
    const code = this.code(this.at);
    if (code === LF || code === HASH) return this.value(indent, false);
    const nested = this.isItem() || this.isKey();
    if (!nested) return this.value(indent, false);
    this.indent = this.at - this.lineStart;
    return this.block();
  }

  /** Whether a plain or quoted key and its colon stand here. */
  isKey(): boolean {
    const code = this.code(this.at);
    let at = this.at;
    if (code === QUOTE || code === APOSTROPHE) at = this.closing(code) + 1;
    else while (isKeyCharacter(this.code(at))) at += 1;
    if (at === this.at || this.code(at) !== COLON) return false;
    const next = this.code(at + 1);
    this.colon = at;
    return next === SPACE || next === LF;
  }

  key(): Scalar {
    const key = this.keyBeforeColon();
    if (key.end - key.start > 1000) throw unsure;
    this.at += 1;
    return key;
  }

  keyBeforeColon(): Scalar {
    if (!this.isKey()) throw unsure;
    const code = this.code(this.at);
    return code === QUOTE || code === APOSTROPHE ? this.quoted(code) : this.plainTo(this.colon);
  }

  /** The value behind a colon or a dash, and on to the next content. A mapping's sequence may stand as far left as its key. */
  value(indent: number, inMapping: boolean): Node {
    while (this.code(this.at) === SPACE) this.at += 1;
    const code = this.code(this.at);
    if (code === LF || code === HASH) return this.nested(indent, inMapping);
    if (code === PIPE) return this.literal(indent);
    const node = this.inline(code);
    this.endLine();
    return node;
  }

  nested(indent: number, inMapping: boolean): Node {
    const { last } = this;
    this.at = this.afterLine(this.at);
    this.nextContent();
    if (this.indent > indent || (inMapping && this.indent === indent && this.isItem())) return this.block();
    return { kind: "scalar", start: last, end: last, tag: undefined, text: "", style: "plain" };
  }

  inline(code: number): Node {
    if (code === QUOTE || code === APOSTROPHE) return this.quoted(code);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) return this.flow(code);
    return this.plain();
  }

  /** A flow collection on one line. */
  flow(opener: number): Mapping | Sequence {
    this.depth += 1;
    if (this.depth > deepest) throw unsure;
    const start = this.at;
    const closer = opener === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
    const pairs: Pair[] = [];
    const items: Node[] = [];
    for (this.skip(); this.code(this.at) !== closer; this.flowNext(closer)) {
      if (opener === OPEN_BRACE) pairs.push({ key: this.flowKey(), value: this.flowValue() });
      else items.push(this.flowValue());
    }
    this.at += 1;
    this.depth -= 1;
    if (opener === OPEN_BRACKET) return { kind: "sequence", start, end: items.at(-1)?.end ?? start, tag: undefined, items };
    return { kind: "mapping", start, end: pairs.at(-1)?.value.end ?? start, tag: undefined, pairs };
  }

  /** From the character after an opener, comma or colon over the blanks. */
  skip(): void {
    this.at += 1;
    while (this.code(this.at) === SPACE) this.at += 1;
  }

  /** Over a comma to the next entry, or up to the closer. */
  flowNext(closer: number): void {
    while (this.code(this.at) === SPACE) this.at += 1;
    if (this.code(this.at) === COMMA) this.skip();
    else if (this.code(this.at) !== closer) throw unsure;
  }

  flowKey(): Scalar {
    const key = this.keyBeforeColon();
    this.skip();
    return key;
  }

  flowValue(): Node {
    const code = this.code(this.at);
    if (code === QUOTE || code === APOSTROPHE) return this.quoted(code);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) return this.flow(code);
    this.startPlain();
    let { at } = this;
    while (isKeyCharacter(this.code(at)) || (this.code(at) === COLON && isKeyCharacter(this.code(at + 1)))) at += 1;
    if (at === this.at) throw unsure;
    return this.plainTo(at);
  }
}
