import { Sealed } from "../../model/sealed.ts";
import type { Reference, Template } from "../../model/value.ts";
import { Next } from "./next.ts";

/** `${NAME}` and `${NAME:-default}` as python-dotenv finds them (dotenv/variables.py); the default is for unset names, not for empty ones. */
export function pythonTemplate(text: string): Template {
  const parts: (Sealed | Reference)[] = [];
  let literal = 0;
  for (const { start, end, reference } of referencesIn(text)) {
    if (start > literal) parts.push(new Sealed(text.slice(literal, start)));
    parts.push(reference);
    literal = end;
  }
  if (literal < text.length) parts.push(new Sealed(text.slice(literal)));
  return parts;
}

function* referencesIn(text: string): Generator<{ start: number; end: number; reference: Reference }> {
  const braces = new Next(text, "}");
  const colons = new Next(text, ":");
  let start = text.indexOf("${");
  while (start >= 0 && braces.from(start) < text.length) {
    const nameEnd = Math.min(braces.from(start + 2), colons.from(start + 2));
    const name = text.slice(start + 2, nameEnd);
    const falls = text.startsWith(":-", nameEnd);
    const end = falls ? braces.from(nameEnd + 2) : nameEnd;
    const matches = text[end] === "}";
    if (matches)
      yield {
        start,
        end: end + 1,
        reference: falls ? { name, operator: "-", operand: [new Sealed(text.slice(nameEnd + 2, end))] } : { name },
      };
    start = text.indexOf("${", matches ? end + 1 : start + 2);
  }
}
