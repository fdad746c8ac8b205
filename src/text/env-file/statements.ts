import { append } from "../append.ts";
import type { Binding } from "../../model/binding.ts";
import type { Opening } from "../../model/environment.ts";
import type { Fact } from "../../model/fact.ts";
import type { Source } from "../../model/source.ts";
import type { Lookup, Value, Written } from "../../model/value.ts";
import { evaluate } from "../interpolate.ts";
import type { EnvFile } from "./env-file.ts";
import { type Dropped, droppedIn, duplicatesIn } from "./facts.ts";
import { referenceFacts } from "./references.ts";
import { refusedIn } from "./refusals.ts";

/** A variable; `start` and `end` are the offsets of its name. */
export interface Assigned {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value: Written;
  /** What its reader has to say about it. */
  readonly tell?: (binding: Pick<Binding, "name" | "at">) => readonly Fact[];
}

/** A mistake for which a reader refuses the whole file; `message` follows the name where the line has one. */
export interface Refused {
  readonly start: number;
  readonly refusal: string;
}

/** A line that may set any name. */
export interface Open {
  readonly start: number;
  readonly end: number;
  readonly opens: string;
}

export type Statement = Assigned | Dropped | Refused | Open;

/** How the references of a value are looked up. */
export interface Surroundings {
  readonly lookup: Lookup;
  /** What the reader is called. */
  readonly reader: string;
  /** Takes the values of this file as they are read; those of earlier files may be there already. */
  readonly values: Map<string, Value>;
  /** Whether the first of several assignments of one name is the one that counts. */
  readonly firstWins?: boolean;
  /** Whether a name that is set twice is a mistake of its own, told as such. */
  readonly refusesDuplicates?: boolean;
}

/**
 * Binds what a file says, line by line. The good lines of a refused file are bound nevertheless, so that one mistake does not make every variable
 * missing.
 */
export function bindStatements(source: Source, statements: Iterable<Statement>, surroundings: Surroundings): EnvFile {
  const bindings: Binding[] = [];
  const facts: Fact[] = [];
  const dropped: Dropped[] = [];
  const refused: Dropped[] = [];
  const openings: Opening[] = [];
  for (const statement of statements) {
    if ("because" in statement) dropped.push(statement);
    else if ("refusal" in statement) refused.push({ start: statement.start, because: statement.refusal });
    else if ("opens" in statement) openings.push({ at: { source, ...rangeOf(statement) }, because: statement.opens });
    else bindings.push(bind(source, statement, surroundings, facts));
  }
  const { yaml, problems } = refusedIn(source, refused, surroundings.reader);
  const ordered = surroundings.firstWins === true ? firstLast(bindings) : bindings;
  const duplicates = surroundings.refusesDuplicates === true ? [] : duplicatesIn(bindings);
  const told = [...duplicates, ...facts, ...droppedIn(source, dropped), ...yaml];
  return { bindings: ordered, facts: told, problems, ...(openings.length > 0 && { openings }) };
}

function rangeOf({ start, end }: Open): { readonly start: number; readonly end: number } {
  return { start, end };
}

function bind(source: Source, { name, start, end, value, tell }: Assigned, { lookup, values }: Surroundings, facts: Fact[]): Binding {
  const at = { source, start, end };
  const binding: Binding = { name, value: evaluate(value, lookup), at };
  if (value.state === "template") append(facts, referenceFacts(value.template, binding, lookup));
  if (tell !== undefined) append(facts, tell({ name, at }));
  if (binding.value.state !== "template") values.set(name, binding.value);
  return binding;
}

/** Puts the assignment that counts where later ones win. */
function firstLast(bindings: readonly Binding[]): Binding[] {
  const first = new Map<string, Binding>();
  for (const binding of bindings) if (!first.has(binding.name)) first.set(binding.name, binding);
  return [...bindings.filter((binding) => first.get(binding.name) !== binding), ...first.values()];
}
