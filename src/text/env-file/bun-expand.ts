import type { Lookup, Value } from "../../model/value.ts";
import { codesOf } from "./dotenv-scan.ts";
import type { Expansion } from "./expansion.ts";

const inName = codesOf(/\w/);

/** How deep defaults may stand in defaults; a deeper one is taken as it is written. */
const deepest = 200;

/** `$NAME`, `${NAME}` and `${NAME:-default}`, from left to right (`expand_into`). What is neither stays as it is, and so do texts of one character. */
export function expandBun(text: string, lookup: Lookup, expansion: Expansion): Value {
  return expansion.valueOf(text.length < 2 ? text : expandInto(text, { lookup, expansion }, 0));
}

interface With {
  readonly lookup: Lookup;
  readonly expansion: Expansion;
}

function expandInto(text: string, using: With, depth: number): string {
  if (!using.expansion.spend(text.length)) return text;
  let result = "";
  let taken = 0;
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", taken)) {
    const escaped = at > taken && text[at - 1] === "\\";
    result += text.slice(taken, escaped ? at - 1 : at);
    const braced = !escaped && text[at + 1] === "{";
    const [piece, end] = escaped ? ["$", at + 1] : braced ? braces(text, at, using, depth) : bare(text, at, using);
    result += piece;
    taken = end;
  }
  return result + text.slice(taken);
}

function bare(text: string, at: number, { lookup, expansion }: With): [string, number] {
  const end = nameEnd(text, at + 1);
  return end === at + 1 ? ["$", end] : [expansion.look(text.slice(at + 1, end), lookup) ?? "", end];
}

function braces(text: string, at: number, { lookup, expansion }: With, depth: number): [string, number] {
  const close = closing(text, at + 2);
  if (close < 0) return [text.slice(at), text.length];
  const end = nameEnd(text, at + 2);
  const name = text.slice(at + 2, end);
  if (end === close) return [expansion.look(name, lookup) ?? "", close + 1];
  if (!text.startsWith(":-", end)) return [text.slice(at, close + 1), close + 1];
  const fallback = text.slice(end + 2, close);
  const value = expansion.look(name, lookup, { otherwise: "default", fallback });
  if (value !== undefined || expansion.isHidden) return [value ?? "", close + 1];
  return [depth < deepest ? expandInto(fallback, { lookup, expansion }, depth + 1) : fallback, close + 1];
}

function nameEnd(text: string, from: number): number {
  let at = from;
  while (inName[text.charCodeAt(at)] === 1) at += 1;
  return at;
}

/** The brace that closes; `${` opens another, and a backslash hides what follows. */
function closing(text: string, from: number): number {
  let nested = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text.startsWith("${", at)) nested += 1;
    else if (text[at] === "}" && (nested -= 1) === 0) return at;
  }
  return -1;
}
