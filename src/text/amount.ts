import { type Sealed, unseal } from "../model/sealed.ts";
import { utf8Length } from "./bytes.ts";

/** The bytes of UTF-8 that one unit of UTF-16 takes at most. */
const mostBytes = 3;

/** Whether texts come to more than so many bytes of UTF-8 together: a yes or no, and no length. */
export function isMoreThan(bytes: number, texts: Iterable<string | Sealed>): boolean {
  let sum = 0;
  const counted: string[] = [];
  for (const each of texts) {
    const text = typeof each === "string" ? each : unseal(each);
    counted.push(text);
    sum += text.length;
  }
  return sum * mostBytes > bytes && counted.reduce((all, text) => all + utf8Length(text), 0) > bytes;
}
