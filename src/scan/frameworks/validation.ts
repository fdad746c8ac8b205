import { callsIn } from "../core/calls.ts";
import type { ExpressionOf } from "../expression.ts";
import type { Found } from "../found.ts";
import { foundOf, type Fields } from "../schemas/field.ts";
import { fieldOf, fieldsOf } from "../schemas/index.ts";
import { Look, type Place } from "../schemas/look.ts";
import { prepared, sourceOf, variablesIn, type Source } from "../schemas/source.ts";
import type { Framework, View } from "./framework.ts";

/** The environment held against a schema of any library: `Schema.parse(process.env)`, `parse(Schema, process.env)`, `validateEnv(Schema, process.env)`. */
export const validation: Framework = {
  id: "validation",
  languages: ["typescript"],
  needs: /(?:process|meta|Bun)\??\.env\b|\$env\/dynamic|\bvalidate(?:Env\w*|Config\w*)?\s*[:(=]|validationSchema/,
  declared: (view) => ({ reads: callsIn(view.module).flatMap((call) => validatedBy(call, view)), open: [] }),
};

function validatedBy(call: ExpressionOf<"call">, { module, meanings, forms }: View): readonly Found[] {
  const look = new Look({ meanings, forms });
  const given = call.arguments.map(({ value }): Place => ({ expression: value, module }));
  const options = given.filter(
    ({ expression }) => expression.kind === "record" && /\bvalidationSchema\b/.test(module.textOf(expression.node)),
  );
  const schema = options.map((place) => look.entry(place, "validationSchema")).find((place) => place !== undefined);
  if (schema !== undefined) return readsOf(fieldsOf(schema, look) ?? [], { whole: true, mapped: new Map() }, look);
  const sources = given.map((place) => sourceOf(place, look));
  const source = sources.find((one) => one !== undefined);
  if (source === undefined) return given.flatMap((place) => singleRead(place, call, look));
  const others = given.filter((_, position) => sources[position] === undefined);
  const object: readonly Place[] =
    call.callee.kind === "member" ? [{ expression: call.callee.object, module }] : [{ expression: call.callee, module }];
  return [...object, ...others].flatMap((place) => readsOf(fieldsOf(place, look) ?? recordFields(place, look), source, look));
}

/** A record whose values are schemas, as `parseEnv(process.env, { KEY: z.string() })` takes it. */
function recordFields(place: Place, look: Look): Fields {
  if (place.expression.kind !== "record") return [];
  return (look.entries(place) ?? []).flatMap(({ name, key, value }) => {
    const field = fieldOf(value, look);
    return field === undefined ? [] : [{ name, key, module: value.module, field }];
  });
}

/** One variable held against a schema: `z.coerce.number().parse(process.env.PORT)`. */
function singleRead(place: Place, { callee, arguments: given }: ExpressionOf<"call">, look: Look): readonly Found[] {
  const { expression, module } = place;
  const read = expression.kind === "operation" ? expression.left : expression;
  const [variable] = read.kind === "member" || read.kind === "index" ? variablesIn({ expression: read, module }, look) : [];
  if (variable === undefined || variable.at.end < read.node.end - 2 || callee.kind !== "member") return [];
  const schemas = [callee.object, ...given.flatMap(({ value }) => (value === expression ? [] : [value]))];
  const field = schemas.map((schema) => fieldOf({ expression: schema, module }, look)).find((one) => one !== undefined);
  return field === undefined ? [] : [foundOf({ key: variable.at, module, field: prepared(field, place) }, variable.name)];
}

/** The fields of a schema as reads of the variables that they are taken from. */
function readsOf(fields: Fields, { whole, mapped }: Source, look: Look): readonly Found[] {
  return fields.flatMap(({ name, key, module, field }) => {
    const value = mapped.get(name);
    if (value === undefined) return whole ? [foundOf({ key, module, field }, name)] : [];
    const variables = variablesIn(value, look);
    return variables.map((variable) => foundOf({ key: variable.at, module: value.module, field: prepared(field, value) }, variable.name));
  });
}
