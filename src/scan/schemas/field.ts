import type { Module } from "../core/module.ts";
import type { Expression, ExpressionOf } from "../expression.ts";
import { literalOf, type Found } from "../found.ts";
import type { Node } from "../tree.ts";
import type { Find, Look, Place } from "./look.ts";

/** What a schema asks of one variable. */
export interface Field {
  readonly mode: "required" | "default" | "optional";
  readonly default: Expression | null;
  readonly type: string | null;
  /** It is required on some paths only. */
  readonly sometimes?: boolean;
}

export const REQUIRED: Field = { mode: "required", default: null, type: null };
export const OPTIONAL: Field = { mode: "optional", default: null, type: null };

export function withDefault(field: Field, given: Expression | undefined): Field {
  const instead = given?.kind === "function" ? (given.result ?? given) : given;
  if (instead === undefined || instead.kind === "null") return { ...field, mode: "optional", default: null };
  return { ...field, mode: "default", default: instead };
}

export function typed(field: Field, type: string): Field {
  return { ...field, type };
}

/** What holds where one of several schemas is enough, or where it is not known which one is used. */
export function eitherOf(fields: readonly Field[]): Field {
  const instead = fields.find(({ mode }) => mode === "default") ?? fields.find(({ mode }) => mode === "optional");
  return instead ?? fields[0] ?? OPTIONAL;
}

/** The field of a variable, where it was written. */
export interface Declared {
  readonly name: string;
  readonly key: Node;
  readonly module: Module;
  readonly field: Field;
}

export type Fields = readonly Declared[];

/** A library of schemas: it says of an expression what field it makes, or what fields an object has. */
export interface Library {
  readonly field: Find<Field>;
  readonly fields: Find<Fields>;
}

/** A call of a library: of one of its functions, or of a method on what it made. */
export interface Step {
  readonly name: string;
  readonly arguments: readonly Place[];
  /** What the method is called on. */
  readonly on: Place | undefined;
}

/** A literal in the place of the constant that stands for it. */
function constantOr(place: Place, look: Look): Place {
  const end = look.end(place);
  return literalOf(end.expression) === null ? place : end;
}

/** `root` is matched with the path of what is called; what follows it is the function: "zod.z." of "zod.z.coerce.number". */
export function stepOf({ expression: call, module }: Place<ExpressionOf<"call">>, root: RegExp, look: Look): Step {
  const { callee } = call;
  const given = call.arguments.map(({ value }) => constantOr({ expression: value, module }, look));
  const path = look.path({ expression: callee, module });
  const [whole] = root.exec(path) ?? [];
  const rest = whole === undefined ? undefined : path.slice(whole.length);
  if (rest !== undefined && !rest.includes("()")) return { name: rest, arguments: given, on: undefined };
  if (callee.kind === "member") return { name: callee.name, arguments: given, on: { expression: callee.object, module } };
  return { name: "", arguments: given, on: undefined };
}

interface Reading {
  readonly library: Library;
  readonly look: Look;
  /** The fields of what is spread into a record: another record, or all of another object. */
  readonly shape: Find<Fields>;
}

/** The fields of a record of schemas, with those of what is spread into it. */
export function fieldsOfRecord({ expression, module }: Place<ExpressionOf<"record">>, reading: Reading): Fields {
  return expression.entries
    .map(({ key, value, spread }): Fields => {
      if (spread === true) return spreadFields({ expression: value, module }, reading);
      const name = reading.look.nameOf(key, module);
      return name === undefined
        ? []
        : [{ name, key: key.node, module, field: reading.library.field({ expression: value, module }, reading.look) ?? OPTIONAL }];
    })
    .reduce(overlaid, []);
}

/** `...(isProduction ? { … } : {})` and `...(isProduction && { … })` are there on some paths only. */
function spreadFields({ expression, module }: Place, reading: Reading): Fields {
  const sometimes = (one: Expression): Fields =>
    spreadFields({ expression: one, module }, reading).map((declared) => ({ ...declared, field: { ...declared.field, sometimes: true } }));
  if (expression.kind === "choice")
    return anyOf([expression.yes, expression.no].map((one) => spreadFields({ expression: one, module }, reading)));
  if (expression.kind === "operation" && expression.operator === "and") return sometimes(expression.right);
  return reading.shape({ expression, module }, reading.look) ?? [];
}

/** Both, the second where both have a name. */
export function overlaid(fields: Fields, others: Fields): Fields {
  return [...new Map([...fields, ...others].map((one) => [one.name, one])).values()];
}

/** Of objects one of which is used: what not all have is there on some paths only. */
export function anyOf(objects: readonly Fields[]): Fields {
  const names = [...new Set(objects.flatMap((fields) => fields.map(({ name }) => name)))];
  return names.flatMap((name) => {
    const same = objects.flatMap((fields) => fields.filter((one) => one.name === name));
    const [first] = same;
    if (first === undefined) return [];
    const strictest =
      same.every(({ field }) => field.mode === "required") || same.length < objects.length
        ? (same.find(({ field }) => field.mode === "required")?.field ?? first.field)
        : eitherOf(same.map(({ field }) => field));
    return [{ ...first, field: same.length < objects.length ? { ...strictest, sometimes: true } : strictest }];
  });
}

/** A field as a read of the variable. */
export function foundOf({ key, module, field }: Omit<Declared, "name">, variable: string): Found {
  const [first, last] = [module.tree.text[key.start], module.tree.text[key.end - 1]];
  const quoted = key.end - key.start > 1 && first === last && /["'`]/.test(first ?? "");
  const { mode, default: instead, type, sometimes } = field;
  return {
    path: module.path,
    variable,
    at: quoted ? { start: key.start + 1, end: key.end - 1 } : { start: key.start, end: key.end },
    mode,
    confidence: mode === "required" ? (sometimes === true ? "conditional" : "certain") : null,
    default: mode === "default" ? literalOf(instead) : null,
    type,
  };
}
