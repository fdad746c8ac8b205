const escapes: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["e", "\u001b"],
  ["E", "\u001b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["?", "?"],
]);

const numeric = /x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|c[^]/y;

/** bash's `$'…'` from after its quote; the text is undefined where escapes make bytes or end it. */
export function ansiQuoted(text: string, from: number): { readonly end: number; readonly text: string | undefined } | undefined {
  let [result, isText] = ["", true];
  let at = from;
  while (at < text.length && text[at] !== "'") {
    const escape = text[at] === "\\" ? escapeAt(text, at + 1) : { length: 0, value: text.charAt(at) };
    at += 1 + escape.length;
    if (escape.value === undefined) isText = false;
    else result += escape.value;
  }
  if (at >= text.length) return undefined;
  return { end: at + 1, text: isText ? result : undefined };
}

function escapeAt(text: string, at: number): { readonly length: number; readonly value: string | undefined } {
  const char = text.charAt(at);
  const simple = escapes.get(char);
  if (simple !== undefined) return { length: 1, value: simple };
  numeric.lastIndex = at;
  const matched = numeric.exec(text)?.[0];
  if (matched === undefined) return { length: char.length, value: `\\${char}` };
  const code = /^[0-7]/.test(matched) ? Number.parseInt(matched, 8) : Number.parseInt(matched.slice(1), 16);
  const isByte = !/^[uU]/.test(matched);
  const isText = !matched.startsWith("c") && code > 0 && code <= (isByte ? 0x7f : 0x10ffff);
  return { length: matched.length, value: isText ? String.fromCodePoint(code) : undefined };
}
