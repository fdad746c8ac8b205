import { known } from "../../model/value.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { unexpandedIn } from "./facts.ts";
import { isTooLong, linesOf } from "./lines.ts";
import { readNomadValue } from "./nomad-value.ts";
import { isUnicodeSpace } from "./space.ts";
import { bindStatements, type Statement } from "./statements.ts";

/** Nomad's `template { env = true }` (hashicorp/go-envparse v0.1.0, which Nomad pins). The first mistake fails the whole template. */
export const readNomadEnvFile: ReadEnvFile = (source, shell) =>
  bindStatements(source, statements(source.text), { reader: "Nomad", lookup: shell, values: new Map() });

function* statements(text: string): Generator<Statement> {
  for (const line of linesOf(text)) {
    const { start, end } = trimmed(text, line.start, line.end);
    const statement = isTooLong(text, line) ? refuse(start, "must fit in 65,535 bytes") : statementAt(text, start, end);
    if (statement !== undefined) yield statement;
  }
}

function refuse(start: number, what: string): Statement {
  return { start, refusal: `${what}, or Nomad refuses the whole file` };
}

function statementAt(text: string, start: number, end: number): Statement | undefined {
  if (start === end || text[start] === "#") return undefined;
  const equals = text.slice(start, end).indexOf("=");
  if (equals < 0) return refuse(start, "must be NAME=value");
  const key = keyIn(text, start, start + equals);
  const name = text.slice(key.start, key.end);
  const wrong = wrongIn(name);
  if (wrong !== undefined) return refuse(name.startsWith("\uFEFF") ? start + 1 : start, wrong);
  const range = trimmed(text, start + equals + 1, end);
  const value = readNomadValue(text.slice(range.start, range.end));
  if ("wrong" in value) return refuse(start, value.wrong);
  return {
    name,
    ...key,
    value: known(value.text),
    tell: (binding) => (value.isSingle ? [] : unexpandedIn(value.text, binding, "Nomad expands nothing in an env file")),
  };
}

function wrongIn(name: string): string | undefined {
  if (/^[A-Za-z_][A-Za-z0-9_./]*$/.test(name)) return undefined;
  if (name === "") return "needs a name before =";
  if (name.startsWith("\uFEFF")) return "must have no byte order mark before it";
  if (/[ \t]/.test(name)) return "must be NAME=value with nothing before it but export and one space";
  return "must have only letters, digits, _ . and / in its name, with no digit first";
}

/** `export` counts where a name follows it after one space. */
function keyIn(text: string, from: number, to: number): { readonly start: number; readonly end: number } {
  const { start, end } = trimmed(text, from, to);
  const exports = end - start > 7 && text.startsWith("export ", start);
  return { start: exports ? start + 7 : start, end };
}

function trimmed(text: string, from: number, to: number): { readonly start: number; readonly end: number } {
  let [start, end] = [from, to];
  while (start < end && isUnicodeSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isUnicodeSpace(text.charCodeAt(end - 1))) end -= 1;
  return { start, end };
}
