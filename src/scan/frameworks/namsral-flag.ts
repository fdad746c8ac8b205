import type { ExpressionOf } from "../expression.ts";
import { literalOf, type Found } from "../found.ts";
import { callsIn } from "./calls.ts";
import type { Framework, View } from "./framework.ts";

const LIBRARY = "github.com/namsral/flag.";

const TYPES: Readonly<Record<string, string>> = {
  Int: "integer",
  Int64: "integer",
  Uint: "integer",
  Uint64: "integer",
  Float64: "number",
  Bool: "boolean",
  Duration: "duration",
  String: "string",
};

/** The kind of flag that a call declares, and whether its first argument is what it is kept in: `IntVar`. */
function kindOf({ callee }: ExpressionOf<"call">, { module, meanings }: View): { readonly type: string; readonly isKept: boolean } | null {
  const path = callee.kind === "member" ? (meanings.of(callee, module).path ?? "") : "";
  const name = path.startsWith(LIBRARY) ? path.slice(LIBRARY.length) : "";
  const type = TYPES[name.replace(/Var$/, "")];
  return type === undefined ? null : { type, isKept: name.endsWith("Var") };
}

/** ParseEnv of extras.go: the name of a flag in upper case, with `_` for `-`. The default of a flag is none where it is an empty text. */
function readsAt(call: ExpressionOf<"call">, view: View): readonly Found[] {
  const kind = kindOf(call, view);
  const [name, instead] = call.arguments.map(({ value }) => value).slice(kind?.isKept === true ? 1 : 0);
  if (kind === null || name === undefined || instead === undefined) return [];
  const form = view.forms.of(name, view.module);
  if (form.kind !== "known") return [];
  const { type } = kind;
  const isSet = instead.kind !== "text" || instead.text !== "";
  const about = {
    at: name.node,
    mode: isSet ? "default" : "optional",
    confidence: null,
    default: isSet ? literalOf(instead) : null,
    type,
  } as const;
  return form.texts.map((one) => ({ ...about, variable: one.toUpperCase().replaceAll("-", "_") }));
}

/** github.com/namsral/flag: each flag of the command line is a variable too. */
export const namsralFlag: Framework = {
  id: "namsral-flag",
  languages: ["go"],
  needs: /namsral\/flag/,
  declared: (view) => ({ reads: callsIn(view.module).flatMap((call) => readsAt(call, view)), open: [] }),
};
