import { positionOf, type Span } from "../../model/source.ts";
import { excerptOf } from "../../text/excerpt.ts";
import type { Color } from "../../text/paint.ts";
import { placeOf } from "../../text/place.ts";
import { widthOf, wrap } from "../../text/width.ts";
import { hang, linked, type Page } from "./page.ts";

/** Whether a span is the whole document, such as an env file that lacks a variable: no line of it is to blame. */
function isWhole({ end }: Span): boolean {
  return end === 0;
}

/** Columns left of the bar: the line number and what is indented to stand below it. */
export function gutterOf(at: Span): number {
  return isWhole(at) ? 2 : Math.max(String(positionOf(at).line).length, 2);
}

/** The empty line that parts a frame from the notes below it. */
export function barLines(at: Span, { paint }: Page): string[] {
  return isWhole(at) ? [] : [paint(`${" ".repeat(gutterOf(at) + 1)}|`, "blue")];
}

/** The place, and the line with carets and label below it; the place and the label for a whole document. */
export function frameLines(at: Span, label: { readonly text: string; readonly color: Color }, page: Page): string[] {
  const { paint, width } = page;
  if (isWhole(at))
    return [
      `  ${paint("-->", "blue")} ${linked(placeOf(at), at, page)}`,
      ...(label.text === "" ? [] : hang(`  ${paint("=", "blue")} `, 4, label.text, page)),
    ];
  const excerpt = excerptOf(at, Math.max(width - 8, 24));
  const gutter = gutterOf(at);
  const bar = paint(`${" ".repeat(gutter + 1)}|`, "blue");
  return [
    `${" ".repeat(gutter)}${paint("-->", "blue")} ${linked(placeOf(at), at, page)}`,
    bar,
    `${paint(`${String(excerpt.line).padStart(gutter)} |`, "blue")} ${excerpt.text}`,
    ...caretLines(excerpt, label.text, Math.max(width - gutter - 3, 24)).map((line) => `${bar} ${paint(line, "bold", label.color)}`),
  ];
}

/** The label stands beside the carets where it fits, else below them, as far left as it must. */
function caretLines({ offset, length }: { readonly offset: number; readonly length: number }, label: string, room: number): string[] {
  const carets = " ".repeat(offset) + "^".repeat(length);
  if (label === "") return [carets];
  if (offset + length + 1 + widthOf(label) <= room) return [`${carets} ${label}`];
  const indent = Math.max(Math.min(offset, room - Math.max(24, Math.min(widthOf(label), 48))), 0);
  return [carets, ...wrap(label, room - indent).map((line) => " ".repeat(indent) + line)];
}
