import type { Dropped } from "./facts.ts";
import { Next } from "./next.ts";

/** The white space of Node.js 24's parser. */
const anyBlank = " \t\n";

/** One assignment of a text without carriage returns. */
export interface Assignment {
  readonly name: string;
  /** The last line of the name, in UTF-16 offsets: all but always the whole name. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly form: "plain" | "single" | "double" | "unclosed";
}

/** Node.js 20 (src/node_dotenv.cc): a name is everything up to the next `=`, lines without one included. */
export function* node20(whole: string): Generator<Assignment | Dropped> {
  const text = whole.slice(0, trimmedEnd(whole, 0, whole.length, " "));
  /** Whether `at` stands on an open quote of the last line, from where the parser goes on as if a line began there. */
  let unclosed = false;
  for (let at = skip(text, 0, " "); at < text.length;) {
    const feed = isPassedOver(text, at) ? text.indexOf("\n", at) : -1;
    if (feed >= 0) {
      at = feed + 1;
      continue;
    }
    const equals = text.indexOf("=", at);
    const last = equals < 0 ? text.length : Math.max(at, text.lastIndexOf("\n", equals) + 1);
    if (!unclosed) yield* linesIn(text, at, last);
    if (equals < 0) return;
    const name = name20(text, at, equals);
    if (name === "") {
      yield { start: at, because: "node 20 reads nothing from here on, since no name stands before =" };
      return;
    }
    at = skip(text, equals + 1, " ");
    const { value, form, after } = valueAt(text, at, " ");
    unclosed = form === "unclosed" && after === text.length;
    if (unclosed) yield { start: last, because: "node 20 drops a last line whose quote is not closed" };
    else yield { name, ...nameSpan(text, last, equals), value, form };
    if (!unclosed) at = after;
  }
}

/** Where a quote that is open at a place closes; -1 for nowhere. */
type Closing = (text: string, open: number, quote: string) => number;

const firstQuote: Closing = (text, open, quote) => text.indexOf(quote, open + 1);

/**
 * Node.js 24: a name stands on one line, but white space after `=` is skipped, so that a blank value takes the next line. Its offspring differ
 * in where quotes close; `reader` is what they are called.
 */
export function* node24(whole: string, reader = "node 24", closing = firstQuote): Generator<Assignment | Dropped> {
  const text = whole.slice(0, trimmedEnd(whole, 0, whole.length, anyBlank));
  const feeds = new Next(text, "\n");
  const signs = new Next(text, "=");
  for (let at = skip(text, 0, anyBlank); at < text.length;) {
    const [line, end, equals] = [at, feeds.from(at), signs.from(at)];
    at = end + 1;
    if (isPassedOver(text, line)) continue;
    if (equals >= end) {
      yield { start: line, because: `${reader} ignores a line without =` };
      at = skip(text, at, anyBlank);
      continue;
    }
    const name = trimmed(text, line, equals);
    const span = nameSpan(text, line, equals);
    at = equals + 1;
    if (at === end) yield { name, ...span, value: "", form: "plain" };
    if (at === end) continue;
    at = skip(text, at, anyBlank);
    if (name === "") continue;
    const { value, form, after } = valueAt(text, at, anyBlank, closing);
    yield { name: name.startsWith("export ") ? trimmed(name, 7, name.length) : name, ...span, value, form };
    yield* takenLine(text, { from: equals + 1, at }, reader);
    at = form === "plain" || form === "unclosed" ? skip(text, after + 1, anyBlank) : after + 1;
  }
}

const assignment = /(?:export[ \t]+)?[A-Z_][A-Z0-9_]*[ \t]*=/y;

/** A line of its own that has become a value, if it begins as one with a name in capitals does. */
function* takenLine(text: string, { from, at }: { readonly from: number; readonly at: number }, reader: string): Generator<Dropped> {
  assignment.lastIndex = at;
  if (!text.slice(from, at).includes("\n") || !assignment.test(text)) return;
  yield { start: at, because: `${reader} takes it for the value of the line before, which has only white space behind =` };
}

function isPassedOver(text: string, at: number): boolean {
  return text[at] === "\n" || text[at] === "#";
}

/** As `trim_spaces` has it there, nothing but spaces becomes the character before them. */
function name20(text: string, from: number, equals: number): string {
  const start = skip(text, from, " ");
  if (start === equals && start > from) return text.slice(from - 1, from);
  const name = text.slice(start, trimmedEnd(text, start, equals, " "));
  return name.startsWith("export ") ? name.slice(7) : name;
}

/** Where a name stands on its line. */
function nameSpan(text: string, line: number, equals: number): { start: number; end: number } {
  const first = skip(text, line, " \t");
  const start = text.startsWith("export ", first) && first + 7 < equals ? skip(text, first + 7, " \t") : first;
  return start < equals ? { start, end: trimmedEnd(text, start, equals, " \t") } : { start: equals, end: equals };
}

function valueAt(
  text: string,
  at: number,
  blank: string,
  closing = firstQuote,
): Pick<Assignment, "value" | "form"> & { readonly after: number } {
  const quote = /["'`]/.exec(text[at] ?? "")?.[0];
  const close = quote === undefined ? -1 : closing(text, at, quote);
  if (close >= 0) {
    const value = text.slice(at + 1, close);
    const after = lineEnd(text, close + 1);
    return quote === '"' ? { value: value.replaceAll("\\n", "\n"), form: "double", after } : { value, form: "single", after };
  }
  const after = lineEnd(text, at);
  if (quote !== undefined) return { value: text.slice(at, after), form: "unclosed", after };
  const hash = text.slice(at, after).indexOf("#");
  const end = hash < 0 ? after : at + hash;
  return { value: text.slice(at, trimmedEnd(text, at, end, blank)), form: "plain", after };
}

/** The lines between two offsets that are neither blank nor comments. */
function* linesIn(text: string, from: number, to: number): Generator<Dropped> {
  for (let at = from; at < to; at = lineEnd(text, at) + 1) {
    const start = skip(text, at, " \t");
    if (start < to && !isPassedOver(text, start)) yield { start, because: "node 20 takes a line without = for a part of the next name" };
  }
}

function trimmed(text: string, from: number, to: number): string {
  const start = skip(text, from, anyBlank);
  return text.slice(start, trimmedEnd(text, start, to, anyBlank));
}

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf("\n", from);
  return feed < 0 ? text.length : feed;
}

function skip(text: string, from: number, blank: string): number {
  let at = from;
  while (at < text.length && blank.includes(text.charAt(at))) at += 1;
  return at;
}

function trimmedEnd(text: string, start: number, end: number, blank: string): number {
  let at = end;
  while (at > start && blank.includes(text.charAt(at - 1))) at -= 1;
  return at;
}
