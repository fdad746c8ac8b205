import type { Source, Span } from "../model/source.ts";

/** One entry of an environment block. */
export interface EnvironEntry {
  readonly name: string;
  /** Undefined when there is no `=`: then it is no variable, and `name` is the whole entry. */
  readonly value: string | undefined;
  /** The name; only the place where it starts when there is no `=`. */
  readonly at: Span;
}

/** The entries of a block as the kernel keeps it: each ends in a NUL, may hold line breaks, and nothing keeps names apart (proc_pid_environ(5)). */
export function environEntries(source: Source): EnvironEntry[] {
  const { text } = source;
  const entries: EnvironEntry[] = [];
  for (let start = 0; start < text.length;) {
    const nul = text.indexOf("\0", start);
    const end = nul < 0 ? text.length : nul;
    const entry = text.slice(start, end);
    const equals = entry.indexOf("=");
    const at = { source, start, end: start + Math.max(equals, 0) };
    entries.push(equals < 0 ? { name: entry, value: undefined, at } : { name: entry.slice(0, equals), value: entry.slice(equals + 1), at });
    start = end + 1;
  }
  return entries;
}

/**
 * Programs that set their own title (setproctitle, nginx, postgres) write it over their block and fill the rest with NULs, which are empty
 * entries: no program is started with two of them, or with more entries that are no variables than variables.
 */
export function isOverwritten(text: string): boolean {
  let [variables, others, equals] = [0, 0, -1];
  for (let start = 0; start < text.length;) {
    const nul = text.indexOf("\0", start);
    const end = nul < 0 ? text.length : nul;
    if (equals < start) equals = next(text, start);
    if (equals > end && start === 0) return true;
    if (equals > start && equals < end) variables += 1;
    else if (equals > end && end > start) others += 1;
    start = end + 1;
  }
  return text.endsWith("\0\0\0") || (text !== "" && others >= variables);
}

function next(text: string, start: number): number {
  const at = text.indexOf("=", start);
  return at < 0 ? Infinity : at;
}
