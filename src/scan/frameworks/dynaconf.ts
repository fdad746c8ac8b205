import type { Found, FoundAll, Open } from "../found.ts";
import { callsIn, extentOf, isTrue, keyword, outcomeWith, REQUIRED_OPTION, type Call } from "./calls.ts";
import type { Framework, View } from "./framework.ts";

const MAKERS: ReadonlySet<string> = new Set([
  "dynaconf.Dynaconf",
  "dynaconf.LazySettings",
  "dynaconf.FlaskDynaconf",
  "dynaconf.DjangoDynaconf",
]);

/** Every variable with the prefix is a setting; the prefix is DYNACONF unless told, none where it is false. dynaconf/loaders/env_loader.py. */
function prefixesIn(calls: readonly Call[], { module, meanings }: View): readonly Open[] {
  return calls
    .filter(({ callee }) => MAKERS.has(meanings.of(callee, module).path ?? ""))
    .map((call) => {
      const given = keyword(call, "envvar_prefix") ?? keyword(call, "ENVVAR_PREFIX") ?? keyword(call, "ENVVAR_PREFIX_FOR_DYNACONF");
      const value = given === null ? null : (meanings.of(given, module).value ?? given);
      const at = extentOf((given ?? call.callee).node);
      return {
        at,
        prefix: value === null ? "DYNACONF_" : value.kind === "text" && value.text !== "" ? `${value.text.toUpperCase()}_` : "",
        suffix: "",
      };
    });
}

/** `Validator("NAME", "DB.HOST", must_exist=True, default="d")`. */
function validated(call: Call, prefix: string, view: View): readonly Found[] {
  if (view.meanings.of(call.callee, view.module).path !== "dynaconf.Validator") return [];
  const instead = keyword(call, "default");
  const isRequired = instead === null && (isTrue(call, "must_exist") || isTrue(call, "required"));
  const outcome = isRequired ? REQUIRED_OPTION : outcomeWith(instead, view);
  return call.arguments.flatMap(({ name, value }): readonly Found[] => {
    if (name !== null || value.kind !== "text") return [];
    const variable = prefix + value.text.toUpperCase().replaceAll(".", "__");
    return [{ variable, at: extentOf(value.node), ...outcome, type: null }];
  });
}

export const dynaconf: Framework = {
  id: "dynaconf",
  languages: ["python"],
  needs: /\bdynaconf\b/,
  declared: (view): FoundAll => {
    const calls = callsIn(view.module);
    const open = prefixesIn(calls, view);
    const [only] = open;
    return { reads: only === undefined ? [] : calls.flatMap((call) => validated(call, only.prefix, view)), open };
  },
};
