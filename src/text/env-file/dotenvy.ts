import type { Value } from "../../model/value.ts";
import { outsideFirst } from "./compose-bind.ts";
import { dotenvyLinesOf } from "./dotenvy-lines.ts";
import { readDotenvyValue } from "./dotenvy-value.ts";
import type { ReadExpanding } from "./env-file.ts";
import { isUnicodeSpace } from "./space.ts";
import { bindStatements, type Statement } from "./statements.ts";

/** Rust's dotenvy 0.15 (parse.rs, iter.rs). The first assignment of a name counts, but references see the last; the process wins over the file. */
export const readDotenvy: ReadExpanding = (source, shell, earlier) => {
  const values = new Map<string, Value>(earlier);
  const file = bindStatements(source, statements(source.text), {
    reader: "dotenvy",
    lookup: (name) => outsideFirst(name, shell, values),
    values,
    firstWins: true,
  });
  for (const { name, value } of file.bindings) if (value.state !== "template") earlier.set(name, value);
  return file;
};

function* statements(text: string): Generator<Statement> {
  for (const line of dotenvyLinesOf(text)) {
    const statement = line.isOpen ? refuse(line.start, "must have a closing quote") : statementIn(text, line.start, line.end);
    if (statement !== undefined) yield statement;
    if (statement !== undefined && "refusal" in statement) return;
  }
}

function refuse(start: number, what: string): Statement {
  return { start, refusal: `${what}, or dotenvy refuses the whole file` };
}

const key = /[A-Za-z_][A-Za-z0-9_.]*/y;

function statementIn(text: string, from: number, to: number): Statement | undefined {
  let end = to;
  while (end > from && isUnicodeSpace(text.charCodeAt(end - 1))) end -= 1;
  const start = skipSpace(text, from, end);
  if (start === end || text[start] === "#") return undefined;
  const name = nameIn(text, start, end);
  if (name === undefined) return refuse(start, "must be NAME=value, with only letters, digits, _ and . in the name");
  const valueStart = skipSpace(text, skipSpace(text, name.end, end) + 1, end);
  const written = text.slice(valueStart, end);
  const template = written.startsWith("#") ? [] : readDotenvyValue(written);
  if (template === undefined) return refuse(start, "must have its value in quotes where it has white space, an odd quote or a backslash");
  return { name: text.slice(name.start, name.end), ...name, value: { state: "template", template } };
}

/** A name before `=`; `export` is one itself where `=` follows it. */
function nameIn(text: string, start: number, end: number): { readonly start: number; readonly end: number } | undefined {
  const first = keyEnd(text, start);
  if (first === undefined) return undefined;
  const after = skipSpace(text, first, end);
  if (after < end && text[after] === "=") return { start, end: first };
  const second = text.slice(start, first) === "export" ? keyEnd(text, after) : undefined;
  return second !== undefined && text[skipSpace(text, second, end)] === "=" ? { start: after, end: second } : undefined;
}

function keyEnd(text: string, at: number): number | undefined {
  key.lastIndex = at;
  return key.test(text) ? key.lastIndex : undefined;
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isUnicodeSpace(text.charCodeAt(at))) at += 1;
  return Math.min(at, to);
}
