import type { Source } from "../../model/source.ts";
import { known, opaque, unknown, type Value } from "../../model/value.ts";
import type { Node, Scalar } from "../yaml-node.ts";

/** How far an expression is known that is not worked out, and why. */
export type Reason = NonNullable<Scalar["reason"]>;

/** Where a node of a tree comes from. */
export interface Origin {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A scalar whose tag tells it from text. */
export function unresolved({ source, start, end }: Origin, reason: Reason): Scalar {
  return { kind: "scalar", source, start, end, tag: "!unresolved", text: "unresolved", style: "plain", reason };
}

export function reasonOf(node: Node | undefined): Reason | undefined {
  return node?.kind === "scalar" ? node.reason : undefined;
}

/** The value of what is not worked out. */
export function reasonedValue(node: Node): Value | undefined {
  const reason = reasonOf(node);
  if (reason === undefined) return undefined;
  return reason.state === "opaque" ? opaque(reason.because) : unknown(reason.because);
}

export function textScalar({ source, start, end }: Origin, text: string): Scalar {
  return { kind: "scalar", source, start, end, tag: undefined, text, style: "double" };
}

/** The text of a scalar as HCL makes text of it; undefined where there is none to be had. */
export function knownText(node: Node | undefined): string | undefined {
  if (node?.kind !== "scalar" || node.tag !== undefined) return undefined;
  if (node.style !== "plain") return node.text;
  if (node.text === "true" || node.text === "false") return node.text;
  return numberText(node.text);
}

export function isNothing(node: Node | undefined): boolean {
  return node?.kind === "scalar" && node.tag === undefined && node.style === "plain" && node.text === "null";
}

/** The value that a variable gets where any scalar becomes text. */
export function scalarValue(node: Node): Value {
  const reasoned = reasonedValue(node);
  if (reasoned !== undefined) return reasoned;
  if (isNothing(node)) return unknown("its value is null");
  const text = knownText(node);
  if (text !== undefined) return known(text);
  return unknown(node.kind === "scalar" ? "its number may be printed in another way" : "it is no text");
}

/** A number as HCL prints it: `1.10` is `1.1`, and `007` is `7`. */
function numberText(text: string): string | undefined {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)0*([1-9][0-9]*|0)(?:\.([0-9]+))?$/.exec(text) ?? [];
  if (whole === "") return undefined;
  const kept = fraction.slice(0, fraction.length - trailingZeros(fraction));
  return sign + whole + (kept === "" ? "" : `.${kept}`);
}

function trailingZeros(text: string): number {
  let count = 0;
  while (text[text.length - 1 - count] === "0") count += 1;
  return count;
}
