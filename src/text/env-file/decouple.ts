import { known } from "../../model/value.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { unexpandedIn } from "./facts.ts";
import { textLinesOf } from "./lines.ts";
import { isPythonSpace } from "./space.ts";
import { bindStatements, type Statement } from "./statements.ts";

/** python-decouple's `RepositoryEnv` (decouple.py): names and values are stripped, and one pair of quotes around a value is taken off. */
export const readPythonDecouple: ReadEnvFile = (source, shell) =>
  bindStatements(source, statements(source.text), { reader: "python-decouple", lookup: shell, values: new Map() });

function* statements(text: string): Generator<Statement> {
  for (const line of textLinesOf(text)) {
    const { start, end } = stripped(text, line.start, line.end);
    if (start === end || text[start] === "#") continue;
    const equals = text.slice(start, end).indexOf("=");
    if (equals < 0) yield { start, because: "python-decouple ignores a line without =" };
    else yield* assignment(text, { start, equals: start + equals, end });
  }
}

function* assignment(text: string, line: { readonly start: number; readonly equals: number; readonly end: number }): Generator<Statement> {
  const { start, end } = stripped(text, line.start, line.equals);
  const name = text.slice(start, end);
  const range = stripped(text, line.equals + 1, line.end);
  const written = text.slice(range.start, range.end);
  const quote = /^(["']).*\1$/s.exec(written)?.[1];
  const value = quote === undefined ? written : written.slice(1, -1);
  yield {
    name,
    start,
    end,
    value: known(value),
    tell: (binding) => [
      ...(quote === undefined && /[ \t]#/.test(written) ? [{ kind: "comment-kept" as const, ...binding }] : []),
      ...(quote === "'" ? [] : unexpandedIn(value, binding, "python-decouple expands nothing in an env file")),
    ],
  };
  const because = whyLost(name);
  if (because !== undefined) yield { start: name.startsWith("\uFEFF") ? start + 1 : start, because };
}

function stripped(text: string, from: number, to: number): { readonly start: number; readonly end: number } {
  let [start, end] = [from, to];
  while (start < end && isPythonSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isPythonSpace(text.charCodeAt(end - 1))) end -= 1;
  return { start, end };
}

function whyLost(name: string): string | undefined {
  if (name === "") return "python-decouple sets nothing that has a name";
  if (name.startsWith("\uFEFF")) return "python-decouple takes the byte order mark before it into the name";
  return /\s/.test(name) ? "python-decouple takes the words before = into the name" : undefined;
}
