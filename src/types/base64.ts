import type { ValueType } from "../model/schema.ts";
import { measureBase64 } from "../text/bytes.ts";
import { invalid } from "../text/complaint.ts";

const wrongs = {
  alphabet: "must be base64: it holds a character of neither the standard nor the URL alphabet, or mixes the two",
  length: "must be base64: a character is missing or too many",
  padding: "must be base64: its padding with = is missing or wrong",
} as const;

export const base64: ValueType = {
  id: "base64",
  summary: "Base64 in the standard or the URL alphabet",
  examples: { good: ["aGVsbG8=", "+/+/", "-_-_", "-_A"], bad: ["", "aGVsbG8", "a===", "+/-_", "aGVs bG8=", "aGVsbG8=\n", "abcde"] },
  constraints: ["minBytes"],
  sensitive: false,
  check(text, { constraints: { minBytes = 1 } }) {
    const found = measureBase64(text);
    if ("wrong" in found) return invalid(wrongs[found.wrong]);
    return found.bytes < minBytes ? invalid(`must hold at least ${String(minBytes)} bytes when decoded`) : undefined;
  },
};
