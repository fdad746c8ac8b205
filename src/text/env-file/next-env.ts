import { append } from "../append.ts";
import type { Fact } from "../../model/fact.ts";
import { known, type Lookup, type Value } from "../../model/value.ts";
import { unescapeDollars } from "./dotenv-expand.ts";
import type { EnvFile, ReadExpanding } from "./env-file.ts";
import { Expansion, fileBudget, hostOf } from "./expansion.ts";
import { boundNpmFile, inKeyOrder, type NpmAssignment, npmFile, npmValue } from "./npm-dotenv.ts";

/** More references one after the other than any file has; a name that comes back to itself goes on until the call stack of Node.js is full. */
const deepest = 4000;

/** From how many on a text that keeps growing is taken to do so for ever. */
const many = 100;

/** @next/env's `loadEnvConfig`: npm dotenv, then its own expansion, which sees later names too and takes every text that the process has. */
export const readNextEnv: ReadExpanding = (source, shell, earlier) => {
  const file = npmFile(source, "next");
  const facts: Fact[] = [];
  const order = inKeyOrder(file.assignments);
  const parsed = new Map(earlier);
  for (const { name, raw } of order) parsed.set(name, known(npmValue(raw)));
  const host = hostOf(shell, (name) => parsed.has(name));
  const values = new Map<NpmAssignment, Value>();
  const budget = fileBudget();
  for (const assignment of order) {
    const { name } = assignment;
    const expansion = new Expansion(budget);
    const outer = host(name);
    const text = expansion.textOf(outer.state === "absent" ? (parsed.get(name) ?? outer) : outer) ?? "";
    const result = interpolate(text, { host, parsed }, expansion);
    if (result === undefined) return endless(assignment);
    parsed.set(name, expansion.valueOf(unescapeDollars(result)));
    append(facts, expansion.facts(assignment));
  }
  for (const assignment of order) {
    const value = parsed.get(assignment.name);
    if (value === undefined) continue;
    values.set(assignment, value);
    earlier.set(assignment.name, value);
  }
  return boundNpmFile(file, values, facts);
};

function endless({ name, at }: NpmAssignment): EnvFile {
  const message = `${name} must not come back to itself through what it refers to, or next drops the whole file`;
  return { bindings: [], facts: [], problems: [{ at, message }] };
}

const reference = /\$\{?(\w+)(?::-([^}\\]*))?\}?/y;

/** Replaces the last reference until none is left; undefined where that never ends. A last `$` without a name ends it. */
function interpolate(
  text: string,
  { host, parsed }: { readonly host: Lookup; readonly parsed: ReadonlyMap<string, Value> },
  expansion: Expansion,
): string | undefined {
  let result = text;
  for (let depth = 0; depth < deepest; depth += 1) {
    reference.lastIndex = lastDollar(result);
    const match = reference.lastIndex < 0 ? null : reference.exec(result);
    if (match === null) return result;
    if (!expansion.spend(result.length)) return expansion.isSpent && depth > many ? undefined : result;
    const [written, name = "", fallback = ""] = match;
    const lookup: Lookup = (refers) => {
      const outer = host(refers);
      const inner = parsed.get(refers);
      return inner !== undefined && (outer.state === "absent" || expansion.textOf(outer) === "") ? inner : outer;
    };
    result = result.replace(written, textFor({ name, fallback }, { host, lookup }, expansion));
  }
  return undefined;
}

/** The process before the default, and the default before the file. */
function textFor(
  { name, fallback }: { readonly name: string; readonly fallback: string },
  { host, lookup }: { readonly host: Lookup; readonly lookup: Lookup },
  expansion: Expansion,
): string {
  if (fallback === "") return expansion.look(name, lookup) ?? "";
  const outer = expansion.look(name, host, { otherwise: "default", fallback });
  return outer === undefined || outer === "" ? fallback : outer;
}

/** The last `$` without a backslash before it; -1 for none. */
function lastDollar(text: string): number {
  let at = text.lastIndexOf("$");
  while (at > 0 && text[at - 1] === "\\") at = text.lastIndexOf("$", at - 1);
  return at;
}
