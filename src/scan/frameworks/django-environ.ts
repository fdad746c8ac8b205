import { type Argument, type Expression, textOfKey } from "../expression.ts";
import type { Around, Refinement } from "../languages/language.ts";
import type { KnownReader } from "../core/site.ts";
import { makerOf } from "./calls.ts";
import type { Framework } from "./framework.ts";

/** What a method is called, where its default stands, what it makes of the text; `names` where it has a name of its own to read. */
type Method = readonly [method: string, defaultAt: number, type: string | null, ownName?: string];

/** django-environ environ/environ.py, class Env; "" is the call of the instance itself. */
const METHODS: readonly Method[] = [
  ["", 2, null],
  [".get_value", 2, null],
  [".str", 1, "string"],
  [".bytes", 1, "string"],
  [".bool", 1, "boolean"],
  [".int", 1, "integer"],
  [".float", 1, "number"],
  [".json", 1, "json"],
  [".list", 2, "list"],
  [".tuple", 2, "list"],
  [".dict", 2, null],
  [".url", 1, "url"],
  [".path", 1, null],
  [".db", 1, "url", "DATABASE_URL"],
  [".db_url", 1, "url", "DATABASE_URL"],
  [".cache", 1, "url", "CACHE_URL"],
  [".cache_url", 1, "url", "CACHE_URL"],
  [".email", 1, "url", "EMAIL_URL"],
  [".email_url", 1, "url", "EMAIL_URL"],
  [".search_url", 1, "url", "SEARCH_URL"],
  [".channels", 1, "url", "CHANNELS_URL"],
  [".channels_url", 1, "url", "CHANNELS_URL"],
];

const TYPES: Readonly<Record<string, string>> = {
  bool: "boolean",
  int: "integer",
  float: "number",
  str: "string",
  list: "list",
  tuple: "list",
  dict: "json",
  json: "json",
};

function fromScheme(call: Expression, around: Around): Refinement {
  if (call.kind !== "call") return {};
  const key = call.arguments.find(({ name }) => name === null || name === "var")?.value;
  const name = key === undefined ? null : around.valueOf(key);
  return name?.kind === "text" ? inScheme(makerOf(call, around)?.arguments ?? [], name.text, around) : {};
}

/** What a scheme says of a name; `**shared` that cannot be followed may hold a default. */
function inScheme(scheme: readonly Argument[], name: string, around: Around): Refinement {
  const own = scheme.find((argument) => argument.name === name);
  if (own !== undefined) return refined(own.value);
  const shared = scheme.flatMap(({ value }) => (value.kind === "spread" ? [around.valueOf(value.operand)] : []));
  for (const record of shared) {
    const entry = record?.kind === "record" ? record.entries.find(({ key }) => textOfKey(key) === name) : undefined;
    if (entry !== undefined) return refined(entry.value);
  }
  return shared.every((record) => record?.kind === "record" && !record.entries.some(({ spread }) => spread)) ? {} : { mode: "optional" };
}

/** `Env(DEBUG=(bool, False), PORT=int)`: a pair holds a default, a type alone does not. */
function refined(entry: Expression): Refinement {
  const [type, instead] = entry.kind === "list" ? entry.items : [entry];
  const hint = type?.kind === "name" ? TYPES[type.name] : undefined;
  return { ...(hint === undefined ? {} : { type: hint }), ...(instead === undefined ? {} : { default: instead }) };
}

function readersOf(maker: string): readonly KnownReader[] {
  return METHODS.flatMap(([method, defaultAt, type, own]): readonly KnownReader[] => [
    {
      access: "call",
      of: `${maker}()${method}`,
      name: { position: 0, keyword: "var" },
      default: { position: defaultAt, keyword: "default" },
      mode: "required",
      refine: fromScheme,
      ...(type === null ? {} : { type }),
      ...(own === undefined ? {} : { names: [own] }),
    },
  ]);
}

function ofInstances(maker: string): readonly KnownReader[] {
  const environment = `${maker}().ENVIRON`;
  return [
    ...readersOf(maker),
    { access: "test", of: `${maker}()`, mode: "presence" },
    { access: "index", of: environment, mode: "required" },
    { access: "test", of: environment, mode: "presence" },
    { access: "call", of: `${environment}.get`, name: { position: 0 }, default: { position: 1 }, mode: "optional" },
  ];
}

/** Reads the path in X_FILE first: environ/fileaware_mapping.py. */
const FILES: readonly KnownReader[] = readersOf("environ.FileAwareEnv").map(
  ({ default: _none, refine: _scheme, type: _type, ...reader }) => ({ ...reader, mode: "optional", suffix: "_FILE" }),
);

export const djangoEnviron: Framework = {
  id: "django-environ",
  languages: ["python"],
  needs: /\benviron\.(?:FileAware)?Env\b|\bfrom\s+environ\s+import\b/,
  readers: [...["environ.Env", "environ.FileAwareEnv"].flatMap(ofInstances), ...FILES],
};
