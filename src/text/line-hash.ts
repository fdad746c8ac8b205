import { positionOf, type Source, type Span } from "../model/source.ts";
import { isSurelyName, withhold } from "./withhold.ts";

/** Characters that are neither blank nor tab of which GitHub's upload makes the hash of a line, from the line's start on (codeql-action fingerprints.ts). */
const hashed = 100;
/** Lines of more characters than these are never pointed at. */
const longest = 2000;

/** Code that writes texts in quotes, so that what is no name in it can be told. */
const quoting = /\.(?:[mc]?[jt]sx?|py|go|java|kts?|rs|cs|php|rb|exs?)$/;
/** Keys of schemas that have something behind them, and never a value of a variable. */
const harmless = new Set(
  `type description impact owner runbook required sensitive forbidden closed deprecated min max min-length max-length min-bits min-bytes unique
   schemes hosts kind strict algorithm key-type separator items service reader code`.split(/\s+/),
);
/** A line that declares something, or says nothing. */
const declaring = /^\s*(?:$|#|[}\]]|(?:[{"']\s*)?["']?[\w-]+["']?\s*:)/;
const pair = /(?<![\w-])([\w-]+)["']?\s*:[ \t]*(?=[^\s{])/g;

/**
 * Whether a line may be pointed at where a service makes a hash of it: that is a hash of all that follows within its reach, from which a short value
 * is guessed in no time. Only schemas and code may, and these only where nothing within the reach looks like a value.
 */
export function mayBeHashed(span: Span, isSchema: boolean): boolean {
  const { source } = span;
  if ((!isSchema && !quoting.test(source.path)) || hasOtherLines(source)) return false;
  const { reach, lines } = hashedText(span);
  if (lines.length > longest || withhold(reach) !== reach) return false;
  return isSchema ? declaresOnly(lines) : !holdsText(reach);
}

const lineEnds = new WeakMap<Source, boolean>();

/** Whether the upload counts lines in another way: for it a carriage return ends one. */
function hasOtherLines(source: Source): boolean {
  const found = lineEnds.get(source) ?? /\r(?!\n)/.test(source.text);
  lineEnds.set(source, found);
  return found;
}

/** Whether lines of a schema, which may be a wrong one, hold nothing but keys and what can stand behind harmless ones. */
function declaresOnly(lines: string): boolean {
  return lines.split("\n").every((line) => declaring.test(line)) && [...lines.matchAll(pair)].every(([, key = ""]) => harmless.has(key));
}

/** Texts in quotes that are no names, and numbers that could be a PIN. */
function holdsText(code: string): boolean {
  const rest = code.replaceAll(/(["'`])(\w*)\1/g, (whole, _quote, text: string) => (text.length < 2 || isSurelyName(text) ? "" : whole));
  return /["'`]|\d{4}/.test(rest);
}

/** The text that the hash of a span's line is made of, and the same up to the end of its last line. */
function hashedText(span: Span): { readonly reach: string; readonly lines: string } {
  const { text } = span.source;
  const from = span.start - positionOf(span).column + 1;
  const most = text.slice(from, from + longest + 1);
  const end = endOfReach(most);
  const newline = most.indexOf("\n", end);
  return { reach: most.slice(0, end), lines: newline < 0 ? most : most.slice(0, newline) };
}

function endOfReach(text: string): number {
  let [at, left] = [0, hashed];
  while (at < text.length && left > 0) {
    if (text[at] !== " " && text[at] !== "\t") left -= 1;
    at += 1;
  }
  return at;
}
