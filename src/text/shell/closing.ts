/** The parenthesis that closes one, past quotes and comments; undefined where the text ends before. */
export function closingParenthesis(text: string, open: number): number | undefined {
  const stack: ('"' | "(")[] = [];
  for (let at = open; at < text.length; at += 1) {
    const char = text.charAt(at);
    const isQuoted = stack.at(-1) === '"';
    if (char === "\\") at += 1;
    else if (char === '"') {
      if (isQuoted) stack.pop();
      else stack.push('"');
    } else if (char === "(" && (!isQuoted || text[at - 1] === "$")) stack.push("(");
    else if (isQuoted) continue;
    else if (char === ")") {
      stack.pop();
      if (stack.length === 0) return at;
    } else at = pastHidden(text, at);
  }
  return undefined;
}

/** The last character of what single quotes or a comment hide; the character itself where it begins neither. */
function pastHidden(text: string, at: number): number {
  const isComment = text[at] === "#" && /\s/.test(text.charAt(at - 1));
  if (text[at] !== "'" && !isComment) return at;
  const end = text.indexOf(isComment ? "\n" : "'", at + 1);
  return end < 0 ? text.length : end;
}
