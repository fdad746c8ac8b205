import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";
import { compilePattern } from "../text/pattern.ts";

export const regex: ValueType = {
  id: "regex",
  summary: "A regular expression in RE2 syntax",
  examples: { good: ["^[a-z]+$", "a|b", "(?i)x{2,3}", "(a+)+", "\\d{4}-\\d\\d"], bad: ["(", "[z-a]", "a{2,1}", "*a", "(?=a)", "(a)\\1"] },
  constraints: [],
  sensitive: false,
  check(text) {
    const found = compilePattern(text);
    return "error" in found ? invalid(`must be a regular expression: ${found.error}`) : undefined;
  },
};
