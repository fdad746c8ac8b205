import type { Meanings } from "../../core/meanings.ts";
import type { NameForm } from "../../core/name-form.ts";
import type { NameForms } from "../../core/name-forms.ts";
import type { Expression } from "../../expression.ts";
import type { Node } from "../../tree.ts";
import { keyword } from "../calls.ts";
import type { Field } from "./field.ts";
import type { Given, Kind } from "./settings-class.ts";

/** How the fields of a settings class are named in the environment. */
export interface Naming {
  readonly kind: Kind;
  readonly prefix: NameForm;
  readonly caseSensitive: boolean;
  readonly byName: boolean;
  readonly delimiter: string | null;
  /** Of version 1: the variables of a field, in the class `Config`. */
  readonly fields: Given | undefined;
}

export interface Around {
  readonly meanings: Meanings;
  readonly forms: NameForms;
}

const EMPTY: NameForm = { kind: "known", texts: [""] };

export function namingOf(kind: Kind, options: ReadonlyMap<string, Given>, { meanings, forms }: Around): Naming {
  const isSet = (name: string): boolean => {
    const given = options.get(name);
    const value = given === undefined ? null : meanings.of(given.value, given.module).value;
    return value?.kind === "boolean" && value.text === "True";
  };
  const [prefix, delimiter] = [options.get("env_prefix"), options.get("env_nested_delimiter")];
  const between = delimiter === undefined ? null : meanings.of(delimiter.value, delimiter.module).value;
  return {
    kind,
    prefix: prefix === undefined ? EMPTY : forms.of(prefix.value, prefix.module),
    caseSensitive: isSet("case_sensitive"),
    byName: isSet("populate_by_name") || isSet("validate_by_name"),
    delimiter: between?.kind === "text" ? between.text : null,
    fields: options.get("fields"),
  };
}

/** A variable of a field, and where its name is written. */
export interface Named {
  readonly form: NameForm;
  readonly at: Node;
}

/** pydantic_settings/sources/base.py, `_extract_field_info`; env_settings.py of version 1. An alias takes no prefix. */
export function namesOf(field: Field, naming: Naming, { forms }: Around): readonly Named[] {
  const { owner, name, details } = field;
  const { module } = owner;
  const own = { form: prefixed(naming, module.textOf(name)), at: name };
  const aliases = (naming.kind === "settings 1" ? environmentOf(field, naming) : aliasesOf(details)).map((alias) => ({
    form: cased(forms.of(alias, module), naming),
    at: alias.node,
  }));
  return aliases.length === 0 ? [own] : [...aliases, ...(naming.byName && naming.kind === "settings 2" ? [own] : [])];
}

function prefixed(naming: Naming, name: string): NameForm {
  const { prefix } = naming;
  if (prefix.kind === "known") return cased({ kind: "known", texts: prefix.texts.map((text) => text + name) }, naming);
  return { kind: "open", prefix: prefix.prefix, suffix: prefix.suffix + (naming.caseSensitive ? name : name.toUpperCase()) };
}

/** A name matches in any case unless the class says otherwise; in capitals it is what people set. */
function cased(form: NameForm, { caseSensitive }: Naming): NameForm {
  return caseSensitive || form.kind !== "known" ? form : { kind: "known", texts: form.texts.map((text) => text.toUpperCase()) };
}

/** `validation_alias="A"`, `AliasChoices("A", AliasPath("B", 0))`, else `alias="A"`. */
export function aliasesOf(details: Field["details"]): readonly Expression[] {
  const alias = details === null ? null : (keyword(details, "validation_alias") ?? keyword(details, "alias"));
  return alias === null || alias.kind === "null" ? [] : choicesOf(alias);
}

function choicesOf(alias: Expression): readonly Expression[] {
  const called = alias.kind === "call" && (alias.callee.kind === "name" || alias.callee.kind === "member") ? alias.callee.name : null;
  if (alias.kind !== "call" || called === null) return [alias];
  const given = alias.arguments.map(({ value }) => value);
  return called === "AliasPath" ? given.slice(0, 1) : given.flatMap(choicesOf);
}

/** `Field(env="A")`, `Field(env=["A", "B"])`, or `fields = {"name": {"env": "A"}}`. */
function environmentOf({ owner, name, details }: Field, { fields }: Naming): readonly Expression[] {
  const inConfig = fields?.value.kind === "record" ? entry(fields.value, owner.module.textOf(name)) : null;
  const given = (details === null ? null : keyword(details, "env")) ?? (inConfig?.kind === "record" ? entry(inConfig, "env") : inConfig);
  if (given === null) return [];
  return given.kind === "list" ? given.items : [given];
}

function entry(record: Extract<Expression, { kind: "record" }>, name: string): Expression | null {
  return record.entries.find(({ key }) => key.kind === "text" && key.text === name)?.value ?? null;
}
