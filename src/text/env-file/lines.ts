import { isUnicodeSpace } from "./space.ts";

/** A line without its break, in UTF-16 offsets. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** Lines as Go's bufio.ScanLines cuts them: at line feeds, each with one carriage return before it. */
export function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    yield { start, end: end > start && text[end - 1] === "\r" ? end - 1 : end };
    start = end + 1;
  }
}

/** Where a line begins once the byte order mark of the file and all white space are trimmed. */
export function firstCharacter(text: string, line: Line): number {
  let { start } = line;
  if (start === 0 && text.startsWith("\uFEFF")) start += 1;
  while (start < line.end && isUnicodeSpace(text.charCodeAt(start))) start += 1;
  return start;
}

/** bufio.MaxScanTokenSize, less the line feed. */
const mostBytes = 65_535;

/** Whether a line is longer than Go's bufio.Scanner takes, which then stops reading. */
export function isTooLong(text: string, { start, end }: Line): boolean {
  return (end - start) * 3 > mostBytes && new TextEncoder().encode(text.slice(start, end)).length > mostBytes;
}

/** Line feed, vertical tab, form feed, carriage return, the information separators, next line, line and paragraph separator. */
const pythonBreaks: ReadonlySet<number> = new Set([10, 11, 12, 13, 28, 29, 30, 0x85, 0x2028, 0x2029]);

/** Lines as Python's text files have them, with universal newlines; empty ones between a carriage return and its line feed do no harm. */
export function* textLinesOf(text: string): Generator<Line> {
  for (const { index, 0: line } of text.matchAll(/[^\r\n]+/g)) yield { start: index, end: index + line.length };
}

/** Lines as Python's str.splitlines cuts them; empty ones between a carriage return and its line feed do no harm. */
export function* pythonLinesOf(text: string): Generator<Line> {
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !pythonBreaks.has(text.charCodeAt(at))) continue;
    if (at > start) yield { start, end: at };
    start = at + 1;
  }
}

/** Line feeds for all line breaks. `offset` gives the place in the file, for places that only grow. */
export function withLineFeeds(whole: string): { readonly text: string; readonly offset: (at: number) => number } {
  const pairs = Array.from(whole.matchAll(/\r\n/g), ({ index }, before) => index - before);
  let before = 0;
  const offset = (at: number): number => {
    while ((pairs[before] ?? Infinity) < at) before += 1;
    return at + before;
  };
  return { text: whole.replaceAll(/\r\n?/g, "\n"), offset };
}
