import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { known } from "../../model/value.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { type Dropped, droppedIn, duplicatesIn, unexpandedIn } from "./facts.ts";
import { pythonLinesOf } from "./lines.ts";
import { isPythonSpace, skipPythonSpace } from "./space.ts";

const assignment = /^(export )?([A-Za-z_0-9]+)=/;

/** django-environ's `Env.read_env` (environ/environ.py): one line each, and what its pattern does not match is dropped with a log line. */
export const readDjangoEnviron: ReadEnvFile = (source) => {
  const bindings: Binding[] = [];
  const facts: Fact[] = [];
  const dropped: Dropped[] = [];
  for (const { start, end } of pythonLinesOf(source.text)) {
    const line = source.text.slice(start, end);
    const [matched = "", prefix = "", name] = assignment.exec(line) ?? [];
    if (name === undefined) {
      append(dropped, drop(line, start));
      continue;
    }
    const from = start + prefix.length;
    const at = { source, start: from, end: from + name.length };
    const { text, quotes } = unquote(line.slice(matched.length));
    bindings.push({ name, value: known(text), at });
    if (quotes === "kept") facts.push({ kind: "quotes-kept", name, at });
    if (quotes !== "single") append(facts, unexpandedIn(text, { name, at }, "django-environ expands nothing inside a value"));
  }
  return { bindings, facts: [...duplicatesIn(bindings), ...facts, ...droppedIn(source, dropped)], problems: [] };
};

interface Unquoted {
  readonly text: string;
  readonly quotes: "none" | "single" | "double" | "kept";
}

/** Single quotes may have white space and a comment around them, double quotes may not; without single quotes every `#` begins a comment. */
function unquote(written: string): Unquoted {
  const single = singleQuoted(written);
  const text = single ?? beforeHash(written);
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) return { text: unescape(text.slice(1, -1)), quotes: "double" };
  if (single !== undefined) return { text, quotes: "single" };
  return { text, quotes: /^["']/.test(text.slice(skipPythonSpace(text, 0))) ? "kept" : "none" };
}

/** What stands between the first quote and the last one that only white space or a comment follows. */
function singleQuoted(written: string): string | undefined {
  const open = skipPythonSpace(written, 0);
  if (written[open] !== "'") return undefined;
  for (let close = written.lastIndexOf("'"); close > open; close = written.lastIndexOf("'", close - 1)) {
    const after = skipPythonSpace(written, close + 1);
    if (after === written.length || written[after] === "#") return written.slice(open + 1, close);
  }
  return undefined;
}

function beforeHash(written: string): string {
  const hash = written.indexOf("#");
  return hash < 0 ? written : written.slice(0, hash);
}

/** Removes backslashes, but leaves `\n`, `\r` and `\t` as the two characters they are. */
function unescape(text: string): string {
  return text.replaceAll(/\\([^rnt])/g, "$1");
}

/** Blank lines and comments are dropped rightly, even where django-environ itself warns of them. */
function drop(line: string, start: number): Dropped[] {
  const first = skipPythonSpace(line, line.startsWith("\uFEFF") ? 1 : 0);
  return first === line.length || line[first] === "#" ? [] : [{ start: start + first, because: whyDropped(line, first) }];
}

function whyDropped(line: string, first: number): string {
  if (line.startsWith("\uFEFF")) return "django-environ ignores a line that a byte order mark begins";
  if (isPythonSpace(line.charCodeAt(0))) return "django-environ ignores a line that white space begins";
  if (!line.includes("=", first)) return "django-environ ignores a line without =";
  if (/^export\s{2,}|^export[^\S ]/.test(line)) return "django-environ ignores a line with more than one space after export";
  if (/^[^=]*\s=/.test(line)) return "django-environ ignores a line with white space before =";
  return "django-environ ignores a name with other characters than A-Z, a-z, 0-9 and _";
}
