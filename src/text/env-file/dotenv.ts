import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Span } from "../../model/source.ts";
import { known } from "../../model/value.ts";
import { DotenvScan } from "./dotenv-scan.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { droppedIn, duplicatesIn, unexpandedIn } from "./facts.ts";

/** npm dotenv's `parse`: own keys in the order of their first assignments, each with the value of its last. */
export type ParseDotenv = (text: string) => Readonly<Record<string, string>>;

/** npm dotenv with positions: `parse` is the authority on values, the scan finds the very assignments that it takes. */
export function dotenvReader(parse: ParseDotenv): ReadEnvFile {
  return (source) => {
    const values = parse(source.text);
    const names = Object.keys(values);
    const bindings: Binding[] = [];
    const facts: Fact[] = [];
    const yaml: Span[] = [];
    const ends: number[] = [];
    let fresh = 0;
    const scan = new DotenvScan(source.text);
    while (scan.next()) {
      const at = { source, start: scan.start, end: scan.nameEnd };
      const name = nameOf(at, names[fresh]);
      if (name === names[fresh]) fresh += 1;
      const text = values[name];
      if (scan.colon) yaml.push(at);
      if (typeof text !== "string") {
        facts.push({ kind: "ignored-line", name, at, because: "npm dotenv cannot hold this name" });
        continue;
      }
      const binding = { name, value: known(text), at };
      bindings.push(binding);
      ends.push(scan.end);
      addFacts(facts, scan, text, binding);
    }
    const repeats = bindings.length > names.length ? separateRepeats(bindings, ends, parse) : [];
    return { bindings, facts: [...repeats, ...facts, ...droppedIn(source, scan.dropped, yaml)], problems: [] };
  };
}

/** The text of a name; where it is the expected key, the key itself, since a string that already is a key is looked up several times faster. */
function nameOf({ source, start, end }: Span, expected: string | undefined): string {
  if (expected?.length === end - start && source.text.startsWith(expected, start)) return expected;
  return source.text.slice(start, end);
}

/** Gives every repeated assignment but the last its own value back, and tells of the repeats; `ends` is where the values end. */
function separateRepeats(bindings: Binding[], ends: readonly number[], parse: ParseDotenv): Fact[] {
  const latest = new Map<string, number>();
  for (const [index, { name }] of bindings.entries()) {
    const earlier = latest.get(name) ?? bindings.length;
    const hidden = bindings[earlier];
    if (hidden !== undefined) bindings[earlier] = { ...hidden, value: known(ownValue(hidden, ends[earlier], parse)) };
    latest.set(name, index);
  }
  return duplicatesIn(bindings);
}

function ownValue({ name, at }: Binding, end: number | undefined, parse: ParseDotenv): string {
  return parse(at.source.text.slice(at.start, end))[name] ?? "";
}

function addFacts(facts: Fact[], { quote, closed }: DotenvScan, text: string, binding: Binding): void {
  const { name, at } = binding;
  if (quote !== "'" && text.includes("${")) append(facts, unexpandedIn(text, binding, "npm dotenv expands nothing"));
  if (quote !== undefined && !closed && text.startsWith(quote)) facts.push({ kind: "quotes-kept", name, at });
}
