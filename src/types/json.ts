import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";

/** `kind` asks for an object or an array. The parser's own messages are never used, since they quote the text. */
export const json: ValueType = {
  id: "json",
  summary: "A JSON text",
  examples: { good: ["{}", "[1, 2]", '"text"', "null", '{"a": {"b": true}}'], bad: ["", "{", "{'a': 1}", "{a: 1}", "[1,]", "text", "NaN"] },
  constraints: ["kind"],
  sensitive: false,
  check(text, { constraints: { kind } }) {
    let found: unknown;
    try {
      found = JSON.parse(text);
    } catch {
      return invalid(/^\s*[{[]\s*'/.test(text) ? "must be JSON, which has double quotes and no single ones" : "must be JSON");
    }
    const actual = Array.isArray(found) ? "array" : typeof found;
    return kind === undefined || (kind === actual && found !== null) ? undefined : invalid(`must be a JSON ${kind}`);
  },
};
