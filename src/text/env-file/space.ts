/** Unicode White_Space, which is what Go's unicode.IsSpace takes for white space; a code unit in, since all of it lies below U+10000. */
export function isUnicodeSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  return code >= 0x85 && (code === 0x85 || code === 0xa0 || isWideSpace(code));
}

/** What `\s` and `str.isspace` take for white space in Python: Unicode's, and the four information separators. */
export function isPythonSpace(code: number): boolean {
  return isUnicodeSpace(code) || (code >= 0x1c && code <= 0x1f);
}

export function skipPythonSpace(text: string, from: number): number {
  let at = from;
  while (isPythonSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** What `\s` takes for white space in ECMAScript: Unicode's with the byte order mark, without U+0085. */
export function isScriptSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  return code >= 0xa0 && (code === 0xa0 || code === 0xfeff || isWideSpace(code));
}

function isWideSpace(code: number): boolean {
  if (code < 0x1680 || code > 0x3000) return false;
  return code === 0x1680 || code === 0x3000 || code === 0x202f || code === 0x205f || isGeneralPunctuationSpace(code);
}

function isGeneralPunctuationSpace(code: number): boolean {
  return (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029;
}
