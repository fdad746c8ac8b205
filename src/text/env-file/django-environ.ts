import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact, FactOf } from "../../model/fact.ts";
import { known } from "../../model/value.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { type Dropped, droppedIn, duplicatesIn, unexpandedIn } from "./facts.ts";
import { pythonLinesOf } from "./lines.ts";
import { isPythonSpace, skipPythonSpace } from "./space.ts";

const assignment = /^(export )?([A-Za-z_0-9]+)=/;

/**
 * django-environ's `Env.read_env` (environ/environ.py): one line each, and what its pattern does not match is dropped with a log line. Comments behind
 * values are parsed up to 0.11, and from 0.12 on only with `parse_comments=True`.
 */
export function djangoEnvironReader(parsesComments: boolean): ReadEnvFile {
  return (source) => {
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
      const written = line.slice(matched.length);
      const value = unquote(written, parsesComments);
      bindings.push({ name, value: known(value.text), at });
      append(facts, factsOf(value, { name, at }, commentIn(written, parsesComments)));
    }
    return { bindings, facts: [...duplicatesIn(bindings), ...facts, ...droppedIn(source, dropped)], problems: [] };
  };
}

function factsOf({ text, quotes }: Unquoted, { name, at }: Pick<Binding, "name" | "at">, comment: Comment | undefined): Fact[] {
  const facts: Fact[] = [];
  if (comment !== undefined) facts.push({ kind: "comment-kept", name, at, ...comment });
  else if (quotes === "kept") facts.push({ kind: "quotes-kept", name, at });
  return quotes === "single" ? facts : [...facts, ...unexpandedIn(text, { name, at }, "django-environ expands nothing inside a value")];
}

type Comment = Pick<FactOf<"comment-kept">, "since">;

/** What follows a `#`, which this reading keeps, or the other one would: the version of the package decides. */
function commentIn(written: string, parsesComments: boolean): Comment | undefined {
  if (!written.includes("#")) return undefined;
  const { text, quotes } = unquote(written, false);
  if (!parsesComments) return (quotes === "none" || quotes === "kept") && /[ \t]#/.test(text) ? {} : undefined;
  const now = unquote(written, true);
  return now.text !== text && now.quotes !== "kept" ? { since: "django-environ 0.12" } : undefined;
}

interface Unquoted {
  readonly text: string;
  readonly quotes: "none" | "single" | "double" | "kept";
}

/**
 * Quotes go where nothing stands around them. Where comments are parsed, single quotes may have white space and a comment around them, and without
 * single quotes every `#` begins a comment.
 */
function unquote(written: string, parsesComments: boolean): Unquoted {
  const single = parsesComments ? singleQuoted(written) : between("'", written);
  const text = single ?? (parsesComments ? beforeHash(written) : written);
  const double = between('"', text);
  if (double !== undefined) return { text: unescape(double), quotes: "double" };
  if (single !== undefined) return { text, quotes: "single" };
  return { text, quotes: /^["']/.test(text.slice(skipPythonSpace(text, 0))) ? "kept" : "none" };
}

function between(quote: string, text: string): string | undefined {
  return text.length >= 2 && text.startsWith(quote) && text.endsWith(quote) ? text.slice(1, -1) : undefined;
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
