import { callsIn } from "../core/calls.ts";
import type { ExpressionOf } from "../expression.ts";
import type { Found } from "../found.ts";
import { foundOf, OPTIONAL, type Field } from "../schemas/field.ts";
import { fieldOf, fieldsOf } from "../schemas/index.ts";
import { Look, type Named, type Place } from "../schemas/look.ts";
import { prepared, sourceOf, variablesIn, type Source } from "../schemas/source.ts";
import type { Framework, View } from "./framework.ts";

const SECTIONS = ["server", "client", "shared"] as const;
const RUNTIMES = ["runtimeEnv", "runtimeEnvStrict", "experimental__runtimeEnv"] as const;

/** `createEnv` of @t3-oss/env-core and its kin: https://env.t3.gg/docs/core. Variables keep the names of their schemas unless `runtimeEnv` takes them from others. */
export const t3Env: Framework = {
  id: "t3-env",
  languages: ["typescript"],
  needs: /\bcreateEnv\b/,
  declared: (view) => ({ reads: callsIn(view.module).flatMap((call) => createdBy(call, view)), open: [] }),
};

/** Without validation the variables are passed on as they are, without the defaults of their schemas. */
const UNCHECKED = { mode: "optional", default: null } as const;

function createdBy(call: ExpressionOf<"call">, { module, meanings, forms }: View): readonly Found[] {
  const look = new Look({ meanings, forms });
  const options = call.arguments[0]?.value;
  if (options === undefined || !/(?:^|[./])createEnv$/.test(look.path({ expression: call.callee, module }))) return [];
  const given = { expression: options, module };
  const runtime = RUNTIMES.map((name) => look.entry(given, name)).find((place) => place !== undefined);
  const source = (runtime === undefined ? undefined : sourceOf(runtime, look)) ?? { whole: true, mapped: new Map<string, Place>() };
  const skips = look.entry(given, "skipValidation")?.expression;
  const isChecked = !(skips?.kind === "boolean" && skips.text === "true");
  const isPartial = look.entry(given, "experimental__runtimeEnv") !== undefined;
  return SECTIONS.flatMap((section) => {
    const schemas = look.entry(given, section);
    const from = isPartial && section === "server" ? { whole: true, mapped: new Map<string, Place>() } : source;
    const found = schemas === undefined ? [] : schemasIn(schemas, look);
    return found.flatMap((one) => readsOf(isChecked ? one : { ...one, field: { ...one.field, ...UNCHECKED } }, from, look));
  });
}

interface Schema extends Pick<Named, "name" | "key"> {
  readonly module: View["module"];
  readonly field: Field;
}

/** A record of schemas, or an object of one. */
function schemasIn(place: Place, look: Look): readonly Schema[] {
  const named = look
    .entries(place)
    ?.map(({ name, key, value }) => ({ name, key, module: value.module, field: fieldOf(value, look) ?? OPTIONAL }));
  return named ?? fieldsOf(place, look) ?? [];
}

function readsOf({ name, key, module, field }: Schema, { whole, mapped }: Source, look: Look): readonly Found[] {
  const value = mapped.get(name);
  if (value === undefined) return whole ? [foundOf({ key, module, field }, name)] : [];
  return variablesIn(value, look).map((variable) =>
    foundOf({ key: variable.at, module: value.module, field: prepared(field, value) }, variable.name),
  );
}
