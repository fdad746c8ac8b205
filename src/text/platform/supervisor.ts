import type { Binding } from "../../model/binding.ts";
import type { Problem, Source } from "../../model/source.ts";
import { known, unknown } from "../../model/value.ts";
import type { Option } from "./config-parser.ts";

/** Stands for what an expansion such as `%(ENV_HOME)s` puts in. */
const expanded = "\uE000";

/** The text of an option after Python's `%`, each character with its place; undefined where Python refuses it. */
function expand({ pieces }: Option): { readonly text: string; readonly places: readonly number[] } | undefined {
  const characters: string[] = [];
  const places: number[] = [];
  for (const [index, { text, start }] of pieces.entries()) {
    if (index > 0) characters.push("\n");
    if (index > 0) places.push(start);
    for (let at = 0; at < text.length;) {
      const found = text[at] === "%" ? expansionAt(text, at) : { put: text.charAt(at), length: 1 };
      if (found === undefined) return undefined;
      characters.push(found.put);
      places.push(start + at);
      at += found.length;
    }
  }
  return { text: characters.join(""), places };
}

function expansionAt(text: string, at: number): { readonly put: string; readonly length: number } | undefined {
  if (text[at + 1] === "%") return { put: "%", length: 2 };
  const close = text[at + 1] === "(" ? text.indexOf(")", at) : -1;
  const conversion = close < 0 ? null : /^\d{0,9}[sdi]/.exec(text.slice(close + 1, close + 12));
  return conversion === null ? undefined : { put: expanded, length: close + 1 + conversion[0].length - at };
}

interface Token {
  readonly text: string;
  readonly at: number;
}

const word = /[A-Za-z0-9_/.+\-():\uE000]/;

/** Tokens of Python's shlex, not in POSIX mode, with the word characters that Supervisor adds; undefined where a quote is never closed. */
function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const sign = text.charAt(at);
    const isQuoted = sign === '"' || sign === "'";
    const end = isQuoted ? text.indexOf(sign, at + 1) + 1 : endOfToken(text, at);
    if (end === 0) return undefined;
    if (end > at && !/[ \t\r\n#]/.test(sign))
      tokens.push({ text: isQuoted ? text.slice(at, end) : text.slice(at, end).replaceAll(/#[^\n]*\n?/g, ""), at });
    at = end;
  }
  return tokens;
}

/** A comment runs to the end of its line, within a word too, which goes on behind it; what is no word stands for itself. */
function endOfToken(text: string, start: number): number {
  if (!word.test(text.charAt(start))) return text[start] === "#" ? endOfLine(text, start) : start + 1;
  let end = start + 1;
  while (end < text.length && /[#"']/.test(text.charAt(end)) !== word.test(text.charAt(end)))
    end = text[end] === "#" ? endOfLine(text, end) : end + 1;
  return end;
}

/** Behind the line feed. */
function endOfLine(text: string, start: number): number {
  return text.indexOf("\n", start) + 1 || text.length;
}

/** `KEY="value",KEY2=value`, as Supervisor reads it (datatypes.py, dict_of_key_value_pairs): one wrong pair, and it does not start. */
export function environmentOf(
  source: Source,
  option: Option,
): { readonly bindings: readonly Binding[]; readonly problems: readonly Problem[] } {
  const at = { source, start: option.start, end: option.start + option.name.length };
  const text = expand(option);
  if (text === undefined)
    return { bindings: [], problems: [{ at, message: "a % in the environment must be doubled, or Supervisor does not start" }] };
  const tokens = tokensOf(text.text);
  if (tokens === undefined)
    return { bindings: [], problems: [{ at, message: "a quote in the environment is never closed, so Supervisor does not start" }] };
  const bindings: Binding[] = [];
  for (let i = 0; i < tokens.length; i += 4) {
    const [name, equals, value] = tokens.slice(i, i + 3);
    if (name === undefined || value === undefined || equals?.text !== "=")
      return {
        bindings,
        problems: [{ at, message: "the environment must be KEY=value pairs with commas between them, values with other signs in quotes" }],
      };
    const start = text.places[name.at] ?? option.start;
    bindings.push({ name: name.text, value: valueOf(value.text), at: { source, start, end: start + name.text.length } });
  }
  return { bindings, problems: [] };
}

function valueOf(token: string): Binding["value"] {
  return token.includes(expanded)
    ? unknown("Supervisor expands it when it starts")
    : known(token.replace(/^['"]+/, "").replace(/(?<!['"])['"]+$/, ""));
}
