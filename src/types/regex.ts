import type { ReaderId, ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";
import { compilePattern } from "../text/pattern.ts";

/** Readers whose engines look around and refer back, as RE2 does not. */
const backtracking: ReadonlySet<ReaderId> = new Set(["django-environ", "python-bool", "pydantic", "node", "spring", "rails"]);

/** What engines that backtrack take beside RE2 syntax, as far as JavaScript takes it too. Nothing is ever matched with it. */
function isScripts(text: string): boolean {
  try {
    return new RegExp(text).source !== "";
  } catch {
    return false;
  }
}

export const regex: ValueType = {
  id: "regex",
  summary: "A regular expression in RE2 syntax; for readers that are not Go's also with lookaround and back-references",
  examples: { good: ["^[a-z]+$", "a|b", "(?i)x{2,3}", "(a+)+", "\\d{4}-\\d\\d"], bad: ["(", "[z-a]", "a{2,1}", "*a", "(?=a)", "(a)\\1"] },
  constraints: [],
  sensitive: false,
  check(text, { reader }) {
    const found = compilePattern(text);
    if ("test" in found || (backtracking.has(reader) && isScripts(text))) return undefined;
    const help = reader === "strict" && isScripts(text) ? "name the schema's reader to allow what its engine takes" : undefined;
    return invalid(`must be a regular expression: ${found.error}`, help);
  },
};
