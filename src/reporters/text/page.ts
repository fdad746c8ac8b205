import type { Span } from "../../model/source.ts";
import { hyperlink } from "../../text/hyperlink.ts";
import type { Paint } from "../../text/paint.ts";
import { wrap } from "../../text/width.ts";
import type { Links } from "../reporter.ts";

/** What every part of the text report is laid out on. */
export interface Page {
  readonly paint: Paint;
  /** Columns. */
  readonly width: number;
  readonly links?: Links | undefined;
}

/** What is shown of a place, as a link to its file. */
export function linked(shown: string, { source }: Span, { links }: Page): string {
  return links === undefined ? shown : hyperlink(shown, links.root, source.path);
}

/** What is shown of a rule, as a link to its page. */
export function linkedRule(shown: string, rule: string, { links }: Page): string {
  return links === undefined ? shown : hyperlink(shown, links.pages, `${rule}.md`);
}

/** Text after a prefix of `columns`, wrapped; further lines are indented to stand below the first. Fewer than 20 columns are never used. */
export function hang(prefix: string, columns: number, text: string, { width }: Page): string[] {
  const [first, ...rest] = wrap(text, Math.max(width - columns, 20));
  return [prefix + first, ...rest.map((line) => " ".repeat(columns) + line)];
}
