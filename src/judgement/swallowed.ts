import type { Binding } from "../model/binding.ts";
import { type Source, type Span, textAt } from "../model/source.ts";
import { nameAt } from "../text/env-file/facts.ts";
import type { Places } from "./facts.ts";

/**
 * The names of lines that became a part of the value before them, since the quote that ends it is the one that was to begin another value.
 * `told` are the places at which the reader found anything: one that ends the value with its line found these names too.
 */
export function swallowedBy({ at }: Binding, told: Places): string[] {
  const { source } = at;
  const value = quotedAfter(at);
  if (value === undefined || !/[\r\n][^\r\n]*$/.test(source.text.slice(value.start, value.end))) return [];
  const names = linesIn(source, value).flatMap((start) => assignedAt(source, start) ?? []);
  const last = names.at(-1);
  if (last === undefined || last.end + 1 !== value.end || endsLine(source, value.end + 1) || names.some((name) => told.has(name)))
    return [];
  return names.map(textAt);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

const beforeValue = /[ \t]*=[ \t]*(["'])/y;

/** What stands between the quote that begins a value and the next one of its kind. */
function quotedAfter({ source: { text }, end }: Span): Range | undefined {
  beforeValue.lastIndex = end;
  const quote = beforeValue.exec(text)?.[1];
  if (quote === undefined) return undefined;
  const start = beforeValue.lastIndex;
  let close = text.indexOf(quote, start);
  while (close > 0 && text[close - 1] === "\\") close = text.indexOf(quote, close + 1);
  return close < 0 ? undefined : { start, end: close };
}

/** Where the lines begin whose break is in the range. */
function linesIn({ text }: Source, { start, end }: Range): number[] {
  return [...text.slice(start, end).matchAll(/\n[ \t]*/g)].map(({ index, 0: indent }) => start + index + indent.length);
}

/** Only names in capitals are surely none of the text of a key or a certificate. */
function assignedAt(source: Source, start: number): Span | undefined {
  const at = nameAt(source, start);
  return at !== undefined && source.text[at.end] === "=" && /^[A-Z_][A-Z0-9_]{0,47}$/.test(textAt(at)) ? at : undefined;
}

function endsLine({ text }: Source, at: number): boolean {
  return at >= text.length || /[\s#]/.test(text.charAt(at));
}
