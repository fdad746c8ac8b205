import type { KnownReader } from "../core/site.ts";
import type { Expression } from "../expression.ts";
import { literalOf, type Found } from "../found.ts";
import type { Around, Refinement } from "../languages/language.ts";
import { ENV_SHAPED, moved, placeholdersIn, SPRING } from "../placeholder.ts";
import type { Node } from "../tree.ts";
import { callsIn, keyword, type Call } from "./calls.ts";
import type { Framework, View } from "./framework.ts";

const FIRST = { position: 0 };

/** Names with dots or small letters are properties, of files and of many names of variables: no read of one. */
function property(call: Expression, around: Around): Refinement {
  if (call.kind !== "call" || call.callee.kind !== "member") return { ignore: true };
  const name = call.arguments[0] === undefined ? null : around.valueOf(call.arguments[0].value);
  const owner = around.pathOf(call.callee.object) ?? "";
  return name?.kind === "text" && ENV_SHAPED.test(name.text) && !/(?:^|\.)System$/.test(owner) ? {} : { ignore: true };
}

const call = (method: string, mode: KnownReader["mode"], needs: string, rest: Partial<KnownReader> = {}): KnownReader => ({
  access: "call",
  of: `*.${method}`,
  name: FIRST,
  mode,
  needs,
  refine: property,
  ...rest,
});

/** Spring, MicroProfile Config, Micronaut and picocli: placeholders in annotations, and their environment asked by name. */
export const spring: Framework = {
  id: "spring",
  languages: ["java", "kotlin"],
  needs:
    /@[\w.:]+\([^()]*["'][^"']*(?:\$\{\s*(?:env:)?[A-Z_]|#\{)|@(?:[\w:]+:)?(?:ConfigProperty|Property)\s*\(|\b(?:getProperty|getRequiredProperty|getOptionalValue|getConfigValue)\b|ConfigProvider/,
  readers: [
    call("getProperty", "optional", "springframework", { default: { position: 1 } }),
    call("getRequiredProperty", "required", "springframework"),
    call("containsProperty", "presence", "springframework"),
    call("getValue", "required", "microprofile.config"),
    call("getOptionalValue", "optional", "microprofile.config"),
  ],
  declared(view) {
    const annotations = callsIn(view.module).filter(({ node }) => node.type === "annotation" || node.parent?.type === "annotation");
    return { reads: annotations.flatMap((one) => [...inTexts(one, view), ...named(one, view)]), open: [] };
  },
};

const TEXTS: ReadonlySet<string> = new Set(["string_literal", "multiline_string_literal"]);

/** In Kotlin the dollar sign is escaped. */
function inTexts({ arguments: given }: Call, { module }: View): readonly Found[] {
  return given
    .flatMap(({ value }) => textsOf(value))
    .flatMap((node) => {
      const text = module.textOf(node);
      return moved([...placeholdersIn(text, SPRING), ...inExpression(text)], node.start);
    });
}

function textsOf(value: Expression): readonly Node[] {
  if (TEXTS.has(value.node.type)) return [value.node];
  if (value.kind === "list") return value.items.flatMap((item) => textsOf(item));
  if (value.kind === "operation") return [...textsOf(value.left), ...textsOf(value.right)];
  if (value.kind === "call") return value.arguments.flatMap((one) => textsOf(one.value));
  return [];
}

/** SpEL: `#{environment["NAME"]}`, `#{systemEnvironment["NAME"] ?: "default"}`; an absent one is null. */
const SPEL =
  /\b(?:systemEnvironment|environment)(?:\[\\?['"](?<key>\w+)\\?['"]\]|\.(?:getProperty\(\\?['"](?<called>\w+)\\?['"]\)|(?<member>[A-Z_][A-Z0-9_]*)\b))(?:\s*\?:\s*\\?'(?<or>[^']*)')?/g;

function inExpression(text: string): readonly Found[] {
  if (!text.includes("#{")) return [];
  return [...text.matchAll(SPEL)].flatMap(({ 0: whole, index, groups = {} }): readonly Found[] => {
    const { key, called, member, or } = groups;
    const variable = key ?? called ?? member ?? "";
    if (!ENV_SHAPED.test(variable)) return [];
    const start = index + whole.indexOf(variable, whole.search(/[[.]/));
    const about = { variable, at: { start, end: start + variable.length }, confidence: null, type: null };
    if (or === undefined) return [{ ...about, mode: "optional", default: null }];
    return [{ ...about, mode: "default", default: { text: or, of: "string" } }];
  });
}

/** `@ConfigProperty(name = "NAME", defaultValue = "d")`, `@Property(name = "NAME")`; an Optional may stay empty. */
function named(one: Call, { module }: View): readonly Found[] {
  const { callee, node } = one;
  if (callee.kind !== "name" || !/^(?:ConfigProperty|Property)$/.test(callee.name)) return [];
  const name = keyword(one, "name");
  const instead = keyword(one, "defaultValue");
  if (name?.kind !== "text" || !ENV_SHAPED.test(name.text)) return [];
  const at = { start: name.node.start + 1, end: name.node.end - 1 };
  const mayBeEmpty = /\bOptional\w*\b|\?\s*$/.test(module.tree.text.slice(node.end, node.end + 80).split(/[;=\n]\s*@|[;={]/)[0] ?? "");
  const mode = instead === null ? (mayBeEmpty ? "optional" : "required") : "default";
  return [{ variable: name.text, at, mode, confidence: null, default: literalOf(instead), type: null }];
}
