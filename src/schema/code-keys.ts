import type { DeclaredReader, NamePattern } from "../model/schema.ts";
import { itemsOf } from "../text/yaml.ts";
import { defined, type Field, fieldsOf, textIn, textsIn } from "./fields.ts";
import { modes } from "./words.ts";

/** The functions that `readers` names; one that lacks what it needs is left out, and told by the shape. */
export function readersIn(field: Field | undefined): readonly DeclaredReader[] {
  return itemsOf(field?.value).flatMap((node) => {
    const fields = field === undefined ? new Map<string, Field>() : fieldsOf(field.source, node);
    const [call, name, mode] = [textIn(fields.get("call")), argumentIn(fields.get("name")), textIn(fields.get("mode"))];
    if (call === undefined || name === undefined) return [];
    const rest = { prefix: textIn(fields.get("prefix")), suffix: textIn(fields.get("suffix")), type: textIn(fields.get("type")) };
    return [
      {
        call: spelled(call),
        name,
        mode: modes.find((one) => one === mode) ?? "optional",
        ...defined({ ...rest, default: argumentIn(fields.get("default")) }),
      },
    ];
  });
}

/** One form for `System::getEnv`, `$app->env->get` and `app.env.get()`. */
function spelled(call: string): string {
  return call
    .replace(/\(\)$/, "")
    .split(/\?\.|\.|::|->|\\/)
    .map((word) => word.replace("$", ""))
    .filter((word) => word !== "")
    .join(".");
}

/** A position where it is a number, else a keyword. */
function argumentIn(field: Field | undefined): number | string | undefined {
  const text = textIn(field);
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : text;
}

/** The patterns that `dynamic` lists. */
export function patternsIn(field: Field | undefined): readonly NamePattern[] {
  return (textsIn(field) ?? []).flatMap((text) => {
    const [prefix, suffix, ...more] = text.split("*");
    return prefix === undefined || suffix === undefined || more.length > 0 ? [] : [{ prefix, suffix }];
  });
}
