import { isEmpty, type Value } from "../model/value.ts";
import { echo, shows } from "../signs/index.ts";
import type { Echo } from "../text/echoes.ts";
import { isTemplateName } from "../text/names.ts";

/** What is wrong with a value as such. One value has one flaw: the first of these. */
export type Flaw = "unresolved-template" | "sentinel-value" | "placeholder" | "known-default" | "weak-secret";

/** Names that are compiled into pages, which a server may render when it hands them out: their own name is then a mark for it. */
const inPages = /^(?:VITE|NEXT_PUBLIC|REACT_APP|PUBLIC|NUXT_PUBLIC|GATSBY|VUE_APP)_/;

/** Programs that write to standard output for a dash. */
const takesDash = /LOG|OUTPUT|STDOUT|STDERR/i;

/** The attribute of a cookie for which browsers know the word None. */
const takesNone = /SAME_?SITE/i;

/** Without a schema: anything but digits may be a placeholder, only a secret or a password in a URL can be a known default or weak, and a switch is none. */
export function flawOfValue(name: string, value: Value, secret: boolean): Flaw | undefined {
  if (value.state !== "known" || isEmpty(value)) return undefined;
  if (shows(value, "inert")) return secret ? flawOfSecret(value, echo(value, name)) : undefined;
  return shows(value, "reference") ? undefined : flawOfText(name, value, secret);
}

function flawOfText(name: string, value: Value, secret: boolean): Flaw | undefined {
  if (shows(value, "unresolved-template")) return inPages.test(name) || isTemplateName(name) ? undefined : "unresolved-template";
  if (shows(value, "sentinel")) return takesDash.test(name) || takesNone.test(name) ? undefined : "sentinel-value";
  const echoed = echo(value, name);
  if ((echoed === "name" && !inPages.test(name)) || shows(value, "placeholder")) return "placeholder";
  return secret ? flawOfSecret(value, echoed) : flawOfUrl(value);
}

/** A password in a URL, unless it opens nothing but what runs on the same machine. */
function flawOfUrl(value: Value): Flaw | undefined {
  if (!shows(value, "weak-password") || shows(value, "localhost")) return undefined;
  return shows(value, "known-password") ? "known-default" : "weak-secret";
}

function flawOfSecret(value: Value, echoed: Echo | undefined): Flaw | undefined {
  if (shows(value, "boolean-like") || shows(value, "void") || shows(value, "path-like")) return undefined;
  if (echoed === "mark") return "placeholder";
  if (echoed === "words" || shows(value, "known-default")) return "known-default";
  return shows(value, "weak") ? "weak-secret" : undefined;
}
