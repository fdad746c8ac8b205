import type { KnownReader } from "../core/site.ts";
import type { Expression } from "../expression.ts";
import type { Around, Refinement } from "../languages/language.ts";
import { keyword, makerOf } from "./calls.ts";
import type { Framework } from "./framework.ts";

const TYPES: Readonly<Record<string, string>> = {
  bool: "boolean",
  int: "integer",
  float: "number",
  str: "string",
  "starlette.datastructures.CommaSeparatedStrings": "list",
  "starlette.datastructures.URL": "url",
  "databases.DatabaseURL": "url",
};

const MODULES = ["starlette.config", "fastapi.config"];

function refined(call: Expression, around: Around): Refinement {
  if (call.kind !== "call") return {};
  const made = makerOf(call, around);
  const prefix = made && keyword(made, "env_prefix");
  const given = call.arguments.find(({ name }) => name === "cast")?.value ?? call.arguments.filter(({ name }) => name === null)[1]?.value;
  const type = given === undefined ? undefined : TYPES[around.pathOf(given) ?? ""];
  return { ...(prefix?.kind === "text" ? { prefix: prefix.text } : {}), ...(type === undefined ? {} : { type }) };
}

/** starlette/config.py: `Config.get(key, cast=None, default=undefined)`, also by a call. */
export const starlette: Framework = {
  id: "starlette",
  languages: ["python"],
  needs: /\bstarlette\.config\b/,
  readers: MODULES.flatMap((module) => [
    ...["Config()", "Config().get"].map((of): KnownReader => ({
      access: "call",
      of: `${module}.${of}`,
      name: { position: 0, keyword: "key" },
      default: { position: 2, keyword: "default" },
      mode: "required",
      refine: refined,
    })),
    { access: "index" as const, of: `${module}.environ`, mode: "required" as const },
    { access: "test" as const, of: `${module}.environ`, mode: "presence" as const },
    { access: "call" as const, of: `${module}.environ.get`, name: { position: 0 }, default: { position: 1 }, mode: "optional" as const },
  ]),
};
