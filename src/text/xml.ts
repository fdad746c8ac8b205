import { sanitise } from "./sanitise.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Untrusted text as it may stand in an element or an attribute. XML 1.0 has no way to write most control characters: they become visible escapes. */
export function escapeXml(text: string): string {
  return sanitise(text)
    .replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** ` name="value"` for each, in their order. */
export function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}
