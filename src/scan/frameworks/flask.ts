import type { Expression } from "../expression.ts";
import type { Refinement } from "../languages/language.ts";
import { callsIn, extentOf, keyword } from "./calls.ts";
import type { Framework } from "./framework.ts";

/** `app.config.from_envvar("SETTINGS", silent=True)` goes on without it. */
function silent(call: Expression): Refinement {
  const given = call.kind === "call" ? (keyword(call, "silent") ?? call.arguments[1]?.value) : undefined;
  return given?.kind === "boolean" && given.text === "True" ? { mode: "optional" } : {};
}

/** flask/config.py: `from_prefixed_env(prefix="FLASK")` takes every variable that begins with it and `_`. */
export const flask: Framework = {
  id: "flask",
  languages: ["python"],
  needs: /\bfrom_(?:envvar|prefixed_env)\b/,
  readers: [{ access: "call", of: "*.from_envvar", name: { position: 0, keyword: "variable_name" }, mode: "required", refine: silent }],
  declared: ({ module }) => {
    const calls = callsIn(module).filter(({ callee }) => callee.kind === "member" && callee.name === "from_prefixed_env");
    const open = calls.map((call) => {
      const given = keyword(call, "prefix") ?? call.arguments.find(({ name }) => name === null)?.value;
      return {
        at: extentOf((given ?? call.callee).node),
        prefix: given === undefined ? "FLASK_" : given.kind === "text" ? `${given.text}_` : "",
        suffix: "",
      };
    });
    return { reads: [], open };
  },
};
