import { append } from "../append.ts";
import type { Fact } from "../../model/fact.ts";
import { sameText, Sealed } from "../../model/sealed.ts";
import type { Lookup, Value } from "../../model/value.ts";
import type { ReadExpanding } from "./env-file.ts";
import { Expansion, fileBudget, hostOf } from "./expansion.ts";
import { boundNpmFile, inKeyOrder, type NpmAssignment, npmFile, npmValue } from "./npm-dotenv.ts";

/** npm dotenv-expand 12 and 13 over npm dotenv: earlier names and the process are seen, and a text that the process has wins if it is not empty. */
export const readDotenvExpand: ReadExpanding = (source, shell, earlier) => {
  const file = npmFile(source, "npm dotenv");
  const own = new Set(file.assignments.map(({ name }) => name));
  const host = hostOf(shell, (name) => own.has(name) || earlier.has(name));
  const values = new Map<NpmAssignment, Value>();
  const facts: Fact[] = [];
  const budget = fileBudget();
  for (const assignment of inKeyOrder(file.assignments)) {
    const expansion = new Expansion(budget);
    const value = expanded({ name: assignment.name, text: npmValue(assignment.raw) }, { host, running: earlier }, expansion);
    earlier.set(assignment.name, value);
    values.set(assignment, value);
    append(facts, expansion.facts(assignment));
  }
  return boundNpmFile(file, values, facts);
};

/** What the process has, and what the file has set so far. */
export interface Around {
  readonly host: Lookup;
  readonly running: ReadonlyMap<string, Value>;
}

/** The value of one name (dotenv-expand lib/main.js). */
export function expanded({ name, text }: { readonly name: string; readonly text: string }, around: Around, expansion: Expansion): Value {
  const host = expansion.textOf(around.host(name));
  const wins = host !== undefined && host !== "" && host !== text;
  const result = wins || expansion.isHidden ? (host ?? "") : expandValue(text, around, expansion);
  return expansion.valueOf(unescapeDollars(result));
}

export function unescapeDollars(text: string): string {
  return text.replaceAll("\\$", "$");
}

/** One reference as dotenv-expand takes it apart. */
export interface Found {
  readonly template: string;
  readonly key: string;
  readonly operator: string | undefined;
  readonly operand: string;
}

const reference = /(?<!\\)\$\{([^{}]+)\}|(?<!\\)\$([A-Za-z_][A-Za-z0-9_]*)/;

/** The first reference. Without an operator it is cut at `null`, as JavaScript's split does when it is told to cut at null. */
export function referenceIn(text: string): Found | undefined {
  const match = reference.exec(text);
  const expression = match?.[1] ?? match?.[2];
  if (match === null || expression === undefined) return undefined;
  const operator = /:\+|\+|:-|-/.exec(expression)?.[0];
  const separator = operator ?? "null";
  const [key = "", ...rest] = expression.split(separator);
  return { template: match[0], key, operator, operand: rest.join(separator) };
}

/** Replaces the first reference until none is left, and begins again after each, so that values are expanded too. */
function expandValue(text: string, { host, running }: Around, expansion: Expansion): string {
  const seen = new Set<string>();
  const lookup = inEither({ host, running });
  let result = text;
  for (;;) {
    const found = expansion.spend(result.length) ? referenceIn(result) : undefined;
    if (found === undefined) return result;
    seen.add(result);
    const { key, operator, operand, template } = found;
    const alternative = operator?.endsWith("+") === true;
    const value = expansion.look(key, lookup, { otherwise: otherwiseOf(found), fallback: operand });
    if (expansion.isHidden) return result;
    const isSet = value !== undefined && value !== "";
    if (alternative) result = result.replace(template, isSet ? operand : "");
    else result = result.replace(template, isSet && !seen.has(value) ? value : operand);
    if (isText(running.get(key), result)) return result;
  }
}

/** The process before the file. */
export function inEither({ host, running }: Around): Lookup {
  return (name) => {
    const outer = host(name);
    return outer.state === "known" || outer.state === "opaque" ? outer : (running.get(name) ?? outer);
  };
}

export function otherwiseOf({ operator }: Found): "default" | "alternative" | "empty" {
  if (operator === undefined) return "empty";
  return operator.endsWith("+") ? "alternative" : "default";
}

export function isText(value: Value | undefined, text: string): boolean {
  return value?.state === "known" && sameText(value.text, new Sealed(text));
}

/** `expand({ parsed, processEnv }).parsed`, for what was parsed elsewhere. */
export function expandParsed(parsed: ReadonlyMap<string, string>, shell: Lookup): Map<string, Value> {
  const running = new Map<string, Value>();
  const host = hostOf(shell, (name) => parsed.has(name));
  const budget = fileBudget();
  for (const [name, text] of parsed) running.set(name, expanded({ name, text }, { host, running }, new Expansion(budget)));
  return running;
}
