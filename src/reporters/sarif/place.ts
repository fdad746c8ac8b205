import { positionOf, type Span } from "../../model/source.ts";
import { mayBeHashed } from "../../text/line-hash.ts";
import type { Run } from "../reporter.ts";

/** A location of SARIF; without a region it is the whole file. */
export interface Location {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region?: object };
}

/** Whether the line of a span may be told in a region. */
export function isOpen(span: Span, { schemas }: Run): boolean {
  return mayBeHashed(span, schemas.has(span.source.path));
}

/** The place of a span, or only its file where its line may hold a value. */
export function locationOf(span: Span, run: Run): Location {
  if (!isOpen(span, run)) return wholeFile(span);
  const { line, column, endLine, endColumn } = positionOf(span);
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return { physicalLocation: { ...wholeFile(span).physicalLocation, region } };
}

/** The file alone, as notifications take it. */
export function fileOf(span: Span): { readonly locations: readonly Location[] } {
  return { locations: [wholeFile(span)] };
}

function wholeFile({ source }: Span): Location {
  const segments = source.path.replaceAll(/\p{Cs}/gu, "\uFFFD").split("/");
  return { physicalLocation: { artifactLocation: { uri: segments.map(encodeURIComponent).join("/") } } };
}
