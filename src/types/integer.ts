import type { ValueType } from "../model/schema.ts";
import { invalid, outside } from "../text/complaint.ts";
import { numeral } from "../text/readers.ts";

const form = /^[+-]?\d{1,400}$/;

/** Decimal digits with an optional sign, which Python, Go, Java, Ruby and JavaScript read alike. */
export const integer: ValueType = {
  id: "integer",
  summary: "A whole number in decimal digits, such as 8 or -1",
  examples: { good: ["0", "42", "-7", "+3", "007"], bad: ["", "4.2", "1e3", "0x10", "1_000", "12px", "ten"] },
  constraints: ["min", "max"],
  sensitive: false,
  check(text, { constraints, reader }) {
    const digits = numeral(text, reader);
    return form.test(digits) ? outside(numberIn(digits), constraints) : invalid("must be a whole number in decimal digits");
  },
  measure: (text) => (form.test(text) ? numberIn(text) : undefined),
  meaning: (text, reader) => (form.test(numeral(text, reader)) ? String(numberIn(numeral(text, reader))) : undefined),
};

/** In full: what is near the bounds of 64 bits is the same number to JavaScript. */
function numberIn(digits: string): number | bigint {
  const found = Number(digits);
  return Number.isSafeInteger(found) ? found : BigInt(digits.replace("+", ""));
}
