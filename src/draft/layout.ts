import type { Node } from "../text/yaml.ts";

/** Whether a mapping or list stands in brackets. */
export function isFlow({ kind, start }: Node, text: string): boolean {
  return kind !== "scalar" && /[[{]/.test(text.charAt(start));
}

/** The offset of the bracket that closes the one at `start`; brackets in quotes and comments do not count. */
export function closingOf(text: string, start: number): number {
  let depth = 0;
  const tokens = /(?<=[[{,:\s])"(?:[^"\\]|\\.)*"|(?<=[[{,:\s])'(?:[^']|'')*'|(?<=\s)#[^\n]*|[[\]{}]/gs;
  tokens.lastIndex = start;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [token] = match;
    if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") depth -= 1;
    if (depth === 0) return match.index;
  }
  return text.length;
}

/** Where a node ends, its quotes and brackets included. */
export function endOf(node: Node, text: string): number {
  const last = node.kind === "mapping" ? node.pairs.at(-1) : undefined;
  const child = last?.value ?? (node.kind === "sequence" ? node.items.at(-1) : undefined);
  if (last !== undefined && last.value.start < last.key.end) return last.key.end;
  if (child !== undefined) return isFlow(child, text) ? closingOf(text, child.start) + 1 : endOf(child, text);
  return isFlow(node, text) ? closingOf(text, node.start) + 1 : endOfScalar(node, text);
}

function endOfScalar(node: Node, text: string): number {
  const isQuoted = node.kind === "scalar" && (node.style === "single" || node.style === "double");
  return isQuoted ? node.end + 1 : text.slice(0, node.end).trimEnd().length;
}

/** The offset behind the line that holds an offset. */
export function lineEnd(text: string, at: number): number {
  const feed = text.indexOf("\n", at);
  return feed < 0 ? text.length : feed + 1;
}

/** The white space at the start of the line that holds an offset. */
export function indentAt(text: string, at: number): string {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, at))?.[0] ?? "";
}
