/** A tag, or a block from the tag that opens it to the one that ends it. */
interface Piece {
  readonly start: number;
  readonly end: number;
  /** What it begins with: `if`, `end`, `$x`, `.Values`, and the mark of a comment. */
  readonly word: string;
  /** Whether nothing comes out of it by itself. */
  readonly silent: boolean;
}

/** A document that is filled in by Go templates before it means anything. */
export interface Template {
  /** The same text, as long as it was: what tags put into a line is `x`, what only steers or makes whole lines is blank. */
  readonly text: string;
  /** Whether what stands there comes out only under a condition, or more than once. */
  isConditional(at: number): boolean;
}

const openers = new Set(["if", "with", "range", "define", "block"]);
const steering = new Set([...openers, "else", "end", "break", "continue", "/*"]);

/** Reads what can be known of a template without filling it in. */
export function templateOf(text: string): Template {
  const tags = tagsIn(text);
  const blocks = blocksIn(tags);
  const conditional = new Uint8Array(text.length);
  for (const { start, end } of blocks) conditional.fill(1, start, end);
  const inLine = blocks.filter(({ start, end }) => !text.slice(start, end).includes("\n"));
  return { text: masked(text, [...inLine, ...tags]), isConditional: (at) => conditional[at] === 1 };
}

/** The tags in their order, up to one that is never closed. */
function tagsIn(text: string): readonly Piece[] {
  const tags: Piece[] = [];
  for (let start = text.indexOf("{{"); start >= 0;) {
    const end = endOfTag(text, start);
    if (end === undefined) break;
    const [word = ""] = /^(?:\/\*|\$?\.?\w*)/.exec(text.slice(start + 2, end).replace(/^(?:-\s)?\s*/, "")) ?? [];
    tags.push({ start, end, word, silent: steering.has(word) || isAssignment(text.slice(start, end)) });
    start = text.indexOf("{{", end);
  }
  return tags;
}

function isAssignment(tag: string): boolean {
  return /^\{\{(?:-\s)?\s*\$\w+\s*(?:,|:?=)/.test(tag);
}

/** Strings of all three kinds and comments may hold what looks like the end of a tag (text/template/parse, `lexInsideAction`). */
function endOfTag(text: string, start: number): number | undefined {
  const comment = /\{\{(?:-\s)?\s*\/\*/y;
  comment.lastIndex = start;
  if (comment.test(text)) {
    const close = text.indexOf("*/", comment.lastIndex);
    const end = close < 0 ? -1 : text.indexOf("}}", close);
    return end < 0 ? undefined : end + 2;
  }
  const signs = /["'`]|\}\}/g;
  signs.lastIndex = start + 2;
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    if (sign[0] === "}}") return signs.lastIndex;
    const close = endOfString(text, sign.index);
    if (close === undefined) return undefined;
    signs.lastIndex = close;
  }
  return undefined;
}

/** Raw strings may go over lines and know no escapes. */
function endOfString(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  const signs = quote === "`" ? /`/g : /\\[^]|["'\n]/g;
  signs.lastIndex = start + 1;
  for (let sign = signs.exec(text); sign !== null && sign[0] !== "\n"; sign = signs.exec(text))
    if (sign[0] === quote) return signs.lastIndex;
  return undefined;
}

/** The outermost blocks; one that is never ended goes on to the last tag. */
function blocksIn(tags: readonly Piece[]): readonly Piece[] {
  const blocks: Piece[] = [];
  const open: Piece[] = [];
  for (const tag of tags) {
    if (openers.has(tag.word)) open.push(tag);
    const opener = tag.word === "end" ? open.pop() : undefined;
    if (opener !== undefined && open.length === 0) blocks.push({ ...opener, end: tag.end, silent: false });
  }
  const [unended] = open;
  return unended === undefined ? blocks : [...blocks, { ...unended, end: tags.at(-1)?.end ?? unended.end }];
}

/** No text of a document. */
const filled = "\0";

function masked(text: string, pieces: readonly Piece[]): string {
  let rest = "";
  let last = 0;
  for (const { start, end, silent } of pieces.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    if (start < last) continue;
    rest += text.slice(last, start) + (silent ? " " : filled).repeat(end - start);
    last = end;
  }
  return (rest + text.slice(last)).replaceAll(/^[ \t\0]+$/gm, (line) => " ".repeat(line.length)).replaceAll(filled, "x");
}
