import { callsIn } from "../core/calls.ts";
import type { Expression } from "../expression.ts";
import type { Found } from "../found.ts";
import { foundOf, OPTIONAL, withDefault, type Field } from "../schemas/field.ts";
import { Look, type Place } from "../schemas/look.ts";
import type { Framework } from "./framework.ts";

const TYPES: Readonly<Record<string, string>> = {
  port: "integer",
  int: "integer",
  integer: "integer",
  nat: "integer",
  port_or_windows_named_pipe: "string",
  Number: "number",
  Boolean: "boolean",
  Array: "list",
  Object: "json",
  url: "url",
  duration: "duration",
};

/** https://github.com/mozilla/node-convict: a property with `env` takes its value from that variable, else from files, else the `default`. */
export const convict: Framework = {
  id: "convict",
  languages: ["typescript"],
  needs: /["']convict["']/,
  declared(view) {
    const look = new Look(view);
    const schemas = callsIn(view.module).flatMap(({ callee, arguments: [given] }): readonly Expression[] =>
      given !== undefined && /^convict(?:\.default)?$/.test(look.path({ expression: callee, module: view.module })) ? [given.value] : [],
    );
    return { reads: schemas.flatMap((expression) => propertiesOf({ expression, module: view.module }, look)), open: [] };
  },
};

/** Properties and groups of properties: one with a text as `env` is a property. */
function propertiesOf(place: Place, look: Look): readonly Found[] {
  const entries = look.entries(place) ?? [];
  const variable = entries.find(({ name }) => name === "env");
  const named = variable === undefined ? undefined : look.end(variable.value);
  if (variable === undefined || named?.expression.kind !== "text") return entries.flatMap(({ value }) => propertiesOf(value, look));
  const at = variable.value.expression.kind === "text" ? variable.value : named;
  return [foundOf({ key: at.expression.node, module: at.module, field: fieldOf(place, look) }, named.expression.text)];
}

function fieldOf(place: Place, look: Look): Field {
  const [instead, format] = [look.entry(place, "default"), look.entry(place, "format")];
  const form = format === undefined ? undefined : look.end(format).expression;
  const type = form?.kind === "text" ? form.text : form?.kind === "name" ? form.name : "";
  const field = instead === undefined ? OPTIONAL : withDefault(OPTIONAL, look.end(instead).expression);
  return { ...field, type: TYPES[type] ?? null };
}
