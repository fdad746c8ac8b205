import { type Sealed, unseal } from "../model/sealed.ts";
import { utf8Length } from "./bytes.ts";

/** Whether texts come to more than so many bytes of UTF-8 together: a yes or no, and no length. */
export function isMoreThan(bytes: number, texts: Iterable<string | Sealed>): boolean {
  let sum = 0;
  for (const text of texts) {
    sum += utf8Length(typeof text === "string" ? text : unseal(text));
    if (sum > bytes) return true;
  }
  return false;
}
