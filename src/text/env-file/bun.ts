import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Source } from "../../model/source.ts";
import { known, type Lookup, type Value } from "../../model/value.ts";
import { expandBun } from "./bun-expand.ts";
import { codesOf } from "./dotenv-scan.ts";
import type { EnvFile, ReadExpanding } from "./env-file.ts";
import { Expansion, fileBudget, hostOf } from "./expansion.ts";
import { type Dropped, droppedIn, duplicatesIn } from "./facts.ts";

interface Assignment {
  readonly name: string;
  readonly start: number;
  readonly text: string;
  readonly unclosed: boolean;
}

/** Bun's automatic `.env` and `--env-file` (src/dotenv/env_loader.rs): all names are seen, later ones as they are written; what the process has stays. */
export const readBun: ReadExpanding = (source, shell, earlier) => {
  const scan = new BunScan(source.text);
  const assignments = [...scan.assignments()];
  const own = new Map(assignments.map((each) => [each.name, each]));
  const host = hostOf(shell, (name) => own.has(name) || earlier.has(name));
  const values = new Map(earlier);
  for (const { name, text } of own.values()) values.set(name, known(text));
  const lookup: Lookup = (name) => {
    const outer = host(name);
    return outer.state === "absent" ? (values.get(name) ?? outer) : outer;
  };
  const facts: Fact[] = [];
  const budget = fileBudget();
  for (const [name, { start, text }] of own) {
    const expansion = new Expansion(budget);
    values.set(name, expandBun(text, lookup, expansion));
    append(facts, expansion.facts({ name, at: { source, start, end: start + name.length } }));
  }
  for (const name of own.keys()) earlier.set(name, values.get(name) ?? known(""));
  return fileOf({ source, assignments, dropped: scan.dropped, facts }, { host, last: own, values });
};

interface Read {
  readonly source: Source;
  readonly assignments: readonly Assignment[];
  readonly dropped: readonly Dropped[];
  readonly facts: readonly Fact[];
}

interface Outcome {
  readonly host: Lookup;
  readonly last: ReadonlyMap<string, Assignment>;
  readonly values: ReadonlyMap<string, Value>;
}

function fileOf({ source, assignments, dropped, facts }: Read, { host, last, values }: Outcome): EnvFile {
  const bindings: Binding[] = [];
  const more: Fact[] = [...facts];
  for (const assignment of assignments) {
    const { name, start, text, unclosed } = assignment;
    const at = { source, start, end: start + name.length };
    const isSet = host(name).state !== "absent";
    if (isSet) more.push({ kind: "ignored-line", name, at, because: "bun leaves a variable that its environment has as it is" });
    else bindings.push({ name, at, value: (last.get(name) === assignment ? values.get(name) : undefined) ?? known(text) });
    if (unclosed) more.push({ kind: "quotes-kept", name, at });
  }
  return { bindings, facts: [...duplicatesIn(bindings), ...more, ...droppedIn(source, dropped)], problems: [] };
}

const blank = codesOf(/[\t\v\f \n\r]/);
const inName = codesOf(/[\w.-]/);

class BunScan {
  readonly dropped: Dropped[] = [];
  readonly #text: string;
  #at: number;
  /** Quotes that close nowhere from here on. */
  readonly #unclosed = new Set<string>();

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  *assignments(): Generator<Assignment> {
    while (this.#at < this.#text.length) {
      this.#at = skip(this.#text, this.#at, blank);
      const key = this.#key(this.#at);
      if (key !== undefined) yield { ...key, ...this.#value() };
      else this.#drop();
    }
  }

  /** The name behind `export`, or else `export` as a name. */
  #key(start: number): { name: string; start: number } | undefined {
    const end = skip(this.#text, start, inName);
    const next = skip(this.#text, end, blank);
    if (end === start || next >= this.#text.length) return undefined;
    const name = this.#text.slice(start, end);
    const exported = name === "export" && next > end ? this.#assigned(next) : undefined;
    return exported ?? this.#assigned(start);
  }

  #assigned(start: number): { name: string; start: number } | undefined {
    const end = skip(this.#text, start, inName);
    const at = skip(this.#text, end, blank);
    const colon = this.#text[at] === ":" && blank[this.#text.charCodeAt(at + 1)] === 1;
    if (end === start || (this.#text[at] !== "=" && !colon)) return undefined;
    this.#at = colon ? at + 2 : at + 1;
    return { name: this.#text.slice(start, end), start };
  }

  /** An unquoted value ends with its line or before any `#`; a quoted one may begin on a later line. */
  #value(): Pick<Assignment, "text" | "unclosed"> {
    const start = this.#at;
    const open = skip(this.#text, start, blank);
    const quote = this.#text.charAt(open);
    const quoted = quote === '"' || quote === "'" || quote === "`";
    const close = quoted ? this.#closing(open, quote) : -1;
    if (close >= 0) {
      this.#at = lineAfter(this.#text, close + 1);
      return { text: decode(this.#text.slice(open + 1, close), quote), unclosed: false };
    }
    this.#at = start;
    while (this.#at < this.#text.length && !"#\r\n".includes(this.#text.charAt(this.#at))) this.#at += 1;
    if (open >= this.#text.length) this.#at = this.#text.length;
    return { text: trim(this.#text, start, this.#at), unclosed: quoted };
  }

  #closing(open: number, quote: string): number {
    if (this.#unclosed.has(quote)) return -1;
    for (let at = open + 1; at < this.#text.length; at += 1) {
      if (this.#text[at] === quote) return at;
      if (this.#text[at] === "\\") at += 1;
    }
    this.#unclosed.add(quote);
    return -1;
  }

  #drop(): void {
    const start = this.#at;
    if (start < this.#text.length && this.#text[start] !== "#")
      this.dropped.push({ start, because: "it is not NAME=value with a name of letters, digits, _, . and -" });
    this.#at = lineAfter(this.#text, start);
  }
}

function skip(text: string, from: number, codes: Uint8Array): number {
  let at = from;
  while (codes[text.charCodeAt(at)] === 1) at += 1;
  return at;
}

function trim(text: string, from: number, to: number): string {
  const start = Math.min(skip(text, from, blank), to);
  let end = to;
  while (end > start && blank[text.charCodeAt(end - 1)] === 1) end -= 1;
  return text.slice(start, end);
}

/** Behind the first line feed or carriage return. */
function lineAfter(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at += 1;
  return Math.min(at + 1, text.length);
}

/** Only double quotes know escapes, and of them only line breaks; a carriage return is a line feed, with or without one behind it. */
function decode(text: string, quote: string): string {
  return quote === '"' ? text.replaceAll(/\\[^]|\r\n?/g, replacement) : text.replaceAll(/\r\n?/g, "\n");
}

function replacement(written: string): string {
  if (written.startsWith("\r") || written === "\\n") return "\n";
  return written === "\\r" ? "\r" : written;
}
