import { append } from "../append.ts";
import type { Fact } from "../../model/fact.ts";
import type { Problem } from "../../model/source.ts";
import { opaque, type Value } from "../../model/value.ts";
import { type Around, type Found, inEither, isText, otherwiseOf, referenceIn, unescapeDollars } from "./dotenv-expand.ts";
import type { ReadExpanding } from "./env-file.ts";
import { Expansion, fileBudget, hostOf } from "./expansion.ts";
import { boundNpmFile, type NpmAssignment, npmFile, unquoted } from "./npm-dotenv.ts";

/** What dotenvx knows while it goes through a file; `literals` are the single-quoted texts. */
interface Running extends Around {
  readonly running: Map<string, Value>;
  readonly literals: Map<string, string>;
}

/** dotenvx 2 (@dotenvx/primitives 3, `parse`): earlier names and the process are seen, the process wins, and `$(...)` runs. */
export const readDotenvx: ReadExpanding = (source, shell, earlier) => {
  const file = npmFile(source, "dotenvx");
  const own = new Set(file.assignments.map(({ name }) => name));
  const host = hostOf(shell, (name) => own.has(name) || earlier.has(name));
  const around: Running = { host, running: earlier, literals: new Map() };
  const values = new Map<NpmAssignment, Value>();
  const facts: Fact[] = [];
  const budget = fileBudget();
  for (const assignment of file.assignments) {
    const expansion = new Expansion(budget);
    const value = valueOf(assignment, around, expansion);
    earlier.set(assignment.name, value);
    values.set(assignment, value);
    append(facts, expansion.facts(assignment));
  }
  return { ...boundNpmFile(file, values, facts), problems: file.assignments.flatMap(refused) };
};

/** dotenvx collects into a plain object, and stops at a name that every object has. */
function refused({ name, at }: NpmAssignment): Problem[] {
  return name in Object.prototype ? [{ at, message: `${name} must have another name, or dotenvx stops there` }] : [];
}

function valueOf({ name, raw }: NpmAssignment, around: Running, expansion: Expansion): Value {
  const trimmed = raw.trim();
  const single = trimmed.startsWith("'");
  const outer = around.host(name);
  const text = expansion.textOf(outer) ?? unescaped(trimmed);
  if (text.startsWith("encrypted:")) return opaque("it is encrypted, and only dotenvx has the key");
  if (!single && hasCommand(text, expansion)) return expansion.output("dotenvx");
  const plain = single || expansion.isHidden || (outer.state === "known" && !isText(outer, ""));
  const result = plain ? text : unescapeDollars(expand(text, around, expansion));
  if (single) around.literals.set(name, result);
  return expansion.valueOf(result);
}

function unescaped(trimmed: string): string {
  const text = unquoted(trimmed);
  if (trimmed.startsWith("'")) return text.replaceAll("\\'", "'");
  return trimmed.startsWith('"') ? text.replaceAll("\\n", "\n").replaceAll("\\r", "\r").replaceAll("\\t", "\t") : text;
}

/** Whether a `$(` is closed, with respect for quotes and for `$(` inside. */
function hasCommand(text: string, expansion: Expansion): boolean {
  for (let at = text.indexOf("$("); at >= 0 && expansion.spend(text.length - at); at = text.indexOf("$(", at + 2))
    if (isClosed(text, at + 2)) return true;
  return false;
}

function isClosed(text: string, from: number): boolean {
  /** The quote that is open at each depth, or none. */
  const open: string[] = [""];
  for (let at = from; at < text.length && open.length > 0; at += 1) {
    const quote = open.at(-1) ?? "";
    if (text[at] === "\\" && quote !== "'") at += 1;
    else if (quote === "") enter(open, text.charAt(at));
    else if (text[at] === quote) open[open.length - 1] = "";
    else if (quote !== "'" && text[at] === "(" && text[at - 1] === "$") open.push("");
  }
  return open.length === 0;
}

function enter(open: string[], char: string): void {
  if (char === "(") open.push("");
  else if (char === ")") open.pop();
  else if (char === "'" || char === '"' || char === "`") open[open.length - 1] = char;
}

const anyReference = /\$\{[^}]+\}|\$[A-Za-z_][A-Za-z0-9_]*/;

/** Replaces the first reference until none is left, or until the text is one that the name stands for. */
function expand(text: string, around: Running, expansion: Expansion): string {
  const lookup = inEither(around);
  let result = text;
  for (;;) {
    const found = expansion.spend(result.length) ? referenceIn(result) : undefined;
    if (found === undefined) return result;
    const { key, operand, template } = found;
    const value = expansion.look(key, lookup, { otherwise: otherwiseOf(found), fallback: operand });
    if (expansion.isHidden) return result;
    result = result.replace(template, instead(found, value));
    if (result === value || anyReference.test(around.literals.get(key) ?? "")) return result;
  }
}

/** With `-` and `+` an empty text counts as set. */
function instead({ operator, operand }: Found, value: string | undefined): string {
  if (operator === ":-") return value === undefined || value === "" ? operand : value;
  if (operator === "-") return value ?? operand;
  if (operator === ":+") return value === undefined || value === "" ? "" : operand;
  if (operator === "+") return value === undefined ? "" : operand;
  return value ?? "";
}
