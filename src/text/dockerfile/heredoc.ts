import { absent } from "../../model/value.ts";
import { Effort } from "./effort.ts";
import { expandWord, isRefusal, type WordOptions } from "./shell-word.ts";

interface Heredoc {
  readonly terminator: string;
  /** Whether tabs before the terminator do not count. */
  readonly chomp: boolean;
}

/** The heredocs that a RUN, COPY or ADD line opens, in the order of their contents (BuildKit parser/parser.go). */
export function heredocsIn(line: string): Heredoc[] {
  return line.includes("<<") ? wordsOf(line, "everything").flatMap(heredocOf) : [];
}

function heredocOf(word: string): Heredoc[] {
  const [, dash, rest] = /^\d*<<(-?)\s*([^\s<][^<]*)$/.exec(word) ?? [];
  const [terminator, ...more] = rest === undefined ? [] : wordsOf(rest, "references");
  return terminator === undefined || more.length > 0 ? [] : [{ terminator, chomp: dash === "-" }];
}

/** Nothing is set while heredocs are looked for, and a backslash escapes whatever the file says. */
function wordsOf(text: string, keep: NonNullable<WordOptions["keep"]>): readonly string[] {
  const result = expandWord(text, { escape: "\\", lookup: () => absent, effort: new Effort(), split: true, keep });
  return isRefusal(result) ? [] : result.words;
}
