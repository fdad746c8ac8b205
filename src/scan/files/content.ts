import type { CodeLanguage } from "./language.ts";

const scripts: ReadonlySet<CodeLanguage> = new Set<CodeLanguage>(["javascript", "typescript", "tsx", "vue", "svelte"]);

/** Characters of a line that a person would have broken, and how dense the signs of code are in one that a program has joined. */
const longLine = 1000;
const density = 40;

/** Why text is not worth reading as code, as a clause that follows the path; null where it is. */
export function unreadableBecause(text: string, language: CodeLanguage): string | null {
  if (!scripts.has(language) || text.length < longLine) return null;
  if (text.includes("_require__") && /\b__(?:webpack|nccwpck|turbopack)_require__\b/.test(text)) return "is a bundle";
  return isMinified(text) ? "is minified" : null;
}

/** Whether nearly all of it is long lines of code; a long line of data has few braces and semicolons. */
function isMinified(text: string): boolean {
  let joined = 0;
  for (let start = 0; text.length - start > longLine;) {
    const broken = text.lastIndexOf("\n", start + longLine);
    if (broken >= start) {
      start = broken + 1;
      continue;
    }
    const newline = text.indexOf("\n", start + longLine);
    const end = newline < 0 ? text.length : newline;
    if (isDense(text.slice(start, end))) joined += end - start;
    start = end + 1;
  }
  return joined > text.length * 0.8;
}

function isDense(line: string): boolean {
  return (line.match(/[;{}()]/g)?.length ?? 0) * density > line.length;
}

/** The header that programs put on what they write; Go demands this very line, others begin alike. */
export function isGenerated(text: string): boolean {
  const head = text.slice(0, 2000);
  if (!/generated/i.test(head)) return false;
  return /^.{0,10}(?:Code generated .{0,200}DO NOT EDIT|@generated\b|(?:This file (?:is|was) )?auto-?(?:matically )?generated\b.{0,200}(?:do not|don't) (?:edit|modify))/im.test(
    head,
  );
}
