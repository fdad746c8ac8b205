import type { Binding } from "../../model/binding.ts";
import type { Opening } from "../../model/environment.ts";
import type { Fact } from "../../model/fact.ts";
import { unseal } from "../../model/sealed.ts";
import type { Source, Span } from "../../model/source.ts";
import type { Value } from "../../model/value.ts";
import { type Joined, offsetOf } from "./joined.ts";
import { fillSpecifiers, type UnitName } from "./specifiers.ts";
import type { Setting } from "./unit-file.ts";
import { type Word, wordsOf } from "./words.ts";

/** What the `Environment=` settings of a unit set. */
export interface Assignments {
  readonly bindings: readonly Binding[];
  readonly facts: readonly Fact[];
  readonly openings: readonly Opening[];
}

const valid = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** systemd's `config_parse_environ` (src/core/load-fragment.c): words with specifiers, of which it drops what is no assignment. */
export function systemdAssignments(settings: readonly Setting[], unit: UnitName): Assignments {
  const read = new Reader(unit);
  for (const setting of settings) read.add(setting);
  return read;
}

class Reader implements Assignments {
  readonly bindings: Binding[] = [];
  readonly facts: Fact[] = [];
  readonly openings: Opening[] = [];
  readonly #unit: UnitName;

  constructor(unit: UnitName) {
    this.#unit = unit;
  }

  add({ value, at }: Setting): void {
    const { words, isBroken } = wordsOf(value.text);
    for (const word of words) this.#word(word, value, at);
    if (!isBroken) return;
    const last = words.length === 0 ? "the line" : "the rest of the line";
    this.facts.push({
      kind: "ignored-line",
      name: undefined,
      at,
      because: `systemd cannot read the quotes or escapes in it, and drops ${last}`,
    });
  }

  #word(word: Word, value: Joined, key: Span): void {
    const { name, at } = nameOf(word, value, key.source);
    const filled = fillSpecifiers(name, this.#unit);
    if (filled.state !== "known") {
      this.openings.push({ at: key, because: "a name in it holds a specifier, which systemd fills in" });
      return;
    }
    const told = unseal(filled.text);
    const equals = word.text?.indexOf("=") ?? -1;
    if (!valid.test(told) || equals < 0) return this.#drop(word, at, told);
    const written = fillSpecifiers(word.text?.slice(equals + 1) ?? "", this.#unit);
    this.bindings.push({ name: told, value: written, at });
  }

  #drop({ text }: Word, at: Span, name: string): void {
    if (text === undefined) {
      this.facts.push({ kind: "ignored-line", name: undefined, at, because: "systemd drops a word whose escapes make no UTF-8" });
      return;
    }
    const isNamed = text.includes("=") && /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name);
    const because = text.includes("=")
      ? "systemd drops a name with other characters than A-Z, a-z, 0-9 and _, or with a digit first"
      : "systemd drops a word without =, such as what follows a value with a space and no quotes";
    this.facts.push({ kind: "ignored-line", name: isNamed ? name : undefined, at: isNamed ? at : { ...at, end: at.start }, because });
  }
}

/** The name of a word, and where it stands; only where it begins if quotes or escapes are in it. */
export function nameOf({ text, start }: Word, value: Joined, source: Source): { readonly name: string; readonly at: Span } {
  const sign = text?.indexOf("=") ?? -1;
  const name = text?.slice(0, sign < 0 ? undefined : sign) ?? "";
  const from = offsetOf(value, start);
  const isPlain = value.text.startsWith(name, start);
  return { name, at: { source, start: from, end: isPlain && sign >= 0 ? from + name.length : from } };
}

/** One name a word, as `PassEnvironment=` and `UnsetEnvironment=` have them; with its value where it has one. */
export function namesIn(
  { value, at }: Setting,
  unit: UnitName,
): { readonly name: string; readonly value: Value | undefined; readonly at: Span }[] {
  return wordsOf(value.text).words.flatMap((word) => {
    const { name } = nameOf(word, value, at.source);
    const filled = fillSpecifiers(name, unit);
    if (filled.state !== "known" || !valid.test(unseal(filled.text))) return [];
    const told = unseal(filled.text);
    const start = offsetOf(value, word.start);
    const end = at.source.text.startsWith(told, start) ? start + told.length : start;
    const written = word.text?.includes("=") === true ? fillSpecifiers(word.text.slice(name.length + 1), unit) : undefined;
    return [{ name: told, value: written, at: { source: at.source, start, end } }];
  });
}
