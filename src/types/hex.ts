import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";

export const hex: ValueType = {
  id: "hex",
  summary: "Bytes as pairs of hexadecimal digits",
  examples: { good: ["00", "deadBEEF", "0123456789abcdef"], bad: ["", "abc", "0x1f", "xyz0", "de ad", "de:ad"] },
  constraints: ["minBytes"],
  sensitive: false,
  check(text, { constraints: { minBytes = 0 } }) {
    if (!/^[0-9a-fA-F]+$/.test(text)) return invalid("must be hexadecimal digits and nothing else");
    if (text.length % 2 === 1) return invalid("must be pairs of hexadecimal digits: one digit is missing or too many");
    return text.length / 2 < minBytes ? invalid(`must hold at least ${String(minBytes)} bytes`) : undefined;
  },
  meaning: (text) => text.toLowerCase(),
};
