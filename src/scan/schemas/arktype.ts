import type { Expression } from "../expression.ts";
import { OPTIONAL, REQUIRED, typed, withDefault, type Declared, type Field, type Fields, type Library } from "./field.ts";
import type { Look, Place } from "./look.ts";

/** https://arktype.io/docs/objects: `type({ "KEY?": "string", PORT: "string.integer.parse = 3000" })`. */
const ROOT = /^arktype\.type$/;

function fieldsOf(place: Place, look: Look): Fields | undefined {
  const { expression, module } = look.end(place);
  const record =
    expression.kind === "call" && ROOT.test(look.path({ expression: expression.callee, module }))
      ? expression.arguments[0]?.value
      : undefined;
  const entries = record === undefined ? undefined : look.entries({ expression: record, module });
  return entries?.map(({ name, key, value }): Declared => {
    const field = definedBy(look.end(value).expression);
    const isOptional = name.endsWith("?") && field.mode === "required";
    return { name: name.replace(/\?$/, ""), key, module: value.module, field: isOptional ? { ...field, mode: "optional" } : field };
  });
}

/** The text of a definition, or a tuple of one with a default. */
function definedBy(expression: Expression): Field {
  if (expression.kind === "list") {
    const [inner, sign, given] = expression.items;
    return sign?.kind === "text" && sign.text === "=" ? withDefault(REQUIRED, given) : inner === undefined ? REQUIRED : definedBy(inner);
  }
  if (expression.kind !== "text") return REQUIRED;
  const [type = "", instead] = expression.text.split(/\s=\s/);
  const field = /\bundefined\b|\bunknown\b/.test(type) ? OPTIONAL : typeOf(type);
  return instead === undefined ? field : withDefault(field, literal(instead, expression));
}

function typeOf(type: string): Field {
  const [name] = /integer|number|numeric|boolean|url/.exec(type) ?? [];
  return name === undefined ? REQUIRED : typed(REQUIRED, name === "numeric" ? "number" : name);
}

/** A default as it is written in a text. */
function literal(text: string, { node }: Expression): Expression {
  const [quoted] = /^(["']).*\1$/.exec(text) ?? [];
  if (quoted !== undefined) return { kind: "text", node, text: text.slice(1, -1) };
  return { kind: /^(?:true|false)$/.test(text) ? "boolean" : "number", node, text };
}

export const arktype: Library = { field: () => undefined, fields: fieldsOf };
