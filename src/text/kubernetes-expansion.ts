import { Sealed } from "../model/sealed.ts";
import { known, opaque, type Reference, type Written } from "../model/value.ts";

/**
 * Reads the `$(NAME)` references of an env value, as Kubernetes' expansion package does: `$$` is one `$`, what is no reference stays as written, and
 * so does a reference whose name is not set.
 */
export function parseExpansion(text: string): Written {
  if (!text.includes("$")) return known(text);
  const template: (Sealed | Reference)[] = [];
  const lastCloser = text.lastIndexOf(")");
  let literal = "";
  let at = 0;
  for (let dollar = text.indexOf("$"); dollar >= 0; dollar = text.indexOf("$", at)) {
    literal += text.slice(at, dollar);
    if (text[dollar + 1] !== "(" || lastCloser < dollar) {
      if (text.charCodeAt(dollar + 1) > 0x7f) return opaque("Kubernetes garbles the character that follows a $ in it");
      literal += text[dollar + 1] === "$" ? "$" : text.slice(dollar, dollar + 2);
      at = dollar + 2;
      continue;
    }
    at = text.indexOf(")", dollar) + 1;
    if (literal !== "") template.push(new Sealed(literal));
    literal = "";
    template.push({ name: text.slice(dollar + 2, at - 1), unset: new Sealed(text.slice(dollar, at)) });
  }
  literal += text.slice(at);
  if (template.length === 0) return known(literal);
  return { state: "template", template: literal === "" ? template : [...template, new Sealed(literal)] };
}

/** The names that a value refers to, in the order of the text. */
export function namesReferredTo(written: Written): string[] {
  if (written.state !== "template") return [];
  return written.template.flatMap((part) => (part instanceof Sealed ? [] : [part.name]));
}
