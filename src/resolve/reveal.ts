import { unseal } from "../model/sealed.ts";
import type { Value } from "../model/value.ts";

/** The text of a known value, for `resolve --reveal` and nothing else. */
export function reveal(value: Value): string | undefined {
  return value.state === "known" ? unseal(value.text) : undefined;
}
