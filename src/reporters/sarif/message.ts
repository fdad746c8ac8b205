import type { Span } from "../../model/source.ts";
import { lineOf } from "../../text/place.ts";
import { sanitise } from "../../text/sanitise.ts";

/** UTF-16 units of a text that GitHub takes. */
const longest = 1024;

/** A plain text in which nothing reads as a link of SARIF. */
export function cut(text: string): string {
  const plain = sanitise(text).replaceAll("](", "] (");
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** A message that names the line, for where the location does not. */
export function textOf(text: string, at: Span | undefined): { readonly text: string } {
  return { text: cut(at === undefined ? text : `${text} (${lineOf(at)})`) };
}
