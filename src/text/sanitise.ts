const plain = /^[ -~]*$/;
const plainLines = /^[\n -~]*$/;

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Untrusted text as one line that is safe on a terminal and in a CI log: hidden characters become visible escapes, and nothing in it can start
 * a workflow command, not even where it is wrapped (`::name` at the start of a line, `##[name]` or `##vso[` anywhere; actions/runner ActionCommand.cs).
 */
export function sanitise(text: string): string {
  const visible = plain.test(text) ? text : escapeHidden(text, escapeOne);
  return visible.replaceAll(/(^|\s):(?=:)/g, String.raw`$1\x3a`).replaceAll(/##(?=\w*\[)/g, String.raw`#\x23`);
}

/** JSON text with hidden characters and workflow commands as `\u` escapes: the same document to every parser. */
export function sanitiseJson(json: string): string {
  const visible = plainLines.test(json)
    ? json
    : escapeHidden(json, (character) => (character === "\n" ? character : escapeUnits(character)));
  return visible.replaceAll(/##(?=\w*\[)/g, String.raw`#\u0023`);
}

/**
 * Controls (C0, C1, DEL), bidi and zero-width characters, line and paragraph separators, lone surrogates, fillers: what a reader cannot see.
 * The expression is costly to make, so that plain text never gets here.
 */
function escapeHidden(text: string, escape: (character: string) => string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, escape);
}

function escapeOne(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xff_ff) return `\\u{${code.toString(16)}}`;
  return short[character] ?? (code > 0xff ? escapeUnits(character) : `\\x${code.toString(16).padStart(2, "0")}`);
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
}
