import { positionOf, type Span } from "../model/source.ts";
import { sanitise } from "./sanitise.ts";

/** Columns of the longest path that is shown whole. */
const longest = 160;

/** `path:line:column`, as terminals and editors make it clickable; the path alone where there is no text to point into. */
export function placeOf(span: Span): string {
  const path = shorten(sanitise(span.source.path));
  if (span.source.text === "") return path;
  const { line, column } = positionOf(span);
  return `${path}:${String(line)}:${String(column)}`;
}

/** `path:line`, where the column would only be noise. */
export function lineOf(span: Span): string {
  const path = shorten(sanitise(span.source.path));
  return span.source.text === "" ? path : `${path}:${String(positionOf(span).line)}`;
}

/** A place in the JSON documents. */
export function jsonPlace(span: Span): { readonly path: string; readonly line: number; readonly column: number } {
  const { line, column } = positionOf(span);
  return { path: span.source.path, line, column };
}

/** Paths keep their end, which says most. */
function shorten(path: string): string {
  return path.length <= longest ? path : `…${path.slice(1 - longest)}`;
}
