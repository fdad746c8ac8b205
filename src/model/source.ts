/** One input document. `path` is posix and relative to the project root, so output is the same on every machine. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A half-open range of UTF-16 offsets. Lines and columns exist only where something is printed. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** Lines and columns count from 1; columns are UTF-16 units; the end is exclusive. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A document, or a part of one, that could not be seen; `because` never quotes its content. */
export interface Unseen {
  readonly path: string;
  readonly reason: "missing" | "ignored" | "unreadable" | "outside" | "not-a-file" | "too-large" | "not-utf-8" | "binary";
  readonly because: string;
}

/** Something that keeps an input from being read, so that what it says cannot be trusted: exit code 2. Only the command line has no place. */
export interface Problem {
  readonly at?: Span;
  readonly message: string;
  /** Whether only a document that stands by itself has to have it: the files that it is merged with may bring it. */
  readonly fragment?: true;
}

/** A file that had to be read. */
export function problemOf({ path, because }: Unseen): Problem {
  return { at: { source: { path, text: "" }, start: 0, end: 0 }, message: `${path} ${because}` };
}

export function isSource<Known extends Source>(found: Known | Unseen): found is Known {
  return "text" in found;
}

const lineStarts = new WeakMap<Source, readonly number[]>();

function startsOf(source: Source): readonly number[] {
  const known = lineStarts.get(source);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = source.text.indexOf("\n"); at >= 0; at = source.text.indexOf("\n", at + 1)) starts.push(at + 1);
  lineStarts.set(source, starts);
  return starts;
}

/** The index of the line that holds the offset, from 0, and where that line starts. */
function lineAt(starts: readonly number[], offset: number): { index: number; start: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { index: low, start: starts[low] ?? 0 };
}

export function positionOf({ source, start, end }: Span): Position {
  const starts = startsOf(source);
  const first = lineAt(starts, start);
  const last = lineAt(starts, end);
  return { line: first.index + 1, column: start - first.start + 1, endLine: last.index + 1, endColumn: end - last.start + 1 };
}

/** The very text a span covers: for names and keywords only, since a value's text is never looked at this way. */
export function textAt({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}
