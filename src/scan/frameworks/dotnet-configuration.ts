import type { Module } from "../core/module.ts";
import type { KnownReader } from "../core/site.ts";
import type { Expression } from "../expression.ts";
import type { Open } from "../found.ts";
import type { Around, Refinement } from "../languages/language.ts";
import { callsIn, type Call } from "./calls.ts";
import type { Framework } from "./framework.ts";

const SECTIONS: ReadonlySet<string> = new Set(["GetSection", "GetRequiredSection"]);
const TYPES =
  /(?:^|\.)(?:IConfiguration|IConfigurationRoot|IConfigurationSection|ConfigurationManager|IConfigurationManager|ConfigurationBuilder\(\)[\w.()]*\.Build)\(\)$/;
const NAMES = /^_?config(?:uration)?$/i;

/** Sections of sections that are followed. */
const DEEPEST = 8;

/** What a configuration puts before the keys that are asked of it, a section its own; undefined for anything else. */
function prefixOf(expression: Expression, around: Around, depth = 0): string | undefined {
  if (depth > DEEPEST) return undefined;
  const followed = expression.kind === "call" ? expression : around.valueOf(expression);
  const section = followed?.kind === "call" ? sectionOf(followed, around, depth) : undefined;
  return section ?? (isConfiguration(expression, around) ? "" : undefined);
}

function isConfiguration(expression: Expression, around: Around): boolean {
  const isNamed = (expression.kind === "name" || expression.kind === "member") && NAMES.test(expression.name);
  return isNamed || TYPES.test(around.pathOf(expression) ?? "");
}

function sectionOf({ callee, arguments: given }: Call, around: Around, depth: number): string | undefined {
  if (callee.kind !== "member" || !SECTIONS.has(callee.name)) return undefined;
  const outer = prefixOf(callee.object, around, depth + 1);
  const key = given[0] === undefined ? null : around.valueOf(given[0].value);
  return outer === undefined || key?.kind !== "text" ? undefined : `${outer}${key.text}:`;
}

function ofConfiguration(whole: Expression, around: Around): Refinement {
  const object =
    whole.kind === "index" ? whole.object : whole.kind === "call" && whole.callee.kind === "member" ? whole.callee.object : undefined;
  const prefix = object === undefined ? undefined : prefixOf(object, around);
  return prefix === undefined ? { ignore: true } : { prefix };
}

/**
 * Microsoft.Extensions.Configuration.EnvironmentVariables: `A__B` is the key `A:B`. A key of one word that no variable would be named by is one of
 * appsettings.json.
 */
function naming(key: string): string | null {
  const isKnown = key === "" || key.includes(":") || /^[A-Z_][A-Z0-9_]*$/.test(key);
  return isKnown && /^[\w:.-]*$/.test(key) ? key.replaceAll(":", "__") : null;
}

const shared = { mode: "optional", refine: ofConfiguration, naming } as const satisfies Partial<KnownReader>;

export const dotnetConfiguration: Framework = {
  id: "dotnet-configuration",
  languages: ["csharp"],
  needs:
    /\bI?Configuration(?:Root|Section|Manager|Builder)?\b[^;\n]{0,80}\[|onfig(?:uration)?\s*\[|\bGetConnectionString\b|\bGetValue\s*<|\bGet(?:Required)?Section\b/,
  readers: [
    { ...shared, access: "index", of: "*" },
    {
      ...shared,
      access: "call",
      of: "*.GetValue",
      name: { position: 0, keyword: "key" },
      default: { position: 1, keyword: "defaultValue" },
    },
    { ...shared, access: "call", of: "*.GetConnectionString", name: { position: 0, keyword: "name" }, prefix: "ConnectionStrings:" },
  ],
  declared({ module, meanings }) {
    const around = meanings.around(module);
    const open = callsIn(module).flatMap((call): readonly Open[] => {
      const prefix = call.callee.kind === "member" && SECTIONS.has(call.callee.name) ? sectionOf(call, around, 0) : undefined;
      const key = call.arguments[0]?.value.node;
      if (prefix === undefined || key === undefined || isAskedFurther(call, module)) return [];
      return [{ at: { start: key.start, end: key.end }, prefix: prefix.replaceAll(":", "__"), suffix: "" }];
    });
    return { reads: [], open };
  },
};

const FURTHER: ReadonlySet<string> = new Set([...SECTIONS, "GetValue", "GetConnectionString", "Value", "Exists"]);

/** Where single keys are asked of it, also later by its name, those are the reads; else it is bound to a class whose properties only a compiler knows. */
function isAskedFurther({ node: { parent } }: Call, module: Module): boolean {
  if (parent === null || parent.type === "element_access_expression") return true;
  const [held] = parent.type === "variable_declarator" ? (module.language.binds[parent.type]?.(parent, module) ?? []) : [];
  if (held !== undefined) return new RegExp(`\\b${held.name}\\??(?:\\[|\\.(?:${[...FURTHER].join("|")})\\b)`).test(module.tree.text);
  const member = module.lower(parent);
  return member.kind === "member" && FURTHER.has(member.name);
}
