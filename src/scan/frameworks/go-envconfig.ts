import type { Module } from "../core/module.ts";
import type { Expression } from "../expression.ts";
import type { Framework, View } from "./framework.ts";
import { filled, only, openAt, readsOf, type Schema } from "./go/schema.ts";
import { partOf, type TagValue } from "./go/tag.ts";
import { filledIn, textsOf, type Filled } from "./go/target.ts";
import { typeOf, type GoType } from "./go/type.ts";

const LIBRARY = "github.com/sethvargo/go-envconfig";
const DECODE = "github.com/joeshaw/envdecode";

interface Context {
  readonly prefix: string;
  readonly required: boolean;
}

interface Options {
  readonly key: string;
  readonly required: boolean;
  readonly prefix: string;
  readonly default: string | undefined;
}

/** keyAndOpts of envconfig.go: `KEY, required, prefix=P_, default=the rest, with commas`. */
function optionsOf(tag: TagValue | undefined): Options {
  const text = tag?.text ?? "";
  const [, before = "", instead] = /^(.*?)(?:,\s*default=(.*))?$/is.exec(text) ?? [];
  const [key = "", ...options] = before.split(",").map((option) => option.trim());
  return {
    key,
    required: options.some((option) => option.toLowerCase() === "required"),
    prefix: options.find((option) => option.toLowerCase().startsWith("prefix="))?.slice("prefix=".length) ?? "",
    default: instead === "" ? undefined : instead,
  };
}

/** github.com/sethvargo/go-envconfig, processWith of envconfig.go. */
const schema: Schema<Context> = {
  decoders: ["EnvDecode", "UnmarshalText", "UnmarshalBinary", "UnmarshalJSON", "GobDecode"],
  read({ name, tags }, { prefix, required }) {
    const tag = tags.get("env");
    const options = optionsOf(tag);
    if (tag === undefined || options.key === "" || !/^\p{Lu}/u.test(name)) return null;
    return {
      names: [prefix + options.key],
      at: partOf(tag, options.key),
      required: required || options.required,
      default: options.default,
    };
  },
  inner({ name, tags }, { prefix, required }) {
    if (!/^\p{Lu}/u.test(name)) return null;
    const options = optionsOf(tags.get("env"));
    return { prefix: prefix + options.prefix, required: required || options.required };
  },
};

/** `&envconfig.Config{Target: &c, Lookuper: envconfig.PrefixLookuper("APP_", …)}`; prefixes null where they are not known. */
function configOf(
  given: Expression | undefined,
  module: Module,
  view: View,
): { readonly target: GoType | undefined; readonly prefixes: readonly string[] | null } | null {
  const { value, module: home } = given === undefined ? { value: null, module } : view.meanings.of(given, module);
  if (value?.kind !== "record") return null;
  const entry = (name: string): Expression | undefined => value.entries.find(({ key }) => key.kind === "name" && key.name === name)?.value;
  const [target, lookuper] = [entry("Target"), entry("Lookuper")];
  if (target === undefined) return null;
  return { target: typeOf(target, home, view), prefixes: lookuper === undefined ? [""] : prefixesOf(lookuper, home, view) };
}

function prefixesOf(lookuper: Expression, module: Module, view: View): readonly string[] | null {
  const { value, module: home } = view.meanings.of(lookuper, module);
  if (value?.kind !== "call") return null;
  const { path } = view.meanings.of(value.callee, home);
  const [first, second] = value.arguments.map((argument) => argument.value);
  if (path === `${LIBRARY}.OsLookuper`) return [""];
  if (path === `${LIBRARY}.MultiLookuper`)
    return first === undefined ? [""] : value.arguments.flatMap((one) => prefixesOf(one.value, home, view) ?? []);
  if (path !== `${LIBRARY}.PrefixLookuper` || second === undefined) return null;
  const [own, inner] = [textsOf(first, home, view), prefixesOf(second, home, view)];
  return own === null || inner === null ? null : inner.flatMap((outer) => own.map((prefix) => outer + prefix));
}

function calls(view: View): readonly (Filled & { readonly prefixes: readonly string[] | null })[] {
  const plain = filledIn(view, {
    [`${DECODE}.Decode`]: 0,
    [`${DECODE}.StrictDecode`]: 0,
    [`${DECODE}.MustDecode`]: 0,
    [`${DECODE}.MustStrictDecode`]: 0,
  });
  const own = filledIn(view, { [`${LIBRARY}.Process`]: 1, [`${LIBRARY}.MustProcess`]: 1, [`${LIBRARY}.ProcessWith`]: 1 });
  return [
    ...plain.map((call) => ({ ...call, prefixes: [""] })),
    ...own.map((call) => {
      const lookuper = call.call.arguments[2]?.value;
      const prefixes = call.of.endsWith("With") && lookuper !== undefined ? prefixesOf(lookuper, call.module, view) : [""];
      return { ...call, prefixes, ...configOf(call.call.arguments[1]?.value, call.module, view) };
    }),
  ];
}

export const goEnvconfig: Framework = {
  id: "go-envconfig",
  languages: ["go"],
  needs: /sethvargo\/go-envconfig|joeshaw\/envdecode/,
  declared(view) {
    const found = calls(view);
    return filled(found, (call, target) => {
      const prefixes = found.find((one) => one === call)?.prefixes ?? null;
      return prefixes === null
        ? openAt(call)
        : only(prefixes.flatMap((prefix) => readsOf(target, { prefix, required: false }, schema, view)));
    });
  },
};
