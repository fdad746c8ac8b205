import type { Complaint, Constraints } from "../model/schema.ts";

/** A complaint that the `invalid` rule reports; the message is a clause that follows the variable's name. */
export function invalid(message: string, help?: string): Complaint {
  return help === undefined ? { rule: "invalid", message } : { rule: "invalid", message, help };
}

/** `a, b or c`. */
export function either(choices: readonly string[]): string {
  const last = choices.at(-1) ?? "";
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(", ")} or ${last}`;
}

/** Complains of a measure outside inclusive bounds; `show` writes a bound, never the measure. */
export function outside(
  measure: number | bigint,
  { min, max }: Pick<Constraints, "min" | "max">,
  show?: (bound: number) => string,
): Complaint | undefined {
  const shown = (bound: number | bigint) => (show === undefined ? String(bound) : show(Number(bound)));
  if (min !== undefined && measure < min) return invalid(`must be at least ${shown(min)}`);
  if (max !== undefined && measure > max) return invalid(`must be at most ${shown(max)}`);
  return undefined;
}
