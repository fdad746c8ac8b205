import { OPTIONAL, REQUIRED, withDefault, type Field, type Fields } from "./field.ts";
import type { Look, Place } from "./look.ts";

/** The properties of a JSON Schema that is written as an object. */
export function propertiesOf(place: Place, look: Look): Fields | undefined {
  const properties = look.entry(place, "properties");
  const required = look.entry(place, "required");
  const list = required === undefined ? undefined : look.end(required).expression;
  const names = list?.kind === "list" ? list.items.flatMap((item) => (item.kind === "text" ? [item.text] : [])) : [];
  const entries = properties === undefined ? undefined : look.entries(properties);
  return entries?.map(({ name, key, value }) => ({ name, key, module: value.module, field: fieldOf(value, names.includes(name), look) }));
}

const TYPES: ReadonlySet<string> = new Set(["integer", "number", "boolean"]);

/** A default is filled in before it is asked what is required. */
function fieldOf(place: Place, isRequired: boolean, look: Look): Field {
  const [type, instead] = [look.entry(place, "type"), look.entry(place, "default")];
  const named = type === undefined ? undefined : look.end(type).expression;
  const field = { ...(isRequired ? REQUIRED : OPTIONAL), type: named?.kind === "text" && TYPES.has(named.text) ? named.text : null };
  return instead === undefined ? field : withDefault(field, look.end(instead).expression);
}
