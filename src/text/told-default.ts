import type { Read } from "../model/read.ts";
import { unseal } from "../model/sealed.ts";
import { isCredential } from "./credentials.ts";
import { isSecretName } from "./names.ts";
import { withheld, withhold } from "./withhold.ts";

/** Characters that a text has at most to be no secret, whatever its variable is called. */
const trifle = 7;

/** The literal that code takes where the variable is unset, as JSON has it; `***` for what may be a secret that somebody wrote into the code. */
export function toldDefault({
  variable,
  default: instead,
  literal,
}: Pick<Read, "variable" | "default" | "literal">): string | number | boolean | null {
  if (instead === null) return null;
  const text = unseal(instead);
  if (literal === "boolean") return /^true$/i.test(text);
  if (literal === "number") return Number.isFinite(Number(text)) ? Number(text) : text;
  return mayBeSecret(variable, text) ? withheld : text;
}

/** The default to the letter; null where `toldDefault` would not tell it. */
export function plainDefault(read: Pick<Read, "variable" | "default" | "literal">): string | null {
  return read.default === null || toldDefault(read) === withheld ? null : unseal(read.default);
}

function mayBeSecret(name: string, text: string): boolean {
  return (isSecretName(name) && text.length > trifle) || isCredential(text) || withhold(text) !== text;
}
