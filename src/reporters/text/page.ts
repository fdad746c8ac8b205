import type { Paint } from "../../text/paint.ts";
import { wrap } from "../../text/width.ts";

/** What every part of the text report is laid out on. */
export interface Page {
  readonly paint: Paint;
  /** Columns. */
  readonly width: number;
}

/** Text after a prefix of `columns`, wrapped; further lines are indented to stand below the first. Fewer than 20 columns are never used. */
export function hang(prefix: string, columns: number, text: string, { width }: Page): string[] {
  const [first, ...rest] = wrap(text, Math.max(width - columns, 20));
  return [prefix + first, ...rest.map((line) => " ".repeat(columns) + line)];
}
