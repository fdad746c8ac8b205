/** An assignment of a TOML file, as far as a list of dependencies needs it. */
export interface Assignment {
  /** The header that it stands under, without brackets and quotes. */
  readonly section: string;
  /** Without quotes; of a dotted key the whole. */
  readonly key: string;
  /** Every string of the value, as it is written between its quotes. */
  readonly strings: readonly string[];
}

/** Reads the assignments of a TOML file line by line; what is no TOML is skipped. An array may go on over lines. */
export function* assignmentsIn(text: string): Generator<Assignment> {
  let section = "";
  let open: { key: string; strings: string[]; depth: number } | undefined;
  for (const line of text.split(/\r?\n/)) {
    const { bare, strings } = withoutStrings(line);
    if (open !== undefined) {
      open.strings.push(...strings);
      open.depth += depthOf(bare);
    } else {
      const header = /^\s*\[\[?([^[\]]+)\]/.exec(line)?.[1];
      if (header !== undefined) section = header.replaceAll(/["'\s]/g, "");
      const key = header === undefined ? /^\s*("[^"]+"|'[^']+'|[\w.-]+)\s*=/.exec(line)?.[1] : undefined;
      if (key === undefined) continue;
      const quotedKey = /^["']/.test(key);
      open = { key: quotedKey ? key.slice(1, -1) : key, strings: quotedKey ? strings.slice(1) : [...strings], depth: depthOf(bare) };
    }
    if (open.depth > 0) continue;
    yield { section, key: open.key, strings: open.strings };
    open = undefined;
  }
}

/** A line without its strings and its comment, and those strings; what follows a string that nothing closes is left out. */
function withoutStrings(line: string): { bare: string; strings: readonly string[] } {
  const strings: string[] = [];
  let bare = "";
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === "#") break;
    if (character !== '"' && character !== "'") {
      bare += character;
      continue;
    }
    const end = closingQuote(line, at);
    if (end < 0) break;
    strings.push(line.slice(at + 1, end));
    at = end;
  }
  return { bare, strings };
}

function closingQuote(line: string, start: number): number {
  const quote = line.charAt(start);
  for (let at = start + 1; at < line.length; at++) {
    if (line.charAt(at) === quote) return at;
    if (quote === '"' && line.charAt(at) === "\\") at++;
  }
  return -1;
}

function depthOf(bare: string): number {
  return bare.split("[").length - bare.split("]").length;
}
