import { literalOf, type Found, type FoundAll, type Literal } from "../found.ts";
import type { Module } from "../core/module.ts";
import type { Expression, ExpressionOf } from "../expression.ts";
import { childOf } from "../tree.ts";
import type { Framework, View } from "./framework.ts";

/** What each kind of flag holds, by the beginning of its name. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/(?:Slice|Map)Flag$/, "list"],
  [/^U?[Ii]nt/, "integer"],
  [/^Float/, "number"],
  [/^Bool/, "boolean"],
  [/^Duration/, "duration"],
  [/^(?:String|Path)/, "string"],
];

const FLAG = /^github\.com\/urfave\/cli\.(\w+Flag)$/;

/** github.com/urfave/cli: v1 `EnvVar: "A,B"`, v2 `EnvVars: []string{…}`, v3 `Sources: cli.EnvVars(…)`. The first variable that is set is taken. */
export const urfaveCli: Framework = {
  id: "urfave-cli",
  languages: ["go"],
  needs: /urfave\/cli/,
  declared(view) {
    const all = view.module.candidates.map((node) => (node.type === "composite_literal" ? flagAt(view.module.lower(node), view) : EMPTY));
    return { reads: all.flatMap(({ reads }) => reads), open: all.flatMap(({ open }) => open) };
  },
};

const EMPTY: FoundAll = { reads: [], open: [] };

function flagAt(flag: Expression, view: View): FoundAll {
  const { module, meanings, forms } = view;
  const type = childOf(flag.node, "type");
  const [, kind] = FLAG.exec((type === undefined ? null : meanings.of(module.lower(type), module).path) ?? "") ?? [];
  if (kind === undefined || flag.kind !== "record") return EMPTY;
  const entries = new Map(flag.entries.map(({ key, value }) => [key.kind === "name" ? key.name : "", value]));
  const names = variablesOf(entries, view);
  const texts = names.map((name) => ({ name, form: forms.of(name, module) }));
  const known = texts.flatMap(({ name, form }) => (form.kind === "known" ? form.texts.map((text) => ({ name, text })) : []));
  const about = { ...modeOf(entries, module, view), type: HINTS.find(([pattern]) => pattern.test(kind))?.[1] ?? null };
  const group = known.length > 1 ? { oneOf: String(flag.node.start) } : {};
  return {
    reads: known.flatMap(({ name, text }) =>
      text.split(",").map((variable): Found => ({ variable: variable.trim(), at: unquoted(name, module), ...about, ...group })),
    ),
    open: texts.flatMap(({ name, form }) => (form.kind === "known" ? [] : [{ at: name.node, prefix: form.prefix, suffix: form.suffix }])),
  };
}

function unquoted({ node, kind }: Expression, module: Module): { readonly start: number; readonly end: number } {
  return kind === "text" && /^["`]/.test(module.textOf(node)) ? { start: node.start + 1, end: node.end - 1 } : node;
}

type Entries = ReadonlyMap<string, Expression>;

function variablesOf(entries: Entries, { module, meanings }: View): readonly Expression[] {
  const listed = (given: Expression | undefined): readonly Expression[] => {
    if (given === undefined) return [];
    const { value } = meanings.of(given, module);
    return value?.kind === "list" ? value.items : value?.kind === "call" ? inCall(value, module, meanings) : [given];
  };
  const single = entries.get("EnvVar");
  return [...(single === undefined ? [] : [single]), ...listed(entries.get("EnvVars")), ...listed(entries.get("Sources"))];
}

/** `cli.EnvVars("A", "B")`, `cli.NewValueSourceChain(cli.EnvVar("A"), cli.File("…"))`. */
function inCall(call: ExpressionOf<"call">, module: Module, meanings: View["meanings"]): readonly Expression[] {
  const given = call.arguments.map(({ value }) => value);
  switch (meanings.of(call.callee, module).path?.replace("github.com/urfave/cli.", "") ?? "") {
    case "EnvVars":
    case "EnvVar":
      return given;
    case "NewValueSourceChain":
      return given.flatMap((one) => (one.kind === "call" ? inCall(one, module, meanings) : []));
    default:
      return [];
  }
}

function modeOf(entries: Entries, module: Module, { meanings }: View): Pick<Found, "mode" | "confidence" | "default"> {
  const [required, value] = [entries.get("Required"), entries.get("Value")];
  const instead: Literal | null = value === undefined ? null : literalOf(meanings.of(value, module).value ?? value);
  if (value !== undefined && instead?.text !== "") return { mode: "default", confidence: null, default: instead };
  const isRequired = required?.kind === "boolean" && required.text === "true";
  return { mode: isRequired ? "required" : "optional", confidence: isRequired ? "certain" : null, default: null };
}
