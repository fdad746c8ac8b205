import type { ValueType } from "../model/schema.ts";

export const string: ValueType = {
  id: "string",
  summary: "Any text",
  examples: { good: ["hello", "two words", ""], bad: [] },
  constraints: [],
  sensitive: false,
  check: () => undefined,
};
