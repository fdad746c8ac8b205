/** One entry as it is written, over several lines if its double quotes are; `start` is where its name is, and `value` is undefined without `=`. */
export interface Entry {
  readonly name: string;
  readonly start: number;
  readonly value: string | undefined;
}

/** phpdotenv's Parser/Lines.php and the first half of Parser/EntryParser.php: entries without comments and blank lines. */
export function* entriesIn(text: string): Generator<Entry> {
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  let first: number | undefined;
  for (const line of text.slice(start).split(/\r\n|\n|\r/)) {
    const begins = first === undefined && line.includes('="') && !stops(line, true);
    const from = begins ? start : first;
    if (begins) first = start;
    if (first === undefined || stops(line, begins)) {
      first = undefined;
      yield* entryIn(text, from ?? start, start + line.length);
    }
    start += line.length;
    start += text.startsWith("\r\n", start) ? 2 : 1;
  }
  if (first !== undefined) yield* entryIn(text, first, text.length);
}

/** Whether a line has the closing quote: one with another character than a backslash before it, and on the first line, two such. */
function stops(line: string, isFirst: boolean): boolean {
  if (line === '"') return true;
  const bare = line.replaceAll("\\\\", "");
  let count = 0;
  for (let at = bare.indexOf('"', 1); at >= 0 && count < 2; at = bare.indexOf('"', at + 1)) if (bare[at - 1] !== "\\") count += 1;
  return count > (isFirst ? 1 : 0);
}

function* entryIn(text: string, from: number, to: number): Generator<Entry> {
  const whole = text.slice(from, to);
  if (/^[ \n\r\t\0\v]*(?:#|$)/.test(whole)) return;
  const equals = whole.indexOf("=");
  const line = equals < 0 ? whole : trimEnd(whole.slice(0, equals));
  const blank = equals < 0 ? "" : (/^[ \n\r\t\0\v]*/.exec(line)?.[0] ?? "");
  const prefix = exportIn(line.slice(blank.length));
  const name = line.slice(blank.length + prefix.length);
  const quoted = /^(["'])([^]+)\1$/.exec(name)?.[2];
  const value = equals < 0 ? undefined : trimPhp(whole.slice(equals + 1).replaceAll(/\r\n?/g, "\n"));
  yield { name: quoted ?? name, start: from + blank.length + prefix.length + (quoted === undefined ? 0 : 1), value };
}

/** `export` and white space, if the two and the name are longer than eight characters. */
function exportIn(name: string): string {
  return Array.from(name.slice(0, 18)).length > 8 ? (/^export[\t-\r ]+/.exec(name)?.[0] ?? "") : "";
}

/** PHP's trim. */
function trimPhp(text: string): string {
  return trimEnd(text).replace(/^[ \n\r\t\0\v]+/, "");
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && " \n\r\t\0\v".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
