import type { Module } from "../core/module.ts";
import type { Expression } from "../expression.ts";
import { literalOf, type Found, type FoundAll } from "../found.ts";
import type { Around, Refinement } from "../languages/language.ts";
import { childOf, type Node } from "../tree.ts";
import { chainOf } from "./chain.ts";
import type { Framework, View } from "./framework.ts";
import { allFields, hintOf, optionNamed, optionsBefore, typeText, type Option } from "./rust/item.ts";

const ATTRIBUTES: ReadonlySet<string> = new Set(["arg", "clap", "structopt"]);

/** clap 2 to 4, the derive reference: docs.rs/clap/latest/clap/_derive. A field without default is required unless its type can be empty. */
function field(node: Node, view: View): FoundAll {
  const { module, forms } = view;
  const options = optionsBefore(node, ATTRIBUTES, module);
  const env = optionNamed(options, "env");
  const [named, type] = [childOf(node, "name"), typeText(node, module)];
  if (env === undefined || named === undefined) return EMPTY;
  const form =
    env.value === null
      ? ({ kind: "known", texts: [module.textOf(named).replace(/^r#/, "").toUpperCase()] } as const)
      : forms.of(env.value, module);
  const about = { at: unquoted(env, module), ...outcomeOf(options, type, { node, view }), type: hintOf(type) };
  if (form.kind !== "known") return { reads: [], open: [{ at: about.at, prefix: form.prefix, suffix: form.suffix }] };
  return { reads: form.texts.map((variable): Found => ({ variable, ...about })), open: [] };
}

const EMPTY: FoundAll = { reads: [], open: [] };

function unquoted({ node, value }: Option, module: Module): { readonly start: number; readonly end: number } {
  return value?.kind === "text" && module.textOf(node).startsWith('"') ? { start: node.start + 1, end: node.end - 1 } : node;
}

const EMPTY_TYPES = /^(?:Option|Vec|bool$|\(\)$)/;

interface Place {
  readonly node: Node;
  readonly view: View;
}

function outcomeOf(options: readonly Option[], type: string, { node, view }: Place): Pick<Found, "mode" | "confidence" | "default"> {
  const instead = optionNamed(options, "default_value", "default_value_t", "default_value_os", "default_values", "default_values_t");
  if (instead !== undefined) {
    const value = instead.value === null ? null : (view.meanings.of(instead.value, view.module).value ?? instead.value);
    return { mode: "default", confidence: null, default: literalOf(value) };
  }
  const required = optionNamed(options, "required");
  const isRequired =
    required === undefined
      ? !EMPTY_TYPES.test(type) && optionNamed(options, "default_missing_value", "required_unless_present", "required_if_eq") === undefined
      : isTrue(required.value);
  if (!isRequired) return { mode: "optional", confidence: null, default: null };
  return { mode: "required", confidence: node.parent?.parent?.type === "enum_variant" ? "conditional" : "certain", default: null };
}

const isTrue = (value: Expression | null): boolean => value === null || (value.kind === "boolean" && value.text === "true");

/** `Arg::new("x").env("X").default_value("d").required(true)`; a process has `env` with two arguments. */
function refined(call: Expression, around: Around): Refinement {
  const chain = chainOf(call, around);
  const isArgument =
    call.kind === "call" &&
    call.arguments.length === 1 &&
    /\bArg\s*::\s*(?:new|with_name|from)|\barg!/.test(around.lowering.textOf(call.node));
  if (!isArgument) return { ignore: true };
  const instead = chain.find(({ name }) => /^default_values?(?:_os)?$/.test(name))?.arguments[0];
  const required = chain.find(({ name }) => name === "required")?.arguments[0];
  return {
    ...(required !== undefined && isTrue(required) ? { mode: "required" as const } : {}),
    ...(instead === undefined ? {} : { default: around.valueOf(instead) ?? instead }),
  };
}

export const clap: Framework = {
  id: "clap",
  languages: ["rust"],
  needs: /\benv\b[^;]{0,300}\b(?:clap|structopt)\b|\b(?:clap|structopt|Parser|Args|arg|Arg)\b[^;]{0,300}?\benv\b/,
  readers: [{ access: "call", of: "*.env", name: { position: 0 }, mode: "optional", needs: "Arg", refine: refined }],
  declared(view) {
    const all = allFields(view.module).map((node) => field(node, view));
    return { reads: all.flatMap(({ reads }) => reads), open: all.flatMap(({ open }) => open) };
  },
};
