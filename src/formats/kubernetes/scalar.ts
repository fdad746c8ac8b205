import type { Node, Scalar } from "../../text/yaml.ts";

/** What a scalar is once kubectl has turned YAML into JSON: sigs.k8s.io/yaml reads YAML 1.1 words and numbers, but leaves dates as text. */
export type JsonType = "string" | "boolean" | "number" | "null";

const words = new Map<string, JsonType>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, "null"] as const),
  ...["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"].map((word) => [word, "boolean"] as const),
  ...["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"].map((word) => [word, "boolean"] as const),
  ...[".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"].map(
    (word) => [word, "number"] as const,
  ),
]);
const longestWord = 5;
const tags = new Map<string, JsonType>([
  ["!!str", "string"],
  ["!", "string"],
  ["!!bool", "boolean"],
  ["!!int", "number"],
  ["!!float", "number"],
  ["!!null", "null"],
]);
/** What a number can begin with. */
const beginnings = "-+.0123456789";
const integer = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

export function jsonTypeOf({ text, style, tag }: Scalar): JsonType {
  if (tag !== undefined) return tags.get(tag) ?? "string";
  if (style !== "plain") return "string";
  const word = text.length <= longestWord ? words.get(text) : undefined;
  return word ?? (beginnings.includes(text.charAt(0)) && isNumber(text) ? "number" : "string");
}

function isNumber(text: string): boolean {
  const plain = text.startsWith(".") ? text : text.replaceAll("_", "");
  return float.test(plain) || integer.test(plain);
}

/** A mapping key as JSON has it: `on` is the key `true`, `0755` the key `493`. */
export function jsonKeyOf(key: Node): string {
  if (key.kind !== "scalar") return "";
  const type = jsonTypeOf(key);
  if (type === "boolean") return /^[yYtT]|^on$/i.test(key.text) ? "true" : "false";
  if (type !== "number") return key.text;
  return words.has(key.text) ? key.text.toLowerCase().replace("+", "") : plainNumber(key.text.replaceAll("_", ""));
}

function plainNumber(text: string): string {
  if (!integer.test(text)) return String(Number(text));
  const digits = text.replace(/^[-+]/, "").replace(/^0(?=[0-7])/, "0o");
  return `${text.startsWith("-") ? "-" : ""}${String(BigInt(digits))}`;
}

/** A boolean field; undefined when it is not set, or not to a boolean. */
export function booleanOf(node: Node | undefined): boolean | undefined {
  return node?.kind === "scalar" && jsonTypeOf(node) === "boolean" ? jsonKeyOf(node) === "true" : undefined;
}
