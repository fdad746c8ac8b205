import type { Binding } from "../../model/binding.ts";
import type { Problem } from "../../model/source.ts";
import { known } from "../../model/value.ts";
import type { EnvFile, ReadEnvFile } from "./env-file.ts";
import { duplicatesIn, nameAt } from "./facts.ts";
import { isTooLong, type Line, linesOf } from "./lines.ts";

/**
 * What the kubelet makes of a file for `fileKeyRef` (pkg/kubelet/util/env/env_util.go). It looks for one key and stops there, so the first of
 * two counts; a line that it cannot read keeps it from every key behind it.
 */
export const readKubernetesFileKey: ReadEnvFile = (source): EnvFile => {
  const { text } = source;
  const lines = [...linesOf(text)];
  const bindings: Binding[] = [];
  const names = new Set<string>();
  const repeats: Binding[] = [];
  const problems: Problem[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? { start: 0, end: 0 };
    const start = skipBlank(text, line.start, line.end);
    if (start === line.end || text[start] === "#") continue;
    const read = valueAt(text, start, lines, index);
    if ("message" in read || lines.slice(index, read.last + 1).some((each) => isTooLong(text, each))) {
      const message = "message" in read ? read.message : "must fit in 65,535 bytes a line, or the kubelet stops there";
      const at = nameAt(source, start) ?? { source, start, end: start };
      problems.push({ at, message: `${at.end > at.start ? text.slice(at.start, at.end) : "the line"} ${message}` });
      break;
    }
    const { name, value, last } = read;
    index = last;
    const binding = { name, value: known(value), at: { source, start, end: start + name.length } };
    (names.has(name) ? repeats : bindings).push(binding);
    names.add(name);
  }
  return { bindings, facts: duplicatesIn([...bindings, ...repeats]), problems };
};

type Read = { readonly name: string; readonly value: string; readonly last: number } | { readonly message: string };

/** The assignment that begins on a line; `last` is the index of its last line. */
function valueAt(text: string, start: number, lines: readonly Line[], index: number): Read {
  const end = lines[index]?.end ?? start;
  const equals = text.slice(start, end).indexOf("=");
  if (equals < 0) return { message: "must be NAME='value', or the kubelet stops there" };
  const name = text.slice(start, start + equals);
  if (/^[ \t]*$/.test(name)) return { message: "needs a name before =, or the kubelet stops there" };
  if (/[ \t]$/.test(name)) return { message: "must have no white space before =, or the kubelet stops there" };
  const from = start + equals + 1;
  if (skipBlank(text, from, end) > from) return { name, value: "", last: index };
  if (text[from] !== "'" || from >= end) return { message: "must have its value in single quotes, or the kubelet stops there" };
  return quotedAt({ name, from: from + 1 }, text, lines, index);
}

function quotedAt(
  { name, from }: { readonly name: string; readonly from: number },
  text: string,
  lines: readonly Line[],
  index: number,
): Read {
  const pieces: string[] = [];
  for (let at = index; at < lines.length; at += 1) {
    const { start, end } = lines[at] ?? { start: 0, end: 0 };
    const rest = text.slice(at === index ? from : start, end);
    const close = rest.indexOf("'");
    pieces.push(close < 0 ? rest : rest.slice(0, close));
    if (close < 0) continue;
    if (/^[ \t]*(?:#|$)/.test(rest.slice(close + 1))) return { name, value: pieces.join("\n"), last: at };
    return { message: "must have nothing but a comment behind its closing quote, or the kubelet stops there" };
  }
  return { message: "must have a closing quote, or the kubelet stops there" };
}

function skipBlank(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text[at] === " " || text[at] === "\t")) at += 1;
  return at;
}
