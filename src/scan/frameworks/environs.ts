import type { KnownReader } from "../core/site.ts";
import type { Expression } from "../expression.ts";
import type { Around, Refinement } from "../languages/language.ts";
import { descendants } from "../tree.ts";
import { keyword, makerOf } from "./calls.ts";
import type { Framework } from "./framework.ts";

/** environs src/environs/__init__.py, class Env; "" is the call of the instance itself. All take (name, default). */
const METHODS: Readonly<Record<string, string | null>> = {
  "": null,
  ".str": "string",
  ".bool": "boolean",
  ".int": "integer",
  ".float": "number",
  ".decimal": "number",
  ".list": "list",
  ".dict": null,
  ".json": "json",
  ".datetime": null,
  ".date": null,
  ".time": null,
  ".timedelta": "duration",
  ".path": null,
  ".log_level": null,
  ".uuid": null,
  ".url": "url",
  ".enum": null,
  ".dj_db_url": "url",
  ".dj_email_url": "url",
  ".dj_cache_url": "url",
};

const MAKERS = ["environs.Env()", "environs.FileAwareEnv()", "environs.env", "envparse.Env()", "envparse.env"];

/** `with env.prefixed("APP_"):` around the call, outermost first, after the prefix that the instance was made with. */
function prefixed(call: Expression, around: Around): Refinement {
  const blocks: string[] = [];
  for (let node = call.node.parent; node !== null; node = node.parent) {
    if (node.type === "function_definition") break;
    if (node.type !== "with_statement") continue;
    const clause = node.children.find(({ type }) => type === "with_clause");
    const items = clause === undefined ? [] : [...descendants(clause)].flatMap((one) => prefixOf(around.lowering.lower(one), around));
    blocks.unshift(...items);
  }
  const prefix = prefixOfInstance(call, around) + blocks.join("");
  return prefix === "" ? {} : { prefix };
}

function prefixOf(expression: Expression, around: Around): readonly string[] {
  if (expression.kind !== "call" || expression.callee.kind !== "member" || expression.callee.name !== "prefixed") return [];
  if (!MAKERS.includes(around.pathOf(expression.callee.object) ?? "")) return [];
  return textsOf(expression.arguments[0]?.value, around);
}

function textsOf(expression: Expression | null | undefined, around: Around): readonly string[] {
  const value = expression === undefined || expression === null ? null : around.valueOf(expression);
  return value?.kind === "text" ? [value.text] : [];
}

function prefixOfInstance(call: Expression, around: Around): string {
  if (call.kind !== "call") return "";
  const made = makerOf(call, around);
  const given = made && keyword(made, "prefix");
  return textsOf(given, around).join("");
}

const READERS: readonly KnownReader[] = MAKERS.flatMap((maker) =>
  Object.entries(METHODS).map(([method, type]): KnownReader => ({
    access: "call",
    of: maker + method,
    name: { position: 0, keyword: "name" },
    default: { position: 1, keyword: "default" },
    mode: "required",
    refine: withMissing,
    ...(type === null ? {} : { type }),
  })),
);

/** `missing=` was the name of `default=` before environs 9. */
function withMissing(call: Expression, around: Around): Refinement {
  const old = call.kind === "call" ? call.arguments.find(({ name }) => name === "missing")?.value : undefined;
  return { ...prefixed(call, around), ...(old === undefined ? {} : { default: old }) };
}

/** FileAwareEnv reads the path in X_FILE first. */
const FILES: readonly KnownReader[] = READERS.filter(({ of }) => of.startsWith("environs.FileAwareEnv()")).map(
  ({ default: _none, type: _type, ...reader }) => ({
    ...reader,
    mode: "optional",
    suffix: "_FILE",
    refine: prefixed,
  }),
);

/** Also envparse, which environs grew out of. */
export const environs: Framework = {
  id: "environs",
  languages: ["python"],
  needs: /\b(?:environs|envparse)\b/,
  readers: [...READERS, ...FILES],
};
