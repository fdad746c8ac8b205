import type { Module } from "../core/module.ts";
import type { Expression } from "../expression.ts";
import type { FoundAll } from "../found.ts";
import type { Framework, View } from "./framework.ts";
import { filled, only, openAt, readsOf, type Schema } from "./go/schema.ts";
import { partOf } from "./go/tag.ts";
import { filledIn, textsOf, type Filled, type Fillers } from "./go/target.ts";
import type { Field, GoType } from "./go/type.ts";

const LIBRARY = "github.com/caarlos0/env";

/** What the options of the call say, and the prefix so far. */
interface Context {
  readonly prefix: string;
  readonly requiredWithoutDefault: boolean;
  readonly namedByField: boolean;
  readonly tag: string;
  readonly defaultTag: string;
  readonly prefixTag: string;
}

const PLAIN: Context = {
  prefix: "",
  requiredWithoutDefault: false,
  namedByField: false,
  tag: "env",
  defaultTag: "envDefault",
  prefixTag: "envPrefix",
};

const optionsOf = ({ tags }: Field, { tag }: Context): readonly string[] => (tags.get(tag)?.text ?? "").split(",");

/** github.com/caarlos0/env v11, doParseField and parseFieldParams of env.go; before v6.10 there were no prefixes. */
const schema: Schema<Context> = {
  decoders: ["UnmarshalText"],
  read(field, context) {
    const [given = "", ...options] = optionsOf(field, context);
    const own = given === "" && context.namedByField ? envName(field.name) : given;
    const tag = field.tags.get(context.tag);
    if (own === "" || own === "-" || options.includes("-") || !/^\p{Lu}/u.test(field.name)) return null;
    return {
      names: [context.prefix + own],
      at: tag === undefined ? field.at : partOf(tag, given),
      required: context.requiredWithoutDefault || options.includes("required") || options.includes("notEmpty"),
      default: field.tags.get(context.defaultTag)?.text,
    };
  },
  inner(field, context, shape) {
    const [own, ...options] = optionsOf(field, context);
    if (own === "-" || options.includes("-") || (shape.pointer && !options.includes("init") && !isMade(field))) return null;
    return { ...context, prefix: context.prefix + (field.tags.get(context.prefixTag)?.text ?? "") };
  },
};

/** A pointer is followed where it is not nil: with `init`, or where the code gives it a struct. */
function isMade({ name, module }: Field): boolean {
  return new RegExp(`\\b${name}\\s*(?::|=)\\s*(?:&|new\\()`).test(module.tree.text);
}

/** toEnvName of env.go: `APIKey` is API_KEY. */
function envName(name: string): string {
  return name
    .replaceAll("_", "")
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z].)|(?<=[A-Z])(?=[A-Z][a-z])/g, "_")
    .toUpperCase();
}

const FILLERS: Fillers = {
  [`${LIBRARY}.Parse`]: 0,
  [`${LIBRARY}.ParseWithOptions`]: 0,
  [`${LIBRARY}.ParseWithFuncs`]: 0,
  [`${LIBRARY}.ParseAs`]: "type",
  [`${LIBRARY}.ParseAsWithOptions`]: "type",
};

function read(call: Filled, target: GoType, view: View): FoundAll {
  const given = call.call.arguments.at(-1)?.value;
  const options = call.of.endsWith("WithOptions") && given !== undefined ? optionsIn(given, call.module, view) : [PLAIN];
  return options === null ? openAt(call) : only(options.flatMap((context) => readsOf(target, context, schema, view)));
}

/** `env.Options{Prefix: "APP_"}`; null where the prefix is not known. */
function optionsIn(given: Expression, module: Module, view: View): readonly Context[] | null {
  const { value, module: home } = view.meanings.of(given, module);
  const option = (name: string): Expression | undefined =>
    value?.kind === "record" ? value.entries.find(({ key }) => key.kind === "name" && key.name === name)?.value : undefined;
  const text = (name: string, instead: string): string => {
    const one = option(name);
    const form = one === undefined ? undefined : view.forms.of(one, home);
    return form?.kind === "known" ? (form.texts[0] ?? instead) : instead;
  };
  const isOn = (name: string): boolean => {
    const one = option(name);
    return one?.kind === "boolean" && one.text === "true";
  };
  const prefix = option("Prefix");
  const prefixes = prefix === undefined ? [""] : textsOf(prefix, home, view);
  const context = {
    requiredWithoutDefault: isOn("RequiredIfNoDef"),
    namedByField: isOn("UseFieldNameByDefault"),
    tag: text("TagName", PLAIN.tag),
    defaultTag: text("DefaultValueTagName", PLAIN.defaultTag),
    prefixTag: text("PrefixTagName", PLAIN.prefixTag),
  };
  return prefixes?.map((one) => ({ ...context, prefix: one })) ?? null;
}

export const caarlos0Env: Framework = {
  id: "caarlos0-env",
  languages: ["go"],
  needs: /caarlos0\/env/,
  declared: (view) => filled(filledIn(view, FILLERS), (call, target) => read(call, target, view)),
};
