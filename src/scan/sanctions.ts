import type { Extent, Found } from "./found.ts";

/** What the author of a file says that its open reads stand for. */
export interface Sanctions {
  readonly reads: readonly Found[];
  /** Whether the open read at this place is accounted for. */
  covers(at: Extent): boolean;
}

/** A name that a comment gives, or the pattern `PREFIX_*`. */
interface Item {
  readonly name: string;
  readonly at: Extent;
}

interface Declaration {
  /** Numbers of the lines that it speaks for: its own and the next one of code. */
  readonly lines: readonly number[];
  readonly items: readonly Item[];
}

const declared = /\benvcheck:[ \t]*reads[ \t]+([^\n]*)/g;
/** What begins a comment, in any language; the first one also where nothing but it is on the line. */
const comment = /#|\/\/|\*|--|;|%/;
const onlyComment = /^\s*(?:\{?#|\/\/|\{?\/?\*|<!--|--|;|%|$)/;
const item = /^([A-Za-z_][\w.-]*\*?|\*[\w.-]+)(?:[ \t]*,[ \t]*|[ \t]+and[ \t]+|[ \t]+|$)/;

/**
 * Takes `# envcheck: reads A, B` for what it says: A and B are read there, and the read of an unknown name on its line, or on the next line that is
 * no comment, stands for them. Null for a file that says nothing.
 */
export function sanctionsIn(text: string): Sanctions | null {
  if (!text.includes("envcheck:")) return null;
  const starts = lineStarts(text);
  const declarations = declarationsIn(text);
  const spoken = new Set(declarations.flatMap((declaration) => declaration.lines));
  return {
    reads: declarations.flatMap(({ items }) => items.filter(({ name }) => !name.includes("*")).map(readOf)),
    covers: ({ start, end }) => {
      const [first, last] = [lineAt(start, starts), lineAt(Math.max(start, end - 1), starts)];
      return [...spoken].some((line) => line >= first && line <= last);
    },
  };
}

function readOf({ name, at }: Item): Found {
  return { variable: name, at, mode: "optional", confidence: null, default: null, type: null };
}

function declarationsIn(text: string): readonly Declaration[] {
  const starts = lineStarts(text);
  const lines = text.split("\n");
  return [...text.matchAll(declared)].flatMap(({ 0: whole, 1: list = "", index }) => {
    const line = lineAt(index, starts);
    const before = text.slice(starts[line], index);
    if (!comment.test(before)) return [];
    const items = itemsOf(list, index + whole.length - list.length);
    // Behind code the comment is about that code alone.
    return [{ lines: onlyComment.test(before) ? [line, nextOf(lines, line)] : [line], items }];
  });
}

/** The next line of code. */
function nextOf(lines: readonly string[], line: number): number {
  let next = line + 1;
  while (next < lines.length && onlyComment.test(lines[next] ?? "")) next += 1;
  return next;
}

/** Up to the first word that is no name. */
function itemsOf(list: string, from: number): readonly Item[] {
  const items: Item[] = [];
  let at = 0;
  for (let match = item.exec(list); match !== null; match = item.exec(list.slice(at))) {
    const [whole, name = ""] = match;
    items.push({ name, at: { start: from + at, end: from + at + name.length } });
    at += whole.length;
    if (!/,|\band\b/.test(whole)) break;
  }
  return items;
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

function lineAt(offset: number, starts: readonly number[]): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
