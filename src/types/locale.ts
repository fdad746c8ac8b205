import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";

/** language[_TERRITORY][.encoding][@modifier], as setlocale(3) takes it. */
const posix = /^(?:C|POSIX|[a-z]{2,3}(?:_[A-Z]{2})?)(?:\.[A-Za-z0-9-]{1,20})?(?:@[A-Za-z0-9]{1,20})?$/;

function isLanguageTag(text: string): boolean {
  try {
    return /^[A-Za-z]{2,3}(?:-|$)/.test(text) && Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

export const locale: ValueType = {
  id: "locale",
  summary: "A language tag such as en-GB, or a POSIX locale such as en_GB.UTF-8",
  examples: {
    good: ["en", "en-GB", "zh-Hant-TW", "en_US.UTF-8", "C.UTF-8", "de_DE@euro"],
    bad: ["", "english", "en-", "en_us", "en GB", "e"],
  },
  constraints: [],
  sensitive: false,
  check: (text) =>
    text.length <= 100 && (posix.test(text) || isLanguageTag(text))
      ? undefined
      : invalid("must be a language tag such as en-GB, or a POSIX locale such as en_GB.UTF-8"),
};
