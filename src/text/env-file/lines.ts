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

/** Line feed, vertical tab, form feed, carriage return, the information separators, next line, line and paragraph separator. */
const pythonBreaks: ReadonlySet<number> = new Set([10, 11, 12, 13, 28, 29, 30, 0x85, 0x2028, 0x2029]);

/** Lines as Python's str.splitlines cuts them; empty ones between a carriage return and its line feed do no harm. */
export function* pythonLinesOf(text: string): Generator<Line> {
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !pythonBreaks.has(text.charCodeAt(at))) continue;
    if (at > start) yield { start, end: at };
    start = at + 1;
  }
}
