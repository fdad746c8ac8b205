import { Sealed } from "../../model/sealed.ts";
import { known, type Reference, type Template, type Value, type Written } from "../../model/value.ts";
import type { ReadExpanding } from "./env-file.ts";
import { goTemplate } from "./go-expand.ts";
import { textLinesOf } from "./lines.ts";
import { bindStatements, type Statement } from "./statements.ts";

/** direnv's `dotenv` (direnv/go-dotenv parse.go): one pattern for every line, and a line that it does not match refuses the file. */
export const readDirenv: ReadExpanding = (source, shell, values) =>
  bindStatements(source, statements(source.text, values), {
    reader: "direnv",
    lookup: (name) => values.get(name) ?? shell(name),
    values,
  });

const blank = /[\t\n\f\r ]*/y;
const head = /(?:export[\t\n\f\r ]+(?=[\w.]+(?:[\t\n\f\r ]*=|:[\t\n\f\r ])))?([\w.]+)(?:[\t\n\f\r ]*=|:[\t\n\f\r ])[\t\n\f\r ]*/dy;
const unquoted = /[^\t\n\f\r #]*/y;

function* statements(text: string, values: ReadonlyMap<string, Value>): Generator<Statement> {
  for (const line of textLinesOf(text)) {
    const start = past(blank, text, line.start);
    if (start >= line.end || text[start] === "#") continue;
    const statement = assignment(text.slice(line.start, line.end), line.start, { start, values });
    yield statement ?? { start, refusal: "must be NAME=value and nothing but a comment after it, or direnv refuses the whole file" };
    if (statement === undefined) return;
  }
}

/** Where a match of a sticky pattern ends. */
function past(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

interface Place {
  readonly start: number;
  readonly values: ReadonlyMap<string, Value>;
}

function assignment(line: string, offset: number, { start, values }: Place): Statement | undefined {
  head.lastIndex = start - offset;
  const match = head.exec(line);
  const [from, to] = match?.indices?.[1] ?? [];
  if (match === null || from === undefined || to === undefined) return undefined;
  const value = valueIn(line, match.index + match[0].length);
  if (value === undefined) return undefined;
  return { name: line.slice(from, to), start: offset + from, end: offset + to, value: written(value, values) };
}

/** The longest quoted text that only a comment follows, else all up to white space or a `#`. */
function valueIn(line: string, from: number): string | undefined {
  const quote = line[from];
  if (quote === '"' || quote === "'") {
    const comment = lastComment(line, from, quote);
    if (comment !== undefined) return line.slice(from, comment);
  }
  const end = past(unquoted, line, from);
  return isRest(line, end) ? line.slice(from, end) : undefined;
}

function lastComment(line: string, from: number, quote: string): number | undefined {
  for (let close = line.lastIndexOf(quote); close > from; close = line.lastIndexOf(quote, close - 1)) {
    if (isRest(line, close + 1)) return close + 1;
  }
  return undefined;
}

function isRest(line: string, from: number): boolean {
  const rest = past(blank, line, from);
  return rest === line.length || line[rest] === "#";
}

function written(text: string, values: ReadonlyMap<string, Value>): Written {
  const quote = text[0];
  if (new TextEncoder().encode(text.slice(0, 2)).length <= 1) return known(text);
  const isClosed = text.endsWith(quote ?? "");
  if (quote === "'" && isClosed) return known(text.slice(1, -1));
  const bare = quote === '"' && isClosed ? unescaped(text.slice(1, -1)) : text;
  if (!bare.includes("$")) return known(bare);
  return { state: "template", template: defaulted(goTemplate(bare), values) };
}

function unescaped(text: string): string {
  return text
    .replaceAll(String.raw`\n`, "\n")
    .replaceAll(String.raw`\r`, "\r")
    .replaceAll(/\\([^$])/gsu, "$1");
}

/** `${NAME:-default}`: an earlier line counts even where it is empty, the process only where it is not. */
function defaulted(template: Template, values: ReadonlyMap<string, Value>): Template {
  return template.map((part): Sealed | Reference => {
    if (part instanceof Sealed) return part;
    const colon = part.name.indexOf(":-");
    if (colon < 0) return part;
    const name = part.name.slice(0, colon);
    return values.has(name) ? { name } : { name, operator: ":-", operand: [new Sealed(part.name.slice(colon + 2))] };
  });
}
