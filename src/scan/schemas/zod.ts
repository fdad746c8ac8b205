import type { Expression } from "../expression.ts";
import {
  anyOf,
  eitherOf,
  fieldsOfRecord,
  OPTIONAL,
  REQUIRED,
  stepOf,
  typed,
  withDefault,
  type Field,
  type Fields,
  type Library,
  type Step,
} from "./field.ts";
import { OBJECT_CHANGES } from "./objects.ts";
import { following, type Find, type Look, type Place } from "./look.ts";

/** `z` of "zod", "zod/v4", "zod/mini", and of what passes it on: "astro/zod", "@hono/zod-openapi". */
const ROOT = /^(?:[\w./-]{0,200}zod[\w./-]{0,200}?|astro:\w+)(?:\.z|\.default)?\./;

/** Types that take what is not there: https://zod.dev/api (`z.coerce.string()` makes the text "undefined" of it). */
const LENIENT: ReadonlySet<string> = new Set(["any", "unknown", "undefined", "void", "never", "coerce.string", "coerce.boolean", "custom"]);

const TYPES: Readonly<Record<string, string>> = {
  "coerce.number": "number",
  number: "number",
  int: "integer",
  int32: "integer",
  "coerce.bigint": "integer",
  bigint: "integer",
  boolean: "boolean",
  "coerce.boolean": "boolean",
  stringbool: "boolean",
  url: "url",
  httpUrl: "url",
  json: "json",
};

const optional = (field: Field): Field => (field.mode === "default" ? field : { ...field, mode: "optional" });
const required = (field: Field): Field => ({ ...field, mode: "required", default: null });
const defaulted = (field: Field, [given]: readonly Place[]): Field => withDefault(field, given?.expression);

/** What methods make of a field; in "zod/mini" they are functions that take the schema first. */
const CHANGES: Readonly<Record<string, (field: Field, given: readonly Place[]) => Field>> = {
  optional,
  nullish: optional,
  exactOptional: optional,
  default: defaulted,
  _default: defaulted,
  prefault: defaulted,
  catch: defaulted,
  nonoptional: required,
  removeDefault: required,
  unwrap: required,
  int: (field) => typed(field, "integer"),
  url: (field) => typed(field, "url"),
  transform: (field, [given]) => (field.mode === "optional" ? replaced(field, given?.expression) : field),
};

const WRAPPERS: ReadonlySet<string> = new Set([
  "optional",
  "nullish",
  "exactOptional",
  "nullable",
  "readonly",
  "lazy",
  "_default",
  "prefault",
  "catch",
  "nonoptional",
]);

/** `(value) => value ?? "default"`. */
function replaced(field: Field, change: Expression | undefined): Field {
  const result = change?.kind === "function" ? change.result : null;
  const isFallback =
    result?.kind === "operation" && (result.operator === "or" || result.operator === "nullish") && result.left.kind === "name";
  return isFallback ? withDefault(field, result.right) : field;
}

const fieldOf: Find<Field> = following(({ expression, module }, look) => {
  switch (expression.kind) {
    case "call": {
      const made = ofStep(stepOf({ expression, module }, ROOT, look), look);
      return made ?? look.result({ expression, module }, (result) => fieldOf(result, look));
    }
    case "member":
      return fieldsOfShape({ expression: expression.object, module }, look)?.find(({ name }) => name === expression.name)?.field;
    case "choice": {
      const fields = [expression.yes, expression.no].map((one) => fieldOf({ expression: one, module }, look) ?? OPTIONAL);
      return fields.some(({ mode }) => mode === "required") && fields.some(({ mode }) => mode !== "required")
        ? { ...REQUIRED, sometimes: true }
        : fields[0];
    }
    default:
      return undefined;
  }
});

function ofStep(step: Step, look: Look): Field | undefined {
  if (step.on === undefined) return step.name === "" ? undefined : ofFunction(step, look);
  const field = fieldOf(step.on, look);
  if (field === undefined) return undefined;
  const [given] = step.arguments;
  if (step.name === "or" && given !== undefined) return eitherOf([field, fieldOf(given, look) ?? OPTIONAL]);
  if (step.name === "pipe" && given !== undefined) return piped(field, fieldOf(given, look));
  return CHANGES[step.name]?.(field, step.arguments) ?? field;
}

/** What is absent passes through the first schema and then has to pass through the second. */
function piped(field: Field, next: Field | undefined): Field {
  return field.mode === "optional" && next !== undefined
    ? { ...next, type: next.type ?? field.type }
    : { ...field, type: next?.type ?? field.type };
}

type Make = (given: readonly Place[], look: Look) => Field | undefined;

const fieldAt = (place: Place | undefined, look: Look): Field | undefined =>
  place === undefined ? undefined : fieldOf(inside(place), look);

/** `z.lazy(() => schema)`. */
function inside(place: Place): Place {
  const { expression, module } = place;
  return expression.kind === "function" && expression.result !== null ? { expression: expression.result, module } : place;
}

const oneOf = (place: Place | undefined, look: Look): Field => eitherOf(listed(place, look).map((one) => fieldOf(one, look) ?? OPTIONAL));

/** Functions that make a field of others, or of what else they are given. */
const MAKES: Readonly<Record<string, Make>> = {
  preprocess: ([change, inner], look) => preprocessed(fieldAt(inner, look) ?? REQUIRED, change?.expression),
  pipe: ([first, second], look) => {
    const field = fieldAt(first, look);
    return field === undefined ? undefined : piped(field, fieldAt(second, look));
  },
  union: ([list], look) => oneOf(list, look),
  discriminatedUnion: ([, list], look) => oneOf(list, look),
  literal: ([value]) => (value?.expression.kind === "null" ? OPTIONAL : REQUIRED),
  custom: ([check]) => (check === undefined ? OPTIONAL : REQUIRED),
};

function ofFunction({ name, arguments: given }: Step, look: Look): Field | undefined {
  const make = MAKES[name];
  if (make !== undefined) return make(given, look);
  if (!WRAPPERS.has(name)) return { ...(LENIENT.has(name) ? OPTIONAL : REQUIRED), type: TYPES[name] ?? null };
  const inner = fieldAt(given[0], look);
  return inner === undefined ? undefined : (CHANGES[name]?.(inner, given.slice(1)) ?? inner);
}

function preprocessed(field: Field, change: Expression | undefined): Field {
  const filled = replaced(field, change);
  return filled.mode === "default" ? filled : field;
}

function listed(place: Place | undefined, look: Look): readonly Place[] {
  if (place === undefined) return [];
  const { expression, module } = look.end(place);
  return expression.kind === "list" ? expression.items.map((item) => ({ expression: item, module })) : [];
}

const OBJECTS: ReadonlySet<string> = new Set(["object", "strictObject", "looseObject", "interface", "strictInterface", "looseInterface"]);

const fieldsOf: Find<Fields> = following(({ expression, module }, look) => {
  if (expression.kind === "choice") {
    const both = [expression.yes, expression.no].map((one) => fieldsOf({ expression: one, module }, look));
    return both.some((one) => one === undefined) ? undefined : anyOf(both.flatMap((one) => (one === undefined ? [] : [one])));
  }
  if (expression.kind !== "call") return undefined;
  const step = stepOf({ expression, module }, ROOT, look);
  if (step.on === undefined && step.name === "") return look.result({ expression, module }, (result) => fieldsOf(result, look));
  if (step.on === undefined) return madeOf(step, look) ?? look.result({ expression, module }, (result) => fieldsOf(result, look));
  const fields = fieldsOf(step.on, look);
  if (fields === undefined) return look.result({ expression, module }, (result) => fieldsOf(result, look));
  return changed(fields, step, look);
});

const anyListed = (place: Place | undefined, look: Look): Fields => anyOf(listed(place, look).map((one) => fieldsOf(one, look) ?? []));

/** Functions that make an object of others. */
const COMBINES: Readonly<Record<string, (given: readonly Place[], look: Look) => Fields | undefined>> = {
  union: ([list], look) => anyListed(list, look),
  discriminatedUnion: ([, list], look) => anyListed(list, look),
  lazy: ([made], look) => (made === undefined ? undefined : fieldsOf(inside(made), look)),
  preprocess: ([, made], look) => (made === undefined ? undefined : fieldsOf(made, look)),
};

function madeOf({ name, arguments: given }: Step, look: Look): Fields | undefined {
  const [first, ...others] = given;
  if (first === undefined) return undefined;
  if (OBJECTS.has(name)) return fieldsOfShape(first, look) ?? [];
  const combine = COMBINES[name];
  if (combine !== undefined) return combine(given, look);
  const fields = fieldsOf(first, look);
  return fields === undefined ? undefined : changed(fields, { name, arguments: others }, look);
}

/** Another object that is made of it: by a method, or in "zod/mini" by a function. */
function changed(fields: Fields, { name, arguments: [given] }: Pick<Step, "name" | "arguments">, look: Look): Fields {
  const change = OBJECT_CHANGES[name];
  if (change === undefined) return fields;
  const names = given === undefined ? undefined : look.entries(given)?.map((entry) => entry.name);
  return change(fields, { names, other: given === undefined ? [] : (fieldsOfShape(given, look) ?? []) });
}

/** The fields of a record of schemas, of `Object.shape`, or of an object itself. */
const fieldsOfShape: Find<Fields> = following((end, look) => {
  const { expression, module } = end;
  if (expression.kind === "record") return fieldsOfRecord({ expression, module }, { library: zod, look, shape: fieldsOfShape });
  if (expression.kind === "member" && (expression.name === "shape" || expression.name === "def" || expression.name === "_def"))
    return fieldsOf({ expression: expression.object, module }, look);
  return (
    fieldsOf(end, look) ??
    (expression.kind === "call" ? look.result({ expression, module }, (result) => fieldsOfShape(result, look)) : undefined)
  );
});

/** zod, versions 3 and 4: https://zod.dev/api. */
export const zod: Library = { field: fieldOf, fields: fieldsOf };
