import { callsIn } from "../core/calls.ts";
import type { ExpressionOf } from "../expression.ts";
import type { Found } from "../found.ts";
import { foundOf, OPTIONAL, REQUIRED, withDefault, type Field } from "../schemas/field.ts";
import { Look, type Place } from "../schemas/look.ts";
import type { Framework, View } from "./framework.ts";

/** The position of the record of validators, by the function that takes it. */
const CLEANERS: ReadonlyMap<string, number> = new Map([
  ["envalid.cleanEnv", 1],
  ["envalid.customCleanEnv", 1],
  ["envsafe.envsafe", 0],
]);

const TYPES: Readonly<Record<string, string>> = { bool: "boolean", num: "number", port: "integer", url: "url", json: "json" };

/**
 * envalid and envsafe, whose validators take the same options: https://github.com/af/envalid, https://github.com/KATT/envsafe.
 * A `devDefault` holds outside production only, so that the variable is required.
 */
export const envalid: Framework = {
  id: "envalid",
  languages: ["typescript"],
  needs: /["'](?:envalid|envsafe)["']/,
  declared: (view) => ({ reads: callsIn(view.module).flatMap((call) => cleanedBy(call, view)), open: [] }),
};

function cleanedBy(call: ExpressionOf<"call">, { module, meanings, forms }: View): readonly Found[] {
  const look = new Look({ meanings, forms });
  const position = CLEANERS.get(look.path({ expression: call.callee, module }));
  const validators = position === undefined ? undefined : call.arguments[position]?.value;
  const entries = validators === undefined ? [] : (look.entries({ expression: validators, module }) ?? []);
  return entries.map(({ name, key, value }) => foundOf({ key, module: value.module, field: fieldOf(value, look) }, name));
}

function fieldOf(place: Place, look: Look): Field {
  const { expression, module } = look.end(place);
  if (expression.kind !== "call") return REQUIRED;
  const options = expression.arguments[0] === undefined ? undefined : { expression: expression.arguments[0].value, module };
  const instead = look.entry(options, "default");
  const field = {
    ...REQUIRED,
    type: TYPES[look.path({ expression: expression.callee, module }).replace(/^env(?:alid|safe)\./, "")] ?? null,
  };
  if (look.entry(options, "requiredWhen") !== undefined) return { ...OPTIONAL, type: field.type };
  return instead === undefined ? field : withDefault(field, look.end(instead).expression);
}
