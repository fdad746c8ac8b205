import { callsIn } from "../core/calls.ts";
import type { Found } from "../found.ts";
import { foundOf, OPTIONAL, withDefault } from "../schemas/field.ts";
import { Look, type Place } from "../schemas/look.ts";
import type { Framework } from "./framework.ts";

/** https://nuxt.com/docs/guide/going-further/runtime-config: `runtimeConfig.public.apiBase` is replaced by NUXT_PUBLIC_API_BASE at run time. */
export const nuxt: Framework = {
  id: "nuxt",
  languages: ["typescript"],
  needs: /\bdefineNuxtConfig\b/,
  declared(view) {
    const look = new Look(view);
    const { module } = view;
    const reads = callsIn(module).flatMap(({ callee, arguments: [given] }): readonly Found[] => {
      if (given === undefined || callee.kind !== "name" || callee.name !== "defineNuxtConfig") return [];
      const config = look.entry({ expression: given.value, module }, "runtimeConfig");
      return config === undefined ? [] : keysOf(config, "NUXT", look);
    });
    return { reads, open: [] };
  },
};

function keysOf(place: Place, prefix: string, look: Look): readonly Found[] {
  return (look.entries(place) ?? []).flatMap(({ name, key, value }) => {
    const variable = `${prefix}_${snakeCase(name)}`;
    const { expression, module } = look.end(value);
    if (expression.kind === "record") return keysOf({ expression, module }, variable, look);
    const isEmpty = expression.kind === "text" && expression.text === "";
    const hasDefault = LITERALS.has(expression.kind) && !isEmpty;
    return [foundOf({ key, module: value.module, field: hasDefault ? withDefault(OPTIONAL, expression) : OPTIONAL }, variable)];
  });
}

const LITERALS: ReadonlySet<string> = new Set(["text", "number", "boolean", "list"]);

/** As https://github.com/unjs/scule splits names: at a change of case, and at what is no letter or digit. */
function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/(?<![A-Z])([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
}
