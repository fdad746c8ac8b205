import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Lookup, Value } from "../../model/value.ts";
import { referenceFacts } from "../compose-reference.ts";
import { evaluate } from "../interpolate.ts";
import { type ComposeEnvFile, parseComposeEnvFile, type Statement } from "./compose.ts";
import type { EnvFile, ReadEnvFile } from "./env-file.ts";
import { duplicatesIn } from "./facts.ts";

export const readComposeEnvFile: ReadEnvFile = (source, shell) => readStatements(parseComposeEnvFile(source), shell, new Map());

/** What a file says once its names are looked up: see `bindStatements`. */
export function readStatements(file: ComposeEnvFile, outside: Lookup, earlier: Map<string, Value>): EnvFile {
  const references: Fact[] = [];
  const bindings = bindStatements(file, outside, earlier, (facts) => append(references, facts));
  return { bindings, facts: [...duplicatesIn(bindings), ...file.facts, ...references], problems: file.problems };
}

/**
 * Evaluates a file line by line. A name is looked up outside first, then among `earlier`, which holds the values of earlier files and takes
 * the values of this one; where nothing is known of the outside, an earlier value counts.
 */
export function bindStatements(
  { statements }: ComposeEnvFile,
  outside: Lookup,
  earlier: Map<string, Value>,
  tell?: (references: readonly Fact[]) => void,
): Binding[] {
  const bindings: Binding[] = [];
  const lookup: Lookup = (name) => outsideFirst(name, outside, earlier);
  for (const statement of statements) {
    const binding = bind(statement, lookup);
    if (statement.kind === "template") tell?.(referenceFacts(statement.name, statement.site, lookup));
    if (binding === undefined) continue;
    bindings.push(binding);
    if (binding.value.state !== "template") earlier.set(binding.name, binding.value);
  }
  return bindings;
}

/** A bare name that is set nowhere leaves an earlier value as it is. */
function bind(statement: Statement, lookup: Lookup): Binding | undefined {
  if (statement.kind === "literal") return statement.binding;
  const { name, at } = statement;
  const value = statement.kind === "bare" ? lookup(name) : evaluate({ state: "template", template: statement.template }, lookup);
  return statement.kind === "bare" && value.state === "absent" ? undefined : { name, value, at };
}

/** The outside wins where it is known to have the name; otherwise the earlier value does, if there is one. */
export function outsideFirst(name: string, outside: Lookup, earlier: ReadonlyMap<string, Value>): Value {
  const outer = outside(name);
  return outer.state === "known" || outer.state === "opaque" ? outer : (earlier.get(name) ?? outer);
}
