import type { Module } from "../core/module.ts";
import type { Expression } from "../expression.ts";
import type { Found, FoundAll } from "../found.ts";
import { ancestorOf, childOf } from "../tree.ts";
import { calledName, callsIn, extentOf, isTrue, keyword, outcomeWith, REQUIRED_OPTION, type Call, type Outcome } from "./calls.ts";
import type { Framework, View } from "./framework.ts";

/** `envvar=` of an option or argument, one name or several; the command line goes first, so what is required is so only without it. */
function declared(view: View): FoundAll {
  const calls = callsIn(view.module);
  const named = calls.flatMap((call) => optionReads(call, view));
  const open = calls.flatMap((call) => automatic(call));
  return { reads: named, open };
}

function optionReads(call: Call, view: View): readonly Found[] {
  const { module, meanings, forms } = view;
  const given = keyword(call, "envvar");
  if (given === null) return [];
  const value = given.kind === "list" ? given : (meanings.of(given, module).value ?? given);
  const names = value.kind === "list" ? value.items : [given];
  const about = { ...outcomeOf(call, view), type: typeOf(call) };
  const oneOf = names.length > 1 ? { oneOf: String(call.node.start) } : {};
  return names.flatMap((name) => {
    const form = forms.of(name, module);
    return form.kind === "known" ? form.texts.map((variable): Found => ({ variable, at: extentOf(name.node), ...about, ...oneOf })) : [];
  });
}

function outcomeOf(call: Call, view: View): Outcome {
  const instead = isTyper(call) ? defaultOfTyper(call, view.module) : keyword(call, "default");
  if (instead !== null && instead !== "none") return outcomeWith(instead, view);
  const isNeeded =
    instead === "none" || keyword(call, "required") === null ? instead === "none" || isArgument(call) : isTrue(call, "required");
  return isNeeded ? REQUIRED_OPTION : outcomeWith(null, view);
}

/** click calls its decorators `option` and `argument`, typer its classes `Option` and `Argument`. */
const isTyper = (call: Call): boolean => /^[A-Z]/.test(calledName(call));
const isArgument = (call: Call): boolean => /argument$/i.test(calledName(call));

/** The first argument, `...` for none, or the default of the parameter that is annotated with it. */
function defaultOfTyper(call: Call, module: Module): Expression | "none" {
  const parameter = ancestorOf(call.node, PARAMETERS);
  const type = parameter === undefined ? undefined : childOf(parameter, "type");
  const value = parameter === undefined ? undefined : childOf(parameter, "value");
  const isAnnotation = type !== undefined && type.start <= call.node.start && call.node.end <= type.end;
  if (isAnnotation) return value === undefined ? "none" : module.lower(value);
  const first = keyword(call, "default") ?? call.arguments.find(({ name }) => name === null)?.value;
  return first === undefined || first.node.type === "ellipsis" ? "none" : first;
}

const PARAMETERS: ReadonlySet<string> = new Set(["typed_parameter", "typed_default_parameter", "default_parameter"]);

const TYPES: Readonly<Record<string, string>> = {
  int: "integer",
  float: "number",
  bool: "boolean",
  str: "string",
  INT: "integer",
  FLOAT: "number",
  BOOL: "boolean",
  STRING: "string",
};

function typeOf(call: Call): string | null {
  const type = keyword(call, "type");
  if (type?.kind === "name" || type?.kind === "member") return TYPES[type.name] ?? null;
  return isTrue(call, "is_flag") ? "boolean" : null;
}

/** `auto_envvar_prefix="APP"` makes a variable of every option: APP_PORT, and APP_COMMAND_PORT of a command. */
function automatic(call: Call): FoundAll["open"] {
  const prefix = keyword(call, "auto_envvar_prefix") ?? inSettings(keyword(call, "context_settings"));
  return prefix?.kind === "text" ? [{ at: extentOf(prefix.node), prefix: `${prefix.text}_`, suffix: "" }] : [];
}

function inSettings(settings: Expression | null): Expression | null {
  return settings?.kind === "record"
    ? (settings.entries.find(({ key }) => key.kind === "text" && key.text === "auto_envvar_prefix")?.value ?? null)
    : null;
}

/** click, and typer on top of it. */
export const click: Framework = {
  id: "click",
  languages: ["python"],
  needs: /\benvvar\s*=|auto_envvar_prefix/,
  declared,
};
