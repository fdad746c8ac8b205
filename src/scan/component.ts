/** A piece of a component that is code; a semicolon is put on both sides of it, in the place of what is there. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

/** The scripts and the `{{ … }}` of a Vue component, all else blanked. */
export function vueScripts(text: string): string {
  const { scripts, markup } = partsOf(text, 0);
  return kept(text, [...scripts, ...markup.flatMap((part) => mustaches(text, part))]);
}

/** The scripts and the `{…}` of a Svelte component. */
export function svelteScripts(text: string): string {
  const { scripts, markup } = partsOf(text, 0);
  return kept(text, [...scripts, ...markup.flatMap((part) => braces(text, part)).map((piece) => withoutBlock(text, piece))]);
}

/** The frontmatter, the scripts and the `{…}` of an Astro component, which may hold elements again. */
export function astroScripts(text: string): string {
  const [fence] = /^\s*---/.exec(text) ?? [];
  const closing = fence === undefined ? -1 : text.indexOf("\n---", fence.length);
  const front = fence === undefined || closing < 0 ? [] : [{ start: fence.length, end: closing }];
  const { scripts, markup } = partsOf(text, closing < 0 ? 0 : closing + 4);
  return kept(text, [...front, ...scripts, ...markup.flatMap((part) => braces(text, part))]);
}

/** What lies between a tag and its end is no markup. */
const CLOSED = [
  ["<script", "</script"],
  ["<style", "</style"],
  ["<!--", "-->"],
] as const;

function partsOf(text: string, from: number): { readonly scripts: readonly Piece[]; readonly markup: readonly Piece[] } {
  const [scripts, markup]: [Piece[], Piece[]] = [[], []];
  const lower = text.toLowerCase();
  const next = CLOSED.map(([tag]) => lower.indexOf(tag, from));
  let start = from;
  while (start < text.length) {
    const [tag, end, open] = nextClosed(lower, start, next);
    markup.push({ start, end: open });
    if (tag === undefined || end === undefined) break;
    const content = tag === "<!--" ? open : lower.indexOf(">", open) + 1;
    const found = lower.indexOf(end, Math.max(content, open + 1));
    const close = found < 0 ? text.length : found;
    if (tag === "<script" && content > 0 && !/\btype\s*=\s*["'](?!module|text\/(?:type|java)script)/.test(text.slice(open, content)))
      scripts.push({ start: content, end: close });
    start = close + end.length;
  }
  return { scripts, markup };
}

/** The nearest of them, with its place; `next` keeps where each was seen, so that a text is gone through once. */
function nextClosed(text: string, from: number, next: number[]): readonly [string | undefined, string | undefined, number] {
  let nearest: readonly [string | undefined, string | undefined, number] = [undefined, undefined, text.length];
  for (const [position, [tag, end]] of CLOSED.entries()) {
    const seen = next[position] ?? -1;
    const at = seen >= 0 && seen < from ? text.indexOf(tag, from) : seen;
    next[position] = at;
    if (at >= 0 && at < nearest[2]) nearest = [tag, end, at];
  }
  return nearest;
}

function mustaches(text: string, { start, end }: Piece): readonly Piece[] {
  const found: Piece[] = [];
  for (let at = text.indexOf("{{", start); at >= 0 && at < end; at = text.indexOf("{{", at)) {
    const close = text.indexOf("}}", at);
    if (close < 0 || close > end) break;
    found.push({ start: at + 2, end: close });
    at = close + 2;
  }
  return found;
}

/** What stands in the outermost braces; quotes count inside of them only, and end with the line. */
function braces(text: string, { start, end }: Piece): readonly Piece[] {
  const found: Piece[] = [];
  const signs = /[{}]|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?/g;
  let depth = 0;
  let open = start;
  signs.lastIndex = start;
  for (let match = signs.exec(text); match !== null && match.index < end; match = signs.exec(text)) {
    const [sign] = match;
    if (sign === "{") {
      if (depth === 0) open = match.index + 1;
      depth += 1;
    } else if (sign === "}" && depth > 0) {
      depth -= 1;
      if (depth === 0) found.push({ start: open, end: match.index });
    } else if (depth === 0) signs.lastIndex = match.index + 1;
  }
  return found;
}

/** `#if test`, `:else if test`, `#each list as item`, `@html value`: the expression of a block. */
function withoutBlock(text: string, { start, end }: Piece): Piece {
  const inner = text.slice(start, end);
  const [opening = ""] = /^\s*(?:[#@]\w+\s+|:else\s+if\s+|[:/]\w*\s*)/.exec(inner) ?? [];
  const rest = /^\s*#(?:each|await)/.test(opening) ? /\s(?:as|then|catch)\s/.exec(inner)?.index : undefined;
  return { start: start + opening.length, end: start + (rest ?? inner.length) };
}

function kept(text: string, pieces: readonly Piece[]): string {
  let masked = "";
  let last = 0;
  for (const { start, end } of pieces.toSorted((one, other) => one.start - other.start)) {
    if (start < last || end <= start) continue;
    masked += `${blank(text.slice(last, Math.max(last, start - 1)))}${start > last ? ";" : ""}${text.slice(start, end)}`;
    last = end;
    if (end < text.length && text[end] !== "\n") {
      masked += ";";
      last += 1;
    }
  }
  return masked + blank(text.slice(last));
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");
