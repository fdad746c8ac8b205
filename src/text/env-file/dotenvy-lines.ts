import type { Line } from "./lines.ts";
import { isUnicodeSpace } from "./space.ts";

/** A logical line, which a quote may stretch over several; `isOpen` where the file ends before it does. */
export interface LogicalLine extends Line {
  readonly isOpen: boolean;
}

type State = "complete" | "space" | "escape" | "single" | "single-escape" | "double" | "double-escape" | "comment";

/** Lines as dotenvy's `QuotedLines` puts them together (iter.rs), which tells quotes from comments without reading the assignment. */
export function* dotenvyLinesOf(text: string): Generator<LogicalLine> {
  let start = 0;
  let state: State = "complete";
  for (let from = 0; from < text.length;) {
    const feed = text.indexOf("\n", from);
    const end = feed < 0 ? text.length : feed + 1;
    const isComment = from === start && startsComment(text, start, end);
    const ended: Ended = isComment ? { state: "comment" as const, at: start } : stateAfter(state, text, { start: from, end });
    state = ended.state;
    from = end;
    if (state !== "complete" && state !== "comment") continue;
    yield { start, end: state === "comment" ? ended.at : end, isOpen: false };
    start = end;
    state = "complete";
  }
  if (state !== "complete") yield { start, end: text.length, isOpen: true };
}

interface Ended {
  readonly state: State;
  readonly at: number;
}

function startsComment(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && isUnicodeSpace(text.charCodeAt(at))) at += 1;
  return at < end && text[at] === "#";
}

function stateAfter(before: State, text: string, { start, end }: Line): Ended {
  let state = before;
  for (let at = start; at < end; at += 1) {
    state = next(state, text[at] ?? "");
    if (state === "comment") return { state, at };
  }
  return { state, at: end };
}

const afterEscape: ReadonlyMap<State, State> = new Map([
  ["escape", "complete"],
  ["single-escape", "single"],
  ["double-escape", "double"],
]);

function next(state: State, char: string): State {
  const after = afterEscape.get(state);
  if (after !== undefined) return after;
  if (state === "single" || state === "double") return inQuotes(state, char);
  if (state === "space" && char === "#") return "comment";
  if (state === "complete" && isInnerSpace(char)) return "space";
  if (char === "\\") return "escape";
  return char === '"' ? "double" : char === "'" ? "single" : "complete";
}

function isInnerSpace(char: string): boolean {
  return char !== "\n" && char !== "\r" && isUnicodeSpace(char.charCodeAt(0));
}

function inQuotes(state: "single" | "double", char: string): State {
  if (char === "\\") return `${state}-escape`;
  return char === (state === "single" ? "'" : '"') ? "complete" : state;
}
