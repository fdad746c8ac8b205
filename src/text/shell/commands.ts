import { Tokens } from "./tokens.ts";
import type { Dialect } from "./word.ts";

/** A word of a command, quotes included; its text where nothing in it is expanded. */
export interface CommandWord {
  readonly start: number;
  readonly end: number;
  readonly literal: string | undefined;
}

/** One step through a script: a command, or a bracket around several. */
export type Step = { readonly kind: "command"; readonly words: readonly CommandWord[] } | { readonly kind: "open" | "close" };

/** What a script runs, in the order of its text, up to a quote that is never closed. Assignments, redirections and here-documents are passed over. */
export function* stepsIn(text: string, dialect: Dialect): Generator<Step> {
  const tokens = new Tokens(text, dialect);
  for (let words: CommandWord[] = []; ;) {
    const token = tokens.next();
    if (token.kind === "word") {
      const { start, literal, assigns } = token.word;
      if (assigns === undefined || words.length > 0)
        words.push({ start, end: tokens.at, literal: assigns === undefined ? literal : undefined });
      continue;
    }
    if (words.length > 0) yield { kind: "command", words };
    words = [];
    if (token.kind === "broken" || token.operator === "") return;
    if (token.operator === "(" || token.operator === ")") yield { kind: token.operator === "(" ? "open" : "close" };
  }
}
