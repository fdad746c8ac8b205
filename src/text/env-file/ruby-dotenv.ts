import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Source, Span } from "../../model/source.ts";
import { absent, type Lookup, type Value } from "../../model/value.ts";
import { codesOf, DotenvScan, type DotenvSyntax } from "./dotenv-scan.ts";
import type { ReadExpanding } from "./env-file.ts";
import { Expansion, fileBudget, hostOf } from "./expansion.ts";
import { droppedIn, duplicatesIn, longestStray } from "./facts.ts";
import { withoutCommands } from "./parens.ts";

const ruby: DotenvSyntax = {
  isSpace: (code) => code === 32 || (code >= 9 && code <= 13),
  inName: codesOf(/[\w.]/),
  dropped: "it is not NAME=value with a name of letters, digits, _ and .",
  quotes: "\"'",
  bare: true,
  separators: false,
};

const lineBreakMode = "DOTENV_LINEBREAK_MODE";

interface Statement {
  readonly name: string;
  readonly at: Span;
  readonly raw: string;
  readonly exported: boolean;
  readonly unclosed: boolean;
}

/** ruby's dotenv 3 (lib/dotenv/parser.rb, substitutions): earlier names are seen, then the process, whose texts win; `$(...)` runs. */
export const readRubyDotenv: ReadExpanding = (source, shell, earlier) => {
  const { statements, left } = statementsIn(source);
  const own = new Set(statements.map(({ name }) => name));
  const host = hostOf(shell, (name) => own.has(name) || earlier.has(name));
  const bindings: Binding[] = [];
  const facts: Fact[] = [];
  const budget = fileBudget();
  for (const { name, at, raw, exported, unclosed } of statements) {
    const outer = name === lineBreakMode ? absent : host(name);
    if (outer.state === "absent" && exported && raw === "") {
      if (earlier.has(name)) continue;
      const message = `${name} must have a value before it is exported, or ruby's dotenv stops there`;
      return { bindings, facts: [...duplicatesIn(bindings), ...facts, ...left], problems: [{ at, message }] };
    }
    const expansion = new Expansion(budget);
    const value = outer.state === "absent" ? valueOf(raw, { host, earlier }, expansion) : outer;
    earlier.set(name, value);
    bindings.push({ name, value, at });
    append(facts, expansion.facts({ name, at }));
    if (unclosed) facts.push({ kind: "quotes-kept", name, at });
  }
  return { bindings, facts: [...duplicatesIn(bindings), ...facts, ...left], problems: [] };
};

/** All assignments of a file, and what there is to say about its other lines. */
function statementsIn(source: Source): { statements: Statement[]; left: Fact[] } {
  const statements: Statement[] = [];
  const yaml: Span[] = [];
  const scan = new DotenvScan(source.text, ruby, source.text.startsWith("\uFEFF") ? 1 : 0);
  while (scan.next()) {
    if (scan.valueStart === scan.nameEnd && scan.nameEnd - scan.start > longestStray) continue;
    const at = { source, start: scan.start, end: scan.nameEnd };
    if (scan.colon) yaml.push(at);
    const unclosed = scan.quote !== undefined && !scan.closed;
    const raw = source.text.slice(scan.valueStart, scan.end);
    statements.push({ name: source.text.slice(at.start, at.end), at, raw, exported: scan.exported, unclosed });
  }
  return { statements, left: droppedIn(source, scan.dropped, yaml) };
}

interface Around {
  readonly host: Lookup;
  readonly earlier: ReadonlyMap<string, Value>;
}

function valueOf(raw: string, around: Around, expansion: Expansion): Value {
  const stripped = raw.replaceAll(/\r\n?/g, "\n").replace(/^[\0\t-\r ]+/, "");
  const written = stripped.slice(0, strippedEnd(stripped));
  const quoted = /^(["'])([^]*)\1$/.exec(written);
  const [, quote = "", inner = written] = quoted ?? [];
  if (quote === "'") return expansion.valueOf(inner);
  const text = unescape(quote === '"' ? withLineBreaks(inner, around, expansion) : inner);
  const plain = withoutCommands(text);
  return plain === undefined ? expansion.output("ruby's dotenv") : expansion.valueOf(substitute(plain, around, expansion));
}

/** `\n` and `\r` stay two characters, but in the mode of old. */
function withLineBreaks(text: string, { host, earlier }: Around, expansion: Expansion): string {
  if (!/\\[nr]/.test(text)) return text;
  const mode = expansion.textOf(earlier.get(lineBreakMode) ?? knownOr(host(lineBreakMode)));
  if (mode === "legacy") return text.replaceAll("\\n", "\n").replaceAll("\\r", "\r");
  return text.replaceAll(/\\[nr]/g, "\\$&");
}

/** A mode that nobody has said anything of is the one that is usual. */
function knownOr(value: Value): Value {
  return value.state === "unknown" ? absent : value;
}

function unescape(text: string): string {
  return text.replaceAll(/\\([^$])/g, "$1");
}

const variable = /(\\)?\$(?!\()\{?([A-Z0-9_]+)?\}?/giu;

function substitute(text: string, { host, earlier }: Around, expansion: Expansion): string {
  const lookup: Lookup = (name) => earlier.get(name) ?? host(name);
  return text.replaceAll(variable, (whole: string, backslash?: string, name?: string) => {
    if (backslash !== undefined) return whole.slice(1);
    return name === undefined ? whole : (expansion.look(name, lookup) ?? "");
  });
}

/** White space and NULs at the end do not count. */
function strippedEnd(text: string): number {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "\0" || ruby.isSpace(text.charCodeAt(end - 1)))) end -= 1;
  return end;
}
