import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { known, type Lookup, type Value } from "../../model/value.ts";
import type { ReadExpanding } from "./env-file.ts";
import { Expansion, fileBudget, hostOf } from "./expansion.ts";
import { type Dropped, droppedIn, duplicatesIn, longestStray } from "./facts.ts";
import { type Assignment, node24 } from "./node-scan.ts";
import { withoutReturns } from "./node.ts";

/** `deno run --env-file` (libs/dotenv/lib.rs): Node.js 24's parser with references; the first assignment of a name counts, and none that the process has. */
export const readDeno: ReadExpanding = (source, shell, earlier) => {
  const { text, offset } = withoutReturns(source.text);
  const statements = [...node24(text, "deno", closingQuote)].map((each) =>
    "because" in each ? { ...each, start: offset(each.start) } : { ...each, start: offset(each.start), end: offset(each.end - 1) + 1 },
  );
  const own = new Set(statements.flatMap((each) => ("because" in each ? [] : [each.name])));
  const host = hostOf(shell, (name) => own.has(name) || earlier.has(name));
  const values = new Map(earlier);
  const first = new Set<string>();
  const bindings: Binding[] = [];
  const facts: Fact[] = [];
  const dropped: Dropped[] = [];
  const budget = fileBudget();
  for (const statement of statements) {
    if ("because" in statement) dropped.push(statement);
    if ("because" in statement || isUnusable(statement)) continue;
    const { name, start, end, form } = statement;
    const at = { source, start, end };
    const expansion = new Expansion(budget);
    const value = valueOf(statement, { host, values }, expansion);
    values.set(name, value);
    facts.push(...expansion.facts({ name, at }), ...(form === "unclosed" ? [{ kind: "quotes-kept", name, at } as const] : []));
    const because = host(name).state !== "absent" ? "deno leaves a variable that its environment has as it is" : repeated(first.has(name));
    first.add(name);
    if (because !== undefined) facts.push({ kind: "ignored-line", name, at, because });
    else bindings.push({ name, value, at });
  }
  for (const { name, value } of bindings) if (value.state !== "template") earlier.set(name, value);
  return { bindings, facts: [...duplicatesIn(bindings), ...facts, ...droppedIn(source, dropped)], problems: [] };
};

function repeated(again: boolean): string | undefined {
  return again ? "deno takes the first assignment of a name and not the last" : undefined;
}

/** No environment has such a name or text; long names are lines of a value that lost its quotes. */
function isUnusable({ name, start, end, value }: Assignment): boolean {
  return name === "" || name.includes("\0") || value.includes("\0") || name.length - (end - start) > longestStray;
}

interface Around {
  readonly host: Lookup;
  readonly values: ReadonlyMap<string, Value>;
}

function valueOf({ value, form }: Assignment, { host, values }: Around, expansion: Expansion): Value {
  if (form === "single" || form === "unclosed" || !value.includes("$")) return known(value);
  const lookup: Lookup = (name) => {
    const outer = host(name);
    return outer.state === "absent" ? (values.get(name) ?? outer) : outer;
  };
  return expansion.valueOf(
    value.replaceAll(reference, (_, escaped?: string, braced?: string, bare = "") => {
      return escaped === undefined ? (expansion.look(braced ?? bare, lookup) ?? "") : "$";
    }),
  );
}

/** `${` goes to the end where nothing closes it. */
const reference = /(\\\$)|\$(?:\{([^}]*)\}?|(\w*))/g;

/**
 * The first quote, if only white space or a comment follows it on its line; else the last one of that line before a comment, else the last one
 * at its end, else the first.
 */
function closingQuote(text: string, open: number, quote: string): number {
  const first = text.indexOf(quote, open + 1);
  if (first < 0) return -1;
  const feed = text.indexOf("\n", first + 1);
  const end = feed < 0 ? text.length : feed;
  if (/^[ \t]*(?:#|$)/.test(text.slice(first + 1, end))) return first;
  let atEnd = first;
  let follows = "";
  for (let at = end - 1; at > first; at -= 1) {
    const char = text.charAt(at);
    if (char === quote && follows === "#") return at;
    if (char === quote && follows === "") atEnd = at;
    if (char !== " " && char !== "\t") follows = char;
  }
  return atEnd;
}
