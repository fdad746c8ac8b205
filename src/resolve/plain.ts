import { unseal } from "../model/sealed.ts";
import type { Value } from "../model/value.ts";
import { isCredential } from "../text/credentials.ts";
import { isHighEntropy } from "../text/secrets.ts";
import { withhold } from "../text/withhold.ts";

/** A name of a secret inside the text, as connection strings and JSON have it, or the credentials of an HTTP header. */
const assigned = /(?:pass(?:word|wd|phrase)?|pwd|secret|token|key|credentials?)["']?\s*[=:]|\b(?:basic|bearer)\s/i;

/** The text of a known value that nothing says is a secret, for records that keep such texts as they are; undefined for any that looks like one. */
export function harmlessText(value: Value): string | undefined {
  if (value.state !== "known") return undefined;
  const text = unseal(value.text);
  return assigned.test(text) || isCredential(text) || isHighEntropy(text) || withhold(text) !== text ? undefined : text;
}
