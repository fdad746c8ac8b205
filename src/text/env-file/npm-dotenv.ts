import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Source, Span } from "../../model/source.ts";
import { known, type Value } from "../../model/value.ts";
import { DotenvScan } from "./dotenv-scan.ts";
import type { EnvFile } from "./env-file.ts";
import { droppedIn, duplicatesIn } from "./facts.ts";

/** One assignment as npm dotenv 16's pattern takes it; `raw` is all behind the separator, with line feeds for line breaks. */
export interface NpmAssignment {
  readonly name: string;
  readonly at: Span;
  readonly raw: string;
}

export interface NpmFile {
  readonly assignments: readonly NpmAssignment[];
  readonly facts: readonly Fact[];
}

/** The assignments of a file for a loader that goes on from npm dotenv. `reader` is what it is called where it cannot hold a name. */
export function npmFile(source: Source, reader: string): NpmFile {
  const assignments: NpmAssignment[] = [];
  const facts: Fact[] = [];
  const yaml: Span[] = [];
  const scan = new DotenvScan(source.text);
  while (scan.next()) {
    const at = { source, start: scan.start, end: scan.nameEnd };
    const name = source.text.slice(scan.start, scan.nameEnd);
    if (scan.colon) yaml.push(at);
    if (name === "__proto__") {
      facts.push({ kind: "ignored-line", name, at, because: `${reader} cannot hold this name` });
      continue;
    }
    assignments.push({ name, at, raw: source.text.slice(scan.valueStart, scan.end).replaceAll(/\r\n?/g, "\n") });
    if (scan.quote !== undefined && !scan.closed) facts.push({ kind: "quotes-kept", name, at });
  }
  return { assignments, facts: [...facts, ...droppedIn(source, scan.dropped, yaml)] };
}

/** What npm dotenv makes of the text behind the separator. */
export function npmValue(raw: string): string {
  const trimmed = raw.trim();
  const text = unquoted(trimmed);
  return trimmed.startsWith('"') ? text.replaceAll("\\n", "\n").replaceAll("\\r", "\r") : text;
}

/** The pattern ``/^(['"`])([\s\S]*)\1$/gm`` replaced by its second group, in linear time. */
export function unquoted(text: string): string {
  const last = new Map(Array.from("'\"`", (quote) => [quote, lastAtLineEnd(text, quote)]));
  let result = "";
  let taken = 0;
  for (let at = 0; at < text.length; at = lineStart(text, at)) {
    const quote = text.charAt(at);
    const close = last.get(quote) ?? -1;
    if (close <= at) continue;
    result += text.slice(taken, at) + text.slice(at + 1, close);
    taken = close + 1;
    at = close;
  }
  return result + text.slice(taken);
}

const lineBreak = /[\n\r\u2028\u2029]/;

function lastAtLineEnd(text: string, quote: string): number {
  let at = text.lastIndexOf(quote);
  while (at > 0 && at + 1 < text.length && !lineBreak.test(text.charAt(at + 1))) at = text.lastIndexOf(quote, at - 1);
  return at + 1 === text.length || lineBreak.test(text.charAt(at + 1)) ? at : -1;
}

function lineStart(text: string, from: number): number {
  let at = from;
  while (at < text.length && !lineBreak.test(text.charAt(at))) at += 1;
  return at + 1;
}

/** The last assignment of every name, in the order in which JavaScript lists an object's keys: array indices first, then as they came. */
export function inKeyOrder(assignments: readonly NpmAssignment[]): NpmAssignment[] {
  const last = [...new Map(assignments.map((assignment) => [assignment.name, assignment])).values()];
  const indices = last.filter(({ name }) => isIndex(name)).toSorted((one, other) => Number(one.name) - Number(other.name));
  return [...indices, ...last.filter(({ name }) => !isIndex(name))];
}

function isIndex(name: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(name) && Number(name) < 4_294_967_295;
}

/** Binds what the assignments that count have become; the others keep the text that they have by themselves. */
export function boundNpmFile({ assignments, facts }: NpmFile, values: ReadonlyMap<NpmAssignment, Value>, more: readonly Fact[]): EnvFile {
  const bindings = assignments.map((each): Binding => {
    return { name: each.name, at: each.at, value: values.get(each) ?? known(npmValue(each.raw)) };
  });
  return { bindings, facts: [...duplicatesIn(bindings), ...more, ...facts], problems: [] };
}
