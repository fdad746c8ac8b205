import { callsIn } from "../core/calls.ts";
import type { ExpressionOf } from "../expression.ts";
import type { Found } from "../found.ts";
import { foundOf, OPTIONAL, REQUIRED, type Field } from "../schemas/field.ts";
import { Look, type Place } from "../schemas/look.ts";
import type { Framework, View } from "./framework.ts";

/** The validated environment of a project, whose module exports what `Env.create` made, and that of version 5. */
const ENVS = ["#start/env", "adonisjs/core/env.Env.create()", "adonisjs/core/env.create()", "ioc:Adonis/Core/Env", "Env"];

/** The record of rules, by the function that takes it. */
const DECLARES: ReadonlyMap<string, number> = new Map([
  ["adonisjs/core/env.Env.create", 1],
  ["adonisjs/core/env.create", 1],
  ["ioc:Adonis/Core/Env.rules", 0],
]);

/** https://docs.adonisjs.com/guides/environment-variables: rules are required unless they are `optional`. */
export const adonis: Framework = {
  id: "adonis",
  languages: ["typescript"],
  needs: /#start\/env|start\/env["']|adonisjs\/core\/env|Adonis\/Core\/Env/,
  readers: ENVS.map((of) => ({
    access: "call",
    of: `${of}.get`,
    name: { position: 0 },
    default: { position: 1 },
    mode: "optional",
    ...(of === "Env" ? { needs: "Adonis" } : {}),
  })),
  declared: (view) => ({ reads: callsIn(view.module).flatMap((call) => declaredBy(call, view)), open: [] }),
};

function declaredBy(call: ExpressionOf<"call">, { module, meanings, forms }: View): readonly Found[] {
  const look = new Look({ meanings, forms });
  const position = DECLARES.get(look.path({ expression: call.callee, module }));
  const rules = position === undefined ? undefined : call.arguments[position]?.value;
  const entries = rules === undefined ? [] : (look.entries({ expression: rules, module }) ?? []);
  return entries.map(({ name, key, value }) => foundOf({ key, module: value.module, field: fieldOf(value, look) }, name));
}

/** `Env.schema.number()`, `Env.schema.string.optional({ format: "url" })`. */
function fieldOf(place: Place, look: Look): Field {
  const { expression, module } = look.end(place);
  const path = expression.kind === "call" ? look.path({ expression: expression.callee, module }) : "";
  const [, type = "", optional] = /\.schema\.(\w+)(?:\.(optional\w*))?$/.exec(path) ?? [];
  const field = optional === undefined ? REQUIRED : OPTIONAL;
  return { ...field, type: type === "number" || type === "boolean" ? type : null };
}
