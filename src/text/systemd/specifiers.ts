import { known, opaque, type Value } from "../../model/value.ts";

/** The name of a unit, in its parts: `app-auth@eu.service` has the prefix `app-auth` and the instance `eu`; a template's instance is empty. */
export interface UnitName {
  readonly whole: string;
  readonly prefix: string;
  readonly instance: string | undefined;
  /** With its dot. */
  readonly suffix: string;
}

export function unitNameOf(whole: string): UnitName {
  const dot = whole.lastIndexOf(".");
  const stem = dot < 0 ? whole : whole.slice(0, dot);
  const at = stem.indexOf("@");
  return {
    whole,
    prefix: at < 0 ? stem : stem.slice(0, at),
    instance: at < 0 ? undefined : stem.slice(at + 1),
    suffix: dot < 0 ? "" : whole.slice(dot),
  };
}

/** The specifiers that the name of the unit does not answer. */
const ofMachine = new Set("aAbBcCdDEfgGhHlLmMoqrRsStTuUvVwWyY");

/** A text with its `%` specifiers filled in; opaque where one depends on the machine, the user or an instance that is not here. */
export function fillSpecifiers(text: string, unit: UnitName): Value {
  let [result, because] = ["", ""];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at + 1);
    if (text[at] !== "%" || letter === "") result += text.charAt(at);
    else {
      at += 1;
      const found = specifier(letter, unit);
      if (found === undefined) because ||= `systemd fills in %${letter}`;
      else result += found;
    }
  }
  return because === "" ? known(result) : opaque(because);
}

/** Undefined for what is not in the name; an unknown specifier stays as it is written. */
function specifier(letter: string, unit: UnitName): string | undefined {
  const { whole, prefix, instance, suffix } = unit;
  if ("IPJ".includes(letter)) return unescapedName(letter, prefix, instance);
  if (instance === "" && "inN".includes(letter)) return undefined;
  const named = new Map([
    ["%", "%"],
    ["p", prefix],
    ["j", prefix.slice(prefix.lastIndexOf("-") + 1)],
    ["i", instance ?? ""],
    ["n", whole],
    ["N", whole.slice(0, whole.length - suffix.length)],
  ]);
  return named.get(letter) ?? (ofMachine.has(letter) ? undefined : `%${letter}`);
}

function unescapedName(letter: string, prefix: string, instance: string | undefined): string | undefined {
  const name = letter === "I" ? instance : letter === "P" ? prefix : prefix.slice(prefix.lastIndexOf("-") + 1);
  if (name === undefined) return "";
  return name === "" || /[-\\]/.test(name) ? undefined : name;
}
