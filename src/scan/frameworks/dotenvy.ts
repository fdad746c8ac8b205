import type { Expression } from "../expression.ts";
import type { Refinement } from "../languages/language.ts";
import type { KnownReader } from "../core/site.ts";
import type { Framework } from "./framework.ts";

const TYPES: Readonly<Record<string, string>> = {
  integer: "integer",
  float: "number",
  boolean: "boolean",
  string: "string",
  module: "string",
  atom: "string",
};

/** The second argument says what the text becomes: `:integer!`. */
function typed(call: Expression): Refinement {
  const given = call.kind === "call" ? call.arguments[1]?.value : undefined;
  const type = given?.kind === "name" ? TYPES[given.name.replaceAll(/[:!?]/g, "")] : undefined;
  return type === undefined ? {} : { type };
}

const reader = (of: string, defaultAt: number): KnownReader => ({
  access: "call",
  of,
  name: { position: 0 },
  default: { position: defaultAt },
  mode: "required",
  needs: "Dotenvy",
  refine: typed,
});

/** Dotenvy: `env!("X", :integer, default)`, which fails where there is neither. */
export const dotenvy: Framework = {
  id: "dotenvy",
  languages: ["elixir"],
  needs: /\bDotenvy\b/,
  readers: [reader("env!", 2), reader("Dotenvy.env!", 2)],
};
