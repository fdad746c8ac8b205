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
