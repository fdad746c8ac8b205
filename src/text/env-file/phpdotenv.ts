import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Source } from "../../model/source.ts";
import { absent, type Lookup, type Value } from "../../model/value.ts";
import type { EnvFile, ReadExpanding } from "./env-file.ts";
import { Expansion, fileBudget, hostOf } from "./expansion.ts";
import { duplicatesIn, longestStray, nameAt, yamlKeyAt } from "./facts.ts";
import { type Entry, entriesIn } from "./phpdotenv-entries.ts";
import { type Mistake, parsePhpValue, type PhpValue } from "./phpdotenv-value.ts";

/**
 * vlucas/phpdotenv 5 with its default, immutable repository: earlier names are seen, then the process. One bad entry, and nothing is set; the
 * entries before it are bound nevertheless. A name without `=` is cleared.
 */
export const readPhpdotenv: ReadExpanding = (source, shell, earlier) => {
  const entries = [...entriesIn(source.text)];
  const own = new Set(entries.map(({ name }) => name));
  const host = hostOf(shell, (name) => own.has(name) || earlier.has(name));
  const lookup: Lookup = (name) => {
    const outer = host(name);
    return outer.state === "absent" ? (earlier.get(name) ?? outer) : outer;
  };
  const bindings: Binding[] = [];
  const facts: Fact[] = [];
  const budget = fileBudget();
  for (const entry of entries) {
    const { name } = entry;
    const at = { source, start: entry.start, end: entry.start + name.length };
    const value = entry.value === undefined ? undefined : parsePhpValue(entry.value);
    const mistake = nameMistake(entry) ?? (value !== undefined && "mistake" in value ? value.mistake : undefined);
    if (mistake !== undefined) return refused({ source, bindings, facts }, entry, mistake);
    const expansion = new Expansion(budget);
    const written = value === undefined || "mistake" in value ? absent : resolve(value, lookup, expansion);
    earlier.set(name, written);
    if (value !== undefined || name.length <= longestStray) bindings.push({ name, value: written, at });
    append(facts, expansion.facts({ name, at }));
  }
  return { bindings, facts: [...duplicatesIn(bindings.filter(({ value }) => value !== absent)), ...facts], problems: [] };
};

const names = /^[\p{Ll}\p{Lu}\p{M}\p{N}_.]+$/u;

function nameMistake({ name, value }: Entry): Mistake | undefined {
  if (name === "" && value !== undefined) return "needs a name before =";
  return names.test(name) ? undefined : "must have a name of letters, digits, _ and . only";
}

interface Before {
  readonly source: Source;
  readonly bindings: readonly Binding[];
  readonly facts: readonly Fact[];
}

function refused({ source, bindings, facts }: Before, { start }: Entry, mistake: Mistake): EnvFile {
  const yaml = yamlKeyAt(source, start);
  const at = yaml ?? nameAt(source, start) ?? { source, start, end: start };
  const subject = at.end > at.start ? source.text.slice(at.start, at.end) : "the line";
  const message =
    yaml === undefined
      ? `${subject} ${mistake}, or phpdotenv refuses the whole file`
      : "the file must hold NAME=value lines, not YAML, or phpdotenv refuses it";
  return { bindings, facts: [...duplicatesIn(bindings), ...facts], problems: [{ at, message }] };
}

const reference = /^\$\{([a-zA-Z0-9_.]+)\}/;

/** From the last `$` that counts to the first, so that a reference may be made of the text of another. What is not set stays as it is written. */
function resolve({ text, dollars }: PhpValue, lookup: Lookup, expansion: Expansion): Value {
  let tail = "";
  let end = text.length;
  let next = "";
  for (const at of dollars.toReversed()) {
    const piece = text.slice(at, end);
    tail = piece + tail;
    end = at;
    const begins = (piece.length > 1 ? piece.charAt(1) : next) === "{";
    const [written = "", name] = begins && expansion.spend(tail.length) ? (reference.exec(tail) ?? []) : [];
    next = "$";
    if (name === undefined) continue;
    const found = expansion.look(name, lookup, { otherwise: "literal" }) ?? written;
    tail = found + tail.slice(written.length);
    next = tail.charAt(0);
  }
  return expansion.valueOf(text.slice(0, end) + tail);
}
