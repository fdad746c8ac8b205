import type { Expression, ExpressionOf } from "../expression.ts";
import type { Found, FoundAll } from "../found.ts";
import { chainOf, type Link } from "./chain.ts";
import type { Framework, View } from "./framework.ts";

const EMPTY: FoundAll = { reads: [], open: [] };

/** What is known of a text. */
function textsOf(expression: Expression | undefined, { forms, module }: View): readonly string[] | null {
  const form = expression === undefined ? undefined : forms.of(expression, module);
  return form?.kind === "known" ? form.texts : null;
}

/** figment's Env provider: `Env::prefixed("APP_")`, `Env::raw().only(&["port"])`; keys are read in any case. */
function figment(call: ExpressionOf<"call">, name: string, chain: readonly Link[], view: View): FoundAll {
  const prefixes = name === "prefixed" ? (textsOf(call.arguments[0]?.value, view) ?? [""]) : [""];
  const only = chain.find((link) => link.name === "only")?.arguments[0];
  const keys = only?.kind === "list" ? only.items : [];
  if (keys.length === 0) return { reads: [], open: prefixes.map((prefix) => ({ at: call.node, prefix, suffix: "" })) };
  const reads = keys.flatMap((key) =>
    (textsOf(key, view) ?? []).flatMap((text) =>
      prefixes.map((prefix): Found => ({
        variable: (prefix + text).toUpperCase(),
        at: key.node,
        mode: "optional",
        confidence: null,
        default: null,
        type: null,
      })),
    ),
  );
  return { reads, open: [] };
}

/** config-rs, src/env.rs: the prefix is followed by its own separator, else by that between keys, else by `_`. */
function configRs(call: ExpressionOf<"call">, name: string, chain: readonly Link[], view: View): FoundAll {
  const given = name === "with_prefix" ? call.arguments[0]?.value : chain.find((link) => link.name === "prefix")?.arguments[0];
  const separator =
    textsOf(chain.find((link) => link.name === "prefix_separator")?.arguments[0], view) ??
    textsOf(chain.find((link) => link.name === "separator")?.arguments[0], view);
  const prefixes = given === undefined ? [""] : (textsOf(given, view) ?? [""]);
  const open = prefixes.map((prefix) => ({
    at: call.node,
    prefix: prefix === "" ? "" : `${prefix.toUpperCase()}${separator?.[0] ?? "_"}`,
    suffix: "",
  }));
  return { reads: [], open };
}

/** Libraries that read whatever begins with a prefix. */
export const rustPrefixes: Framework = {
  id: "rust-prefixes",
  languages: ["rust"],
  needs: /\bfigment\b|\bconfig\b[^;]{0,300}\bEnvironment\b|\bEnvironment::/,
  declared(view) {
    const { module, meanings } = view;
    const all = module.candidates.map((node): FoundAll => {
      const call = module.lower(node);
      if (call.kind !== "call" || call.node !== node || call.callee.kind !== "member") return EMPTY;
      const path = meanings.of(call.callee.object, module).path ?? "";
      const { name } = call.callee;
      const chain = (): readonly Link[] => chainOf(call, meanings.around(module));
      if (/(?:^|\.)providers\.Env$/.test(path) && /^(?:prefixed|raw)$/.test(name)) return figment(call, name, chain(), view);
      return /^config\.Environment$/.test(path) && /^(?:with_prefix|default|new)$/.test(name) ? configRs(call, name, chain(), view) : EMPTY;
    });
    return { reads: all.flatMap(({ reads }) => reads), open: all.flatMap(({ open }) => open) };
  },
};
