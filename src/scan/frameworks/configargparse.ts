import type { Found } from "../found.ts";
import { callsIn, extentOf, isTrue, keyword, outcomeWith, REQUIRED_OPTION, type Call } from "./calls.ts";
import type { Framework, View } from "./framework.ts";

function optionReads(call: Call, view: View): readonly Found[] {
  const name = keyword(call, "env_var");
  const form = name === null ? null : view.forms.of(name, view.module);
  if (name === null || form?.kind !== "known") return [];
  const outcome = isTrue(call, "required") ? REQUIRED_OPTION : outcomeWith(keyword(call, "default"), view);
  return form.texts.map((variable) => ({ variable, at: extentOf(name.node), ...outcome, type: typeOf(call) }));
}

const TYPES: Readonly<Record<string, string>> = { int: "integer", float: "number", str: "string" };

function typeOf(call: Call): string | null {
  const type = keyword(call, "type");
  return type?.kind === "name" ? (TYPES[type.name] ?? null) : null;
}

/** ConfigArgParse configargparse.py: `add_argument(..., env_var="X")`, and `ArgumentParser(auto_env_var_prefix="APP_")` for every option. */
export const configargparse: Framework = {
  id: "configargparse",
  languages: ["python"],
  needs: /\bconfigargparse\b|\benv_var\s*=/,
  declared: (view) => {
    const calls = callsIn(view.module);
    const prefixes = calls.flatMap((call) => keyword(call, "auto_env_var_prefix") ?? []);
    return {
      reads: calls.flatMap((call) => optionReads(call, view)),
      open: prefixes.flatMap((prefix) =>
        prefix.kind === "text" ? [{ at: extentOf(prefix.node), prefix: prefix.text.toUpperCase(), suffix: "" }] : [],
      ),
    };
  },
};
