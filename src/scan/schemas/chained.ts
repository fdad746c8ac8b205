import type { Expression } from "../expression.ts";
import {
  eitherOf,
  fieldsOfRecord,
  OPTIONAL,
  overlaid,
  stepOf,
  typed,
  withDefault,
  type Field,
  type Fields,
  type Library,
  type Step,
} from "./field.ts";
import { following, type Find, type Look, type Place } from "./look.ts";

/** Of joi and yup, whose fields may be absent unless they say otherwise: https://joi.dev/api, https://github.com/jquense/yup. */
const ROOT = /^(?:joi|hapi\/joi|yup|celebrate)(?:\.default)?(?:\.Joi)?\./;

const TYPES: Readonly<Record<string, string>> = { number: "number", boolean: "boolean", bool: "boolean", array: "list" };

const CHANGES: Readonly<Record<string, (field: Field, given: readonly Place[]) => Field>> = {
  required: (field) => ({ ...field, mode: "required", default: null }),
  exist: (field) => ({ ...field, mode: "required", default: null }),
  defined: (field) => (field.mode === "optional" ? { ...field, mode: "required" } : field),
  optional: (field) => (field.mode === "required" ? { ...field, mode: "optional" } : field),
  notRequired: (field) => (field.mode === "required" ? { ...field, mode: "optional" } : field),
  default: (field, [given]) => withDefault(field, given?.expression),
  failover: (field, [given]) => withDefault(field, given?.expression),
  integer: (field) => typed(field, "integer"),
  port: (field) => typed(field, "integer"),
  uri: (field) => typed(field, "url"),
  url: (field) => typed(field, "url"),
};

const fieldOf: Find<Field> = following(({ expression, module }, look) => {
  if (expression.kind !== "call") return undefined;
  const step = stepOf({ expression, module }, ROOT, look);
  const before = step.on === undefined ? startOf(step) : fieldOf(step.on, look);
  if (before === undefined) return look.result({ expression, module }, (result) => fieldOf(result, look));
  return step.name === "when" ? onCondition(before, step, look) : (CHANGES[step.name]?.(before, step.arguments) ?? before);
});

/** `Joi.string()`, `Joi.required()`: what a function of the library starts with. */
function startOf({ name }: Step): Field | undefined {
  return name === "" ? undefined : { ...OPTIONAL, type: TYPES[name] ?? null };
}

/** `when("OTHER", { is, then, otherwise })`: what is required on one side only is so on some paths. */
function onCondition(field: Field, { arguments: given }: Step, look: Look): Field {
  const options = given.find((place) => look.entry(place, "then") !== undefined || look.entry(place, "otherwise") !== undefined);
  const sides = ["then", "otherwise"].flatMap((name) => {
    const side = look.entry(options, name);
    return side === undefined ? [] : [fieldOf(side, look) ?? field];
  });
  if (sides.length === 2 && sides.every(({ mode }) => mode === "required")) return { ...field, mode: "required" };
  return sides.some(({ mode }) => mode === "required")
    ? { ...field, mode: "required", sometimes: true }
    : sides.length === 0
      ? field
      : eitherOf([field, ...sides]);
}

const ADDING: ReadonlySet<string> = new Set(["keys", "append", "concat", "shape"]);

const fieldsOf: Find<Fields> = following(({ expression, module }, look) => {
  if (expression.kind !== "call") return undefined;
  const step = stepOf({ expression, module }, ROOT, look);
  const [given] = step.arguments;
  if (step.on === undefined) {
    if (step.name === "object") return given === undefined ? [] : (shapeOf(given, look) ?? []);
    return look.result({ expression, module }, (result) => fieldsOf(result, look));
  }
  const fields = fieldsOf(step.on, look);
  if (fields === undefined || given === undefined) return fields;
  if (ADDING.has(step.name)) return overlaid(fields, shapeOf(given, look) ?? []);
  if (isPresenceRequired(given.expression))
    return fields.map((one) => (one.field.mode === "optional" ? { ...one, field: { ...one.field, mode: "required" } } : one));
  return fields;
});

/** `options({ presence: "required" })`. */
function isPresenceRequired(options: Expression): boolean {
  return (
    options.kind === "record" &&
    options.entries.some(
      ({ key, value }) => key.kind === "text" && key.text === "presence" && value.kind === "text" && value.text === "required",
    )
  );
}

const shapeOf: Find<Fields> = following((end, look) => {
  const { expression, module } = end;
  return expression.kind === "record"
    ? fieldsOfRecord({ expression, module }, { library: chained, look, shape: shapeOf })
    : fieldsOf(end, look);
});

export const chained: Library = { field: fieldOf, fields: fieldsOf };
