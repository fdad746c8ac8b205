import { unseal } from "../model/sealed.ts";
import type { Value } from "../model/value.ts";
import { type Echo, echoOf } from "../text/echoes.ts";
import { isNamedAfter } from "../text/stages.ts";
import { addressLike } from "./address-like.ts";
import { booleanLike } from "./boolean-like.ts";
import { credential } from "./credential.ts";
import { edgeQuotes } from "./edge-quotes.ts";
import { edgeSpace } from "./edge-space.ts";
import { falseLike } from "./false-like.ts";
import { highEntropy } from "./high-entropy.ts";
import { inert } from "./inert.ts";
import { invisible } from "./invisible.ts";
import { knownDefault } from "./known-default.ts";
import { knownPassword } from "./known-password.ts";
import { localhost } from "./localhost.ts";
import { malformedAddress } from "./malformed-address.ts";
import { malformedIp } from "./malformed-ip.ts";
import { malformedPort } from "./malformed-port.ts";
import { malformedScheme } from "./malformed-scheme.ts";
import { numberLike } from "./number-like.ts";
import { oversized } from "./oversized.ts";
import { pathLike } from "./path-like.ts";
import { placeholder } from "./placeholder.ts";
import { reference } from "./reference.ts";
import { sentinel } from "./sentinel.ts";
import type { Sign } from "./sign.ts";
import { strong } from "./strong.ts";
import { trailingNewline } from "./trailing-newline.ts";
import { trust } from "./trust.ts";
import { trueLike } from "./true-like.ts";
import { unresolvedTemplate } from "./unresolved-template.ts";
import { urlLike } from "./url-like.ts";
import { voidLike } from "./void.ts";
import { weak } from "./weak.ts";
import { weakPassword } from "./weak-password.ts";
import { zeroLike } from "./zero-like.ts";

/** Every sign, in display order. */
export const signs = [
  placeholder,
  knownDefault,
  knownPassword,
  weak,
  weakPassword,
  sentinel,
  voidLike,
  unresolvedTemplate,
  reference,
  localhost,
  invisible,
  edgeSpace,
  edgeQuotes,
  trailingNewline,
  credential,
  highEntropy,
  strong,
  oversized,
  booleanLike,
  trueLike,
  falseLike,
  zeroLike,
  trust,
  numberLike,
  inert,
  urlLike,
  pathLike,
  addressLike,
  malformedScheme,
  malformedAddress,
  malformedIp,
  malformedPort,
] as const;

export type SignId = (typeof signs)[number]["id"];

/** By id; asked so often that looking them up in a map would be felt. */
const tests: Readonly<Record<string, Sign["test"]>> = Object.fromEntries(signs.map(({ id, test }) => [id, test]));

/** The one question that rules may ask about a value's text; false unless the text is known. */
export function shows(value: Value, sign: SignId): boolean {
  return value.state === "known" && tests[sign]?.(unseal(value.text)) === true;
}

/** How the value repeats the name of its variable, when it does. */
export function echo(value: Value, name: string): Echo | undefined {
  return value.state === "known" ? echoOf(unseal(value.text), name) : undefined;
}

/** Whether one of these words is part of a host, a bucket or another name made of several: neither the whole text nor a part of a path. */
export function namesOneOf(value: Value, words: readonly string[]): boolean {
  return value.state === "known" && isNamedAfter(unseal(value.text), words);
}
