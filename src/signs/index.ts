import { unseal } from "../model/sealed.ts";
import type { Value } from "../model/value.ts";
import { wordsOf } from "../text/words.ts";
import { booleanLike } from "./boolean-like.ts";
import { credential } from "./credential.ts";
import { edgeQuotes } from "./edge-quotes.ts";
import { edgeSpace } from "./edge-space.ts";
import { highEntropy } from "./high-entropy.ts";
import { invisible } from "./invisible.ts";
import { knownDefault } from "./known-default.ts";
import { localhost } from "./localhost.ts";
import { numberLike } from "./number-like.ts";
import { oversized } from "./oversized.ts";
import { placeholder } from "./placeholder.ts";
import { reference } from "./reference.ts";
import { sentinel } from "./sentinel.ts";
import type { Sign } from "./sign.ts";
import { trailingNewline } from "./trailing-newline.ts";
import { trueLike } from "./true-like.ts";
import { unresolvedTemplate } from "./unresolved-template.ts";
import { urlLike } from "./url-like.ts";
import { weak } from "./weak.ts";
import { zeroLike } from "./zero-like.ts";

/** Every sign, in display order. */
export const signs = [
  placeholder,
  knownDefault,
  weak,
  sentinel,
  unresolvedTemplate,
  reference,
  localhost,
  invisible,
  edgeSpace,
  edgeQuotes,
  trailingNewline,
  credential,
  highEntropy,
  oversized,
  booleanLike,
  trueLike,
  zeroLike,
  numberLike,
  urlLike,
] as const;

export type SignId = (typeof signs)[number]["id"];

const byId: ReadonlyMap<SignId, Sign> = new Map(signs.map((sign) => [sign.id, sign]));

/** The one question that rules may ask about a value's text; false unless the text is known. */
export function shows(value: Value, sign: SignId): boolean {
  return value.state === "known" && byId.get(sign)?.test(unseal(value.text)) === true;
}

/** Whether the value is the variable's own name in capitals with a word before or after it, such as a mark that a deploy script replaces. */
export function echoesName(value: Value, name: string): boolean {
  if (value.state !== "known") return false;
  const text = unseal(value.text);
  if (!/^[A-Z][A-Z0-9_]{3,127}$/.test(text) || !text.includes("_") || !name.includes("_")) return false;
  const own = wordsOf(name).join(" ");
  const said = wordsOf(text).join(" ");
  return said === own || said.startsWith(`${own} `) || said.endsWith(` ${own}`);
}
