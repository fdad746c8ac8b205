import { type Sealed, unseal } from "../model/sealed.ts";

/** How each of two readers takes one value, as words that tell nothing of its text. */
export type Contrast = readonly [one: string, other: string];

/** What two readings of one line differ in; undefined where they are the same. */
export function contrastOf(one: Sealed, other: Sealed): Contrast | undefined {
  const [first, second] = [unseal(one), unseal(other)];
  if (first === second) return undefined;
  for (const { from, to, tells } of contrasts) {
    if (tells(first, second)) return [from, to];
    if (tells(second, first)) return [to, from];
  }
  return ["as one text", "as another"];
}

/** `tells` is asked whether the first text is the one that has more left of what is written. */
interface Kind {
  readonly from: string;
  readonly to: string;
  readonly tells: (more: string, less: string) => boolean;
}

const contrasts: readonly Kind[] = [
  { from: "with the quotes", to: "without the quotes", tells: (more, less) => /^(["'`])[^]*\1$/.test(more) && more.slice(1, -1) === less },
  { from: "whole", to: "cut at the #", tells: (more, less) => more.startsWith(less) && /^[ \t]*#/.test(more.slice(less.length)) },
  { from: "with the blanks at its ends", to: "without the blanks", tells: (more, less) => more.trim() === less },
  { from: "as it is written", to: "with escapes as one character", tells: (more, less) => more.includes("\\") && unescaped(more) === less },
  { from: "with the backslashes", to: "without the backslashes", tells: (more, less) => more.replaceAll("\\", "") === less },
  { from: "with the dollar sign", to: "expanded", tells: (more, less) => more.includes("$") && !less.includes("$") },
  { from: "over several lines", to: "up to the end of the line", tells: (more, less) => more.includes("\n") && !less.includes("\n") },
];

function unescaped(text: string): string {
  return text.replaceAll(/\\[nrt]/g, (escape) => (escape === "\\n" ? "\n" : escape === "\\r" ? "\r" : "\t"));
}
