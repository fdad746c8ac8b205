import { Sealed } from "../../model/sealed.ts";
import type { Reference, Template } from "../../model/value.ts";
import { Next } from "./next.ts";

const special = /[*#$@!?\d-]/;
const braceless = /\w+/y;

/** `$NAME` and `${NAME}` as Go's os.Expand finds them; all between the braces is the name. What is no name is eaten or stays, as it is there. */
export function goTemplate(text: string): Template {
  const parts: (Sealed | Reference)[] = [];
  const braces = new Next(text, "}");
  let literal = 0;
  for (let at = text.indexOf("$"); at >= 0 && at + 1 < text.length; at = text.indexOf("$", Math.max(at + 1, literal))) {
    const { name, width } = nameAt(text, at + 1, braces);
    if (name === "" && width === 0) continue;
    parts.push(new Sealed(text.slice(literal, at)));
    if (name !== "" && (name.length > 1 || !/[*#$@!?-]/.test(name))) parts.push({ name });
    literal = at + 1 + width;
  }
  return [...parts, new Sealed(text.slice(literal))];
}

interface Name {
  readonly name: string;
  readonly width: number;
}

function nameAt(text: string, at: number, braces: Next): Name {
  const char = text[at] ?? "";
  if (char === "{") return bracedAt(text, at, braces);
  if (special.test(char)) return { name: char, width: 1 };
  braceless.lastIndex = at;
  const name = braceless.exec(text)?.[0] ?? "";
  return { name, width: name.length };
}

function bracedAt(text: string, at: number, braces: Next): Name {
  if (special.test(text[at + 1] ?? "") && text[at + 2] === "}") return { name: text.slice(at + 1, at + 2), width: 3 };
  const close = braces.from(at + 1);
  if (close >= text.length) return { name: "", width: 1 };
  return { name: text.slice(at + 1, close), width: close - at + 1 };
}
