import type { Read } from "../model/read.ts";
import { sameText, type Sealed, unseal } from "../model/sealed.ts";

/** Whether two defaults mean the same to any reader: the same text, number or truth. */
export function isSameDefault(one: Sealed, other: Sealed): boolean {
  const [left, right] = [unseal(one).trim(), unseal(other).trim()];
  if (left === right || (left !== "" && Number(left) === Number(right))) return true;
  const [truth, otherTruth] = [truthOf(left), truthOf(right)];
  return truth !== undefined && truth === otherTruth;
}

function truthOf(text: string): boolean | undefined {
  if (/^(?:true|yes|on|1)$/i.test(text)) return true;
  return /^(?:false|no|off|0|)$/i.test(text) ? false : undefined;
}

type Manner = Pick<Read, "mode" | "default" | "type">;

/** Whether two reads treat an unset variable, and what is in it, alike. */
export function isSameRead(one: Manner, other: Manner): boolean {
  if (one.mode !== other.mode || one.type !== other.type) return false;
  if (one.default === null || other.default === null) return one.default === other.default;
  return sameText(one.default, other.default);
}
