import type { ReaderId } from "../model/schema.ts";

/** Readers in Python, whose `int()` and `float()` drop blanks at both ends. */
const python: ReadonlySet<ReaderId> = new Set(["django-environ", "python-bool", "pydantic"]);

/** The text that the reader's number parser sees. */
export function numeral(text: string, reader: ReaderId): string {
  return python.has(reader) ? text.trim() : text;
}
