import type { KnownReader } from "../core/site.ts";
import type { Expression } from "../expression.ts";
import type { Around, Refinement } from "../languages/language.ts";
import type { Framework } from "./framework.ts";

const TYPES: Readonly<Record<string, string>> = {
  bool: "boolean",
  int: "integer",
  float: "number",
  str: "string",
  "json.loads": "json",
  "decouple.Csv()": "list",
  "dj_database_url.parse": "url",
};

function cast(call: Expression, around: Around): Refinement {
  const given = call.kind === "call" ? (call.arguments.find(({ name }) => name === "cast")?.value ?? null) : null;
  const type = given === null ? undefined : TYPES[around.pathOf(given) ?? ""];
  return type === undefined ? {} : { type };
}

/** python-decouple decouple.py: `get(option, default=undefined, cast=undefined)`, of AutoConfig by a call. prettyconf has the same calls. */
const MAKERS = ["decouple.config", "decouple.Config()", "decouple.AutoConfig()", "prettyconf.config", "prettyconf.Configuration()"];

export const decouple: Framework = {
  id: "python-decouple",
  languages: ["python"],
  needs: /\b(?:decouple|prettyconf)\b/,
  readers: MAKERS.flatMap((maker) => [maker, `${maker}.get`]).map((of): KnownReader => ({
    access: "call",
    of,
    name: { position: 0, keyword: "option" },
    default: { position: 1, keyword: "default" },
    mode: "required",
    refine: cast,
  })),
};
