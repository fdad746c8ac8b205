import {
  anyOf,
  eitherOf,
  fieldsOfRecord,
  OPTIONAL,
  overlaid,
  REQUIRED,
  stepOf,
  withDefault,
  type Field,
  type Fields,
  type Library,
} from "./field.ts";
import { OBJECT_CHANGES } from "./objects.ts";
import { following, type Find, type Look, type Place } from "./look.ts";

/** Of libraries whose schemas are put together by functions: https://valibot.dev/api, https://docs.superstructjs.org, https://github.com/sinclairzx81/typebox. */
const ROOT = /^(?:valibot|superstruct|sinclair\/typebox\.Type|typebox\.Type|typebox)\./;

const TYPES: Readonly<Record<string, string>> = { number: "number", integer: "integer", bigint: "integer", boolean: "boolean", url: "url" };

const ABSENT: ReadonlySet<string> = new Set(["optional", "nullish", "undefinedable", "exactoptional", "partial"]);

/** They take a default, always or where there is one. */
const DEFAULTS: ReadonlySet<string> = new Set(["optional", "nullish", "undefinedable", "exactoptional", "fallback", "defaulted"]);

const LENIENT: ReadonlySet<string> = new Set(["any", "unknown", "undefined", "void", "undefined_"]);

const fieldOf: Find<Field> = following(({ expression, module }, look) => {
  if (expression.kind !== "call") return undefined;
  const { name, on, arguments: given } = stepOf({ expression, module }, ROOT, look);
  if (on !== undefined || name === "") return look.result({ expression, module }, (result) => fieldOf(result, look));
  return madeField(name.toLowerCase(), given, look);
});

const PASSING: ReadonlySet<string> = new Set(["pipe", "coerce", "nullable", "refine", "size", "readonly"]);

function madeField(name: string, given: readonly Place[], look: Look): Field | undefined {
  const [first] = given;
  const inner = first === undefined ? undefined : fieldOf(first, look);
  if (PASSING.has(name)) return inner === undefined ? undefined : { ...inner, type: lastType(given, look) };
  if (name === "union") return eitherOf(listed(first, look).map((one) => fieldOf(one, look) ?? OPTIONAL));
  return wrapped(name, inner ?? REQUIRED, given, look) ?? withOptions(name, given, look);
}

/** `optional(schema)`, `optional(schema, default)`. */
function wrapped(name: string, inner: Field, [, second]: readonly Place[], look: Look): Field | undefined {
  if (DEFAULTS.has(name) && second !== undefined && second.expression.kind !== "record")
    return withDefault(inner, look.end(second).expression);
  if (!ABSENT.has(name)) return undefined;
  return inner.mode === "default" ? inner : { ...inner, mode: "optional" };
}

/** `Type.Number({ default: 3 })`. */
function withOptions(name: string, given: readonly Place[], look: Look): Field {
  const instead = given.map((options) => look.entry(options, "default")).find((one) => one !== undefined);
  const field = { ...(LENIENT.has(name) ? OPTIONAL : REQUIRED), type: TYPES[name] ?? null };
  return instead === undefined ? field : withDefault(field, look.end(instead).expression);
}

/** The first schema decides what may be absent, the last what comes of it. */
function lastType(given: readonly Place[], look: Look): string | null {
  return given.map((place) => fieldOf(place, look)?.type ?? null).findLast((type) => type !== null) ?? null;
}

function listed(place: Place | undefined, look: Look): readonly Place[] {
  if (place === undefined) return [];
  const { expression, module } = look.end(place);
  return expression.kind === "list" ? expression.items.map((item) => ({ expression: item, module })) : [];
}

const OBJECTS: ReadonlySet<string> = new Set(["object", "strictobject", "looseobject", "objectwithrest", "type"]);

const fieldsOf: Find<Fields> = following(({ expression, module }, look) => {
  if (expression.kind !== "call") return undefined;
  const { name, on, arguments: given } = stepOf({ expression, module }, ROOT, look);
  if (on !== undefined || name === "") return look.result({ expression, module }, (result) => fieldsOf(result, look));
  return madeFields(name.toLowerCase(), given, look);
});

const all = (places: readonly Place[], look: Look): readonly Fields[] => places.map((one) => fieldsOf(one, look) ?? []);

/** Functions that make an object of several. */
const COMBINES: Readonly<Record<string, (given: readonly Place[], look: Look) => Fields>> = {
  intersect: ([list], look) => all(listed(list, look), look).reduce(overlaid, []),
  composite: ([list], look) => all(listed(list, look), look).reduce(overlaid, []),
  assign: (given, look) => all(given, look).reduce(overlaid, []),
  union: ([list], look) => anyOf(all(listed(list, look), look)),
  variant: ([, list], look) => anyOf(all(listed(list, look), look)),
};

function madeFields(name: string, given: readonly Place[], look: Look): Fields | undefined {
  const [first, second] = given;
  if (first === undefined) return undefined;
  if (OBJECTS.has(name)) return shapeOf(first, look) ?? [];
  const combine = COMBINES[name];
  if (combine !== undefined) return combine(given, look);
  const fields = fieldsOf(first, look);
  if (fields === undefined) return undefined;
  const names = second === undefined ? undefined : textsOf(second, look);
  return OBJECT_CHANGES[name]?.(fields, { names, other: [] }) ?? fields;
}

function textsOf(place: Place, look: Look): readonly string[] {
  return listed(place, look).flatMap(({ expression }) => (expression.kind === "text" ? [expression.text] : []));
}

/** A record of schemas, `...Other.entries`, or an object itself. */
const shapeOf: Find<Fields> = following((end, look) => {
  const { expression, module } = end;
  if (expression.kind === "record") return fieldsOfRecord({ expression, module }, { library: composed, look, shape: shapeOf });
  if (expression.kind === "member") return fieldsOf({ expression: expression.object, module }, look);
  return fieldsOf(end, look);
});

export const composed: Library = { field: fieldOf, fields: fieldsOf };
