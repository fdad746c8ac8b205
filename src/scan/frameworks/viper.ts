import type { Module } from "../core/module.ts";
import type { Expression, ExpressionOf } from "../expression.ts";
import { literalOf, type Found, type FoundAll, type Open } from "../found.ts";
import type { Framework, View } from "./framework.ts";
import { callsIn } from "./calls.ts";
import { textsOf } from "./go/target.ts";

const LIBRARY = "github.com/spf13/viper";

/** A call of one of viper's functions, on the package or on an instance. */
interface Call {
  readonly name: string;
  readonly module: Module;
  readonly call: ExpressionOf<"call">;
}

/** github.com/spf13/viper, BindEnv, AutomaticEnv, mergeWithEnvPrefix and getEnv of viper.go. */
export const viper: Framework = {
  id: "viper",
  languages: ["go"],
  needs: /spf13\/viper/,
  declared(view) {
    const here = callsOf(view.module, view);
    if (!here.some(({ name }) => name === "BindEnv" || name === "MustBindEnv" || name === "AutomaticEnv")) return { reads: [], open: [] };
    const settings = settingsFor(here, view);
    const found = here.map((call) =>
      call.name === "AutomaticEnv" ? automatic(call, settings) : call.name.endsWith("BindEnv") ? bound(call, settings, view) : EMPTY,
    );
    return { reads: found.flatMap(({ reads }) => reads), open: found.flatMap(({ open }) => open) };
  },
};

const EMPTY: FoundAll = { reads: [], open: [] };

const NAMES = /^(?:BindEnv|MustBindEnv|AutomaticEnv|SetEnvPrefix|SetEnvKeyReplacer|SetDefault)$/;

function callsOf(module: Module, { meanings }: View): readonly Call[] {
  return callsIn(module).flatMap((call) => {
    const { callee } = call;
    if (callee.kind !== "member" || !NAMES.test(callee.name)) return [];
    const { path } = meanings.of(callee.object, module);
    const isOther = path?.startsWith("@") === true || (path !== null && /^[a-z].*[./]/.test(path) && !path.startsWith(LIBRARY));
    return isOther ? [] : [{ name: callee.name, module, call }];
  });
}

interface Settings {
  /** Null where it is not known; several where instances differ. */
  readonly prefixes: readonly string[] | null;
  readonly replaced: readonly (readonly [string, string])[];
  readonly defaults: ReadonlyMap<string, Expression>;
}

/** The settings of this file, else those of the project, since they may be made where the instance is. */
function settingsFor(here: readonly Call[], view: View): Settings {
  view.code.ledger.noteAll();
  const others = view.code.modules.filter((module) => module.language === view.module.language && /spf13\/viper/.test(module.tree.text));
  const all = others.flatMap((module) => (module === view.module ? here : callsOf(module, view)));
  const nearest = (name: string): readonly Call[] => {
    const own = here.filter((call) => call.name === name);
    return own.length > 0 ? own : all.filter((call) => call.name === name);
  };
  const prefixes = nearest("SetEnvPrefix").map(({ call, module }) => textsOf(call.arguments[0]?.value, module, view));
  return {
    prefixes: prefixes.length === 0 ? [""] : prefixes.includes(null) ? null : [...new Set(prefixes.flatMap((texts) => texts ?? []))],
    replaced: nearest("SetEnvKeyReplacer").flatMap(({ call }) => pairsOf(call.arguments[0]?.value)),
    defaults: new Map(nearest("SetDefault").flatMap(({ call }) => defaultOf(call))),
  };
}

/** `strings.NewReplacer(".", "_", "-", "_")`. */
function pairsOf(replacer: Expression | undefined): readonly (readonly [string, string])[] {
  const texts = replacer?.kind === "call" ? replacer.arguments.map(({ value }) => (value.kind === "text" ? value.text : "")) : [];
  return texts.flatMap((text, position): readonly (readonly [string, string])[] =>
    position % 2 === 0 && text !== "" ? [[text, texts[position + 1] ?? ""]] : [],
  );
}

function defaultOf({ arguments: [key, value] }: ExpressionOf<"call">): readonly (readonly [string, Expression])[] {
  return key?.value.kind === "text" && value !== undefined ? [[key.value.text.toLowerCase(), value.value]] : [];
}

/** Any key of the configuration can then be a variable. */
function automatic({ call }: Call, { prefixes }: Settings): FoundAll {
  const open = (prefixes ?? [""]).map((prefix): Open => ({
    at: call.node,
    prefix: prefix === "" ? "" : `${prefix.toUpperCase()}_`,
    suffix: "",
  }));
  return { reads: [], open };
}

/** `BindEnv("key")` is PREFIX_KEY; `BindEnv("key", "A", "B")` is the first of A and B that is set, without the prefix. */
function bound({ call, module }: Call, { prefixes, replaced, defaults }: Settings, view: View): FoundAll {
  const [key, ...names] = call.arguments.map(({ value }) => value);
  if (key === undefined) return EMPTY;
  const given = names.length > 0 ? names : [key];
  const forms = given.map((one) => ({ one, form: view.forms.of(one, module) }));
  const replace = (text: string): string => replaced.reduce((whole, [from, to]) => whole.replaceAll(from, to), text);
  const framed = (text: string): readonly string[] =>
    names.length > 0
      ? [replace(text)]
      : (prefixes ?? []).map((prefix) => replace((prefix === "" ? text : `${prefix}_${text}`).toUpperCase()));
  const keys = view.forms.of(key, module);
  const instead = keys.kind === "known" ? defaults.get((keys.texts[0] ?? "").toLowerCase()) : undefined;
  const about = {
    mode: instead === undefined ? "optional" : "default",
    confidence: null,
    default: literalOf(instead ?? null),
    type: null,
  } as const;
  const group = names.length > 1 ? { oneOf: String(call.node.start) } : {};
  const known = forms.flatMap(({ one, form }) =>
    form.kind === "known" ? form.texts.flatMap(framed).map((variable) => ({ one, variable })) : [],
  );
  return {
    reads: known.map(({ one, variable }): Found => ({
      variable,
      at: one.kind === "text" ? { start: one.node.start + 1, end: one.node.end - 1 } : one.node,
      ...about,
      ...group,
    })),
    open: forms.flatMap(({ one, form }) =>
      form.kind === "known" && (prefixes !== null || names.length > 0) ? [] : [{ at: one.node, prefix: "", suffix: "" }],
    ),
  };
}
