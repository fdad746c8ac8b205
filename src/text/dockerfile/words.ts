import { isSpace, skipSpace } from "./space.ts";

/** A word as it is written, quotes and escapes included; offsets are those of the line it stands in. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a line from `from` on: parted by blanks outside quotes, as BuildKit's parser/line_parsers.go parts them. */
export function wordsIn(line: string, from: number, escape: string): Word[] {
  const words: Word[] = [];
  for (let start = skipSpace(line, from); start < line.length;) {
    const { end, dangling } = wordEnd(line, start, escape);
    const text = line.slice(start, dangling ? end - 1 : end);
    if (text !== "") words.push({ text, start, end: start + text.length });
    start = skipSpace(line, end);
  }
  return words;
}

/** An escape character that nothing follows is dropped. */
function wordEnd(line: string, start: number, escape: string): { end: number; dangling: boolean } {
  let quote = "";
  let at = start;
  while (at < line.length && (quote !== "" || !isSpace(line.charAt(at)))) {
    const character = line.charAt(at);
    if (character === quote) quote = "";
    else if (quote === "" && (character === "'" || character === '"')) quote = character;
    else if (character === escape && quote !== "'") {
      if (at + 1 === line.length) return { end: line.length, dangling: true };
      at += 1;
    }
    at += 1;
  }
  return { end: at, dangling: false };
}

/** The `--flags` before the arguments, without their quotes, and where the arguments start (BuildKit parser/split_command.go). */
export function flagsIn(line: string, from: number, escape: string): { flags: string[]; rest: number } {
  const flags: string[] = [];
  let start = skipSpace(line, from);
  while (line.startsWith("--", start)) {
    const { end } = wordEnd(line, start, escape);
    const flag = unquoted(line.slice(start, end), escape);
    start = skipSpace(line, end);
    if (flag === "--") break;
    flags.push(flag);
  }
  return { flags, rest: start };
}

function unquoted(word: string, escape: string): string {
  let text = "";
  let quote = "";
  for (let at = 0; at < word.length; at += 1) {
    const character = word.charAt(at);
    if (character === quote) quote = "";
    else if (quote === "" && (character === "'" || character === '"')) quote = character;
    else if (character !== escape) text += character;
    else {
      at += 1;
      text += word.charAt(at);
    }
  }
  return text;
}
