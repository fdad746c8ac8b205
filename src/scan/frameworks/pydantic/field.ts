import type { Meanings } from "../../core/meanings.ts";
import type { Module } from "../../core/module.ts";
import type { Expression } from "../../expression.ts";
import { literalOf, type Literal } from "../../found.ts";
import type { Node } from "../../tree.ts";
import { callsIn, keyword, type Call } from "../calls.ts";
import { assignmentsIn, statementsOf, type Assignment, type Class } from "./settings-class.ts";

/** A field of a settings class, before it is known which variables it is read from. */
export interface Field {
  readonly owner: Class;
  readonly name: Node;
  readonly type: Node;
  /** `Field(...)`, as the value or in the annotation. */
  readonly details: Call | null;
  readonly mode: "required" | "default" | "optional";
  readonly default: Literal | null;
}

export function fieldsOf(owner: Class, meanings: Meanings): readonly Field[] {
  return assignmentsIn(statementsOf(owner)).flatMap((assignment) => fieldOf(assignment, owner, meanings));
}

function fieldOf({ name, type, value }: Assignment, owner: Class, meanings: Meanings): readonly Field[] {
  const { module } = owner;
  if (type === undefined || /^_|^model_config$/.test(module.textOf(name)) || isNoField(module.textOf(type), value !== undefined)) return [];
  const given = value === undefined ? null : module.lower(value);
  const inValue = given?.kind === "call" && isField(given, module, meanings) ? given : null;
  const inType = callsIn(module, type).find((call) => isField(call, module, meanings)) ?? null;
  const instead = inValue === null ? (given ?? defaultIn(inType)) : defaultIn(inValue);
  return [{ owner, name, type, details: inValue ?? inType, ...outcomeOf(instead, { module, meanings }) }];
}

/** Pydantic takes neither for a field. */
function isNoField(type: string, isSet: boolean): boolean {
  return /^(?:typing\.)?ClassVar\b/.test(type) || (isSet && /^(?:typing\.)?Final\b/.test(type));
}

function isField(expression: Expression, module: Module, meanings: Meanings): boolean {
  if (expression.kind !== "call") return false;
  const path = meanings.of(expression.callee, module).path ?? "";
  return /^(?:pydantic|sqlmodel)\b.*\.Field$/.test(path);
}

/** The default of `Field(default)`; of a factory, the factory. */
function defaultIn(details: Expression | null): Expression | null {
  if (details?.kind !== "call") return null;
  const first = details.arguments.find(({ name }) => name === null)?.value;
  return first ?? keyword(details, "default") ?? keyword(details, "default_factory");
}

interface Place {
  readonly module: Module;
  readonly meanings: Meanings;
}

function outcomeOf(instead: Expression | null, { module, meanings }: Place): Pick<Field, "mode" | "default"> {
  if (instead === null || instead.node.type === "ellipsis") return { mode: "required", default: null };
  const value = meanings.of(unwrapped(instead), module).value ?? instead;
  return value.kind === "null" ? { mode: "optional", default: null } : { mode: "default", default: literalOf(value) };
}

/** `SecretStr("a")` is "a". */
function unwrapped(instead: Expression): Expression {
  if (instead.kind !== "call" || instead.arguments.length !== 1) return instead;
  const [only] = instead.arguments;
  const isWrapper =
    instead.callee.kind === "name" && /^(?:Secret|Any|Http|Postgres|Redis|Mongo|Amqp|Kafka|Path$|str$)/.test(instead.callee.name);
  return isWrapper && only?.name === null ? only.value : instead;
}

const TYPES: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^(?:Strict|Positive|NonNegative|Negative|con)?[Ii]nt$|^PortNumber$/, "integer"],
  [/^(?:Strict|Positive|NonNegative|con)?[Ff]loat$|^Decimal$/, "number"],
  [/^(?:Strict)?[Bb]ool$/, "boolean"],
  [/(?:Ur[il]|Dsn|URL)$/, "url"],
  [/^(?:list|dict|set|tuple|frozenset|List|Dict|Set|Tuple|FrozenSet|Sequence|Mapping|Json)$/, "json"],
  [/^timedelta$/, "duration"],
  [/^(?:str|SecretStr|EmailStr|constr|StrictStr|Literal)$/, "string"],
];

/** What a declared type says of the text; None beside it, and what wraps it, say nothing. */
export function typeHint(annotation: string): string | null {
  const bare = annotation
    .replaceAll(/\s+|\b(?:typing|pydantic|t)\.|\bNone\||\|None\b/g, "")
    .replace(/^(?:(?:Optional|Annotated|Union)\[)+/, "");
  const name = /^(?:\w+\.)*(\w+)/.exec(bare)?.[1] ?? "";
  return TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
