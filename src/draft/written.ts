import { sanitise } from "../text/sanitise.ts";
import type { Draft, Key } from "./variable.ts";

/** How the variables of a file are written. */
export interface Style {
  /** `NAME: { type: url }`, or each key on a line of its own. */
  readonly flow: boolean;
  /** What stands before a name, and what each level adds. */
  readonly indent: string;
  readonly step: string;
  /** JSON, which has no comments. */
  readonly json: boolean;
  /** Whether a blank line stands between the variables. */
  readonly spaced: boolean;
}

/** The style of the files that envcheck writes by itself. */
export const ownStyle: Style = { flow: false, indent: "  ", step: "  ", json: false, spaced: false };

/** One variable as lines. */
export function linesOf({ name, keys, because }: Draft, style: Style): readonly string[] {
  const { flow, indent, step, json } = style;
  const inner = keys.map((key) => `${json ? quoted(key.name) : key.name}: ${valueText(key.value, json)}`).join(", ");
  if (json) return [`${indent}${quoted(name)}: ${keys.length === 0 ? "{}" : `{ ${inner} }`}`];
  const head = `${indent}${plainOrQuoted(name)}:`;
  if (flow) return [`${head}${keys.length === 0 ? "" : ` { ${inner} }`}${comment(because)}`];
  return [
    `${head}${comment(because)}`,
    ...keys.map((key) => `${indent}${step}${key.name}: ${valueText(key.value, false)}${comment(keyWords(key, because))}`),
  ];
}

/** A place that is told of the variable already is not told again. */
function keyWords({ because = "" }: Key, known: string): string {
  return because === known ? "" : because;
}

export function comment(words: string): string {
  return words === "" ? "" : ` # ${sanitise(words)}`;
}

function valueText(value: Key["value"], json: boolean): string {
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  const scalar = json ? quoted : plainOrQuoted;
  return typeof value === "string" ? scalar(value) : `[${value.map(scalar).join(", ")}]`;
}

/** Columns of a list that stands on one line. */
const widest = 100;

/** A list behind its key, or on lines of its own. */
export function listLines(key: string, values: readonly string[]): readonly string[] {
  const line = `${key}: [${values.map(plainOrQuoted).join(", ")}]`;
  return line.length <= widest ? [line] : [`${key}:`, ...values.map((value) => `${/^ */.exec(key)?.[0] ?? ""}  - ${plainOrQuoted(value)}`)];
}

/** A text as YAML takes it for just that, in a list as well as on a line of its own. */
export function plainOrQuoted(text: string): string {
  const plain = /^[A-Za-z_./](?:[\w./@+=#*?&%-]|:(?=[\w/])| (?=[\w/]))*$/.test(text) && !/^(?:null|true|false|\.(?:inf|nan))$/i.test(text);
  return plain ? text : quoted(text);
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
