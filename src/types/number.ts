import type { ValueType } from "../model/schema.ts";
import { invalid, outside } from "../text/complaint.ts";
import { numeral } from "../text/readers.ts";

function numberIn(text: string): number | undefined {
  if (text.length > 400 || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return undefined;
  const found = Number(text);
  return Number.isFinite(found) ? found : undefined;
}

export const number: ValueType = {
  id: "number",
  summary: "A decimal number with a point, such as 0.25 or 1e-3",
  examples: { good: ["0", "3.14", "-1.5", ".5", "2e10"], bad: ["", "1,5", "NaN", "Infinity", "0x1f", "1e999", "5%"] },
  constraints: ["min", "max"],
  sensitive: false,
  check(text, { constraints, reader }) {
    const found = numberIn(numeral(text, reader));
    return found === undefined ? invalid("must be a decimal number") : outside(found, constraints);
  },
  measure: numberIn,
  meaning: (text, reader) => numberIn(numeral(text, reader)),
};
