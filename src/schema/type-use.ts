import type { Constraints, ReaderId, TypeUse, ValueType } from "../model/schema.ts";
import { compilePattern } from "../text/pattern.ts";
import { countIn, type Field, type Fields, flagIn, keySpan, type Report, textIn, textsIn, within, wordsIn } from "./fields.ts";
import { words } from "./words.ts";

/** What the declarations of one service share. */
export interface Context {
  readonly reader: ReaderId;
  readonly report: Report;
  /** A value type by its id. */
  readonly typeOf: (id: string) => ValueType | undefined;
}

/** The variable whose constraints are read. */
interface Subject extends Context {
  readonly variable: string;
  readonly type: ValueType;
}

/** A constraint key of the language: the constraint it sets, undefined where what stands there is none. */
interface Key {
  readonly constraint: keyof Constraints;
  readonly read: (field: Field, subject: Subject) => Constraints;
}

function key<K extends keyof Constraints>(constraint: K, read: (field: Field, subject: Subject) => Constraints[K] | undefined): Key {
  return {
    constraint,
    read: (field, subject) => {
      const value = read(field, subject);
      return value === undefined ? {} : { [constraint]: value };
    },
  };
}

const keys: ReadonlyMap<string, Key> = new Map([
  ["one-of", key("oneOf", textsIn)],
  ["not", key("not", textsIn)],
  ["pattern", { constraint: "pattern", read: patternIn }],
  ["min", key("min", (field, subject) => boundIn("min", field, subject))],
  ["max", key("max", (field, subject) => boundIn("max", field, subject))],
  ["min-length", key("minLength", countIn)],
  ["max-length", key("maxLength", countIn)],
  ["min-bytes", key("minBytes", countIn)],
  ["schemes", key("schemes", schemesIn)],
  ["hosts", key("hosts", textsIn)],
  ["items", key("items", itemsIn)],
  ["separator", key("separator", textIn)],
  ["unique", key("unique", flagIn)],
  ["kind", key("kind", (field, subject) => wordIn("kind", field, subject))],
  ["key-type", key("keyType", (field, subject) => wordIn("key-type", field, subject))],
  ["min-bits", key("minBits", countIn)],
  ["algorithm", key("algorithm", (field, subject) => wordIn("algorithm", field, subject))],
]);

/** The constraints that every type takes. */
const common: ReadonlySet<keyof Constraints> = new Set(["oneOf", "not", "pattern", "minLength", "maxLength"]);

/** Stands in for a type that does not exist, which the shape has told. */
const anything: ValueType = {
  id: "string",
  summary: "",
  examples: { good: [], bad: [] },
  constraints: [],
  sensitive: false,
  check: () => undefined,
};

/** The type a variable names with its constraints; mistakes are told with the variable first. */
export function typeUseOf(variable: string, fields: Fields, context: Context): TypeUse {
  const named = context.typeOf(textIn(fields.get("type")) ?? "string");
  const subject: Subject = { ...context, variable, type: named ?? anything };
  const constraints: Constraints = {};
  for (const [name, field] of fields) {
    const found = keys.get(name);
    if (found === undefined) continue;
    if (named === undefined || takes(named, found)) Object.assign(constraints, found.read(field, subject));
    else tell(subject, field, ` is of type ${named.id}, which takes no ${name}; it takes ${keysOf(named).join(", ")}`);
  }
  inOrder(["min", "max"], [constraints.min, constraints.max], fields, subject);
  inOrder(["min-length", "max-length"], [constraints.minLength, constraints.maxLength], fields, subject);
  return { type: subject.type, constraints };
}

function takes(type: ValueType, { constraint }: Key): boolean {
  return common.has(constraint) || type.constraints.includes(constraint);
}

function keysOf(type: ValueType): readonly string[] {
  return [...keys].flatMap(([name, each]) => (takes(type, each) ? [name] : []));
}

function tell({ report, variable }: Subject, field: Field, message: string): void {
  report(keySpan(field), `${variable}${message}`);
}

function boundIn(edge: "min" | "max", field: Field, subject: Subject): number | bigint | undefined {
  const text = textIn(field);
  if (text === undefined || subject.type.measure === undefined) return undefined;
  const bound = subject.type.measure(text);
  if (bound === undefined) tell(subject, field, `.${edge} must be of type ${subject.type.id}`);
  return bound;
}

function inOrder(
  [least, most]: readonly [string, string],
  [low, high]: readonly (number | bigint | undefined)[],
  fields: Fields,
  subject: Subject,
): void {
  const field = fields.get(most);
  if (field !== undefined && low !== undefined && high !== undefined && low > high)
    tell(subject, field, `.${most} must not be below ${least}`);
}

/** `kind`, `key-type` and `algorithm` take other words for each type; a word of no type is the shape's business. */
function wordIn(name: keyof typeof words, field: Field, subject: Subject): string | undefined {
  const text = textIn(field);
  const tables = new Map<string, readonly string[]>(Object.entries(words[name]));
  const allowed = tables.get(subject.type.id);
  if (text === undefined || allowed === undefined || allowed.includes(text)) return text;
  if ([...tables.values()].flat().includes(text))
    tell(subject, field, `.${name} must be one of ${allowed.join(", ")} for type ${subject.type.id}`);
  return undefined;
}

/** `https`, or `jdbc:postgresql` where a scheme stands behind another. */
function schemesIn(field: Field, { variable, report }: Subject): readonly string[] {
  return wordsIn(field).map(({ text, at }) => {
    if (!/^[a-z][a-z0-9+.-]*(?::[a-z][a-z0-9+.-]*)*$/i.test(text))
      report(at, `${variable}.schemes must hold schemes alone, such as https, without :// behind them`);
    return text;
  });
}

function patternIn(field: Field, { variable, report }: Subject): Constraints {
  const text = textIn(field);
  if (text === undefined) return {};
  const pattern = compilePattern(text);
  if ("test" in pattern) return { pattern: pattern.test, patternText: text };
  report(keySpan(field), `${variable}.pattern cannot be compiled: ${pattern.error}`);
  return {};
}

function itemsIn(field: Field, { variable, ...context }: Subject): TypeUse {
  return typeUseOf(variable, field.value.kind === "scalar" ? new Map([["type", field]]) : within(field), context);
}
