import type { Report, Word } from "./fields.ts";
import { didYouMean } from "../text/suggest.ts";

/** How many comparisons the hints for one list of names may take: each hint compares with every declared name. */
const mostComparisons = 5_000;
/** Names longer than this get no hint, since comparing takes the square of their length. */
const longestName = 100;

/** Tells every name that is used but not declared, with the nearest declared ones; `message` says which kind of name it is. */
export function tellUnknown(
  used: readonly Word[],
  declared: ReadonlySet<string>,
  message: (name: string, hint: string) => string,
  report: Report,
): void {
  const unknown = used.filter(({ text }) => !declared.has(text));
  for (const [index, { text, at }] of unknown.entries()) {
    const hint = index * declared.size < mostComparisons && text.length <= longestName ? didYouMean(text, declared) : undefined;
    report(at, message(text, hint === undefined ? "" : `, ${hint}`));
  }
}
