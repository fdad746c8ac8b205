import type { Expression } from "../expression.ts";
import type { Around, Refinement } from "../languages/language.ts";
import { chainOf } from "./chain.ts";
import type { Framework } from "./framework.ts";

const TYPES: Readonly<Record<string, string>> = {
  Int: "integer",
  Int64: "integer",
  Uint16: "integer",
  Float64: "number",
  Bool: "boolean",
  Duration: "duration",
  URL: "url",
  Strings: "list",
  String: "string",
};

function refined(call: Expression, around: Around): Refinement {
  const chain = chainOf(call, around);
  const instead = chain.find(({ name }) => name === "Default")?.arguments[0];
  const type = chain.map(({ name }) => TYPES[name.replace(/Var$/, "")]).find((hint) => hint !== undefined);
  return {
    ...(type === undefined ? {} : { type }),
    ...(chain.some(({ name }) => name === "Required") ? { mode: "required" as const } : {}),
    ...(instead === undefined ? {} : { default: around.valueOf(instead) ?? instead }),
  };
}

/** github.com/alecthomas/kingpin v2, flags.go and values.go: the calls that describe a flag come in any order. */
export const kingpin: Framework = {
  id: "kingpin",
  languages: ["go"],
  needs: /kingpin/,
  readers: [{ access: "call", of: "*.Envar", name: { position: 0 }, mode: "optional", needs: "kingpin", refine: refined }],
};
