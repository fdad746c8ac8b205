/** A character, `?` (any one but a line break) or `*` (any run of them). */
type Token = { readonly character: string } | "one" | "run";

export type Pattern = readonly Token[];

/** A shell pattern without bracket expressions (BuildKit shell/lex.go); undefined when it escapes a character that needs no escape. */
export function parsePattern(text: string): Pattern | undefined {
  const characters = Array.from(text);
  const tokens: Token[] = [];
  for (let i = 0; i < characters.length; i += 1) {
    const character = characters[i] ?? "";
    const next = characters[i + 1] ?? "";
    if (character === "*") tokens.push("run");
    else if (character === "?") tokens.push("one");
    else if (character !== "\\") tokens.push({ character });
    else if (next === "}" || next === "/") continue;
    else if (next === "*" || next === "?" || next === "\\") {
      tokens.push({ character: next });
      i += 1;
    } else return undefined;
  }
  return tokens;
}

/** `${name#pattern}` and, with `longest`, `${name##pattern}`. */
export function trimPrefix(text: string, pattern: Pattern, longest: boolean): string {
  const characters = Array.from(text);
  const end = matchEnds(characters, pattern, longest)[0] ?? -1;
  return end < 0 ? text : characters.slice(end).join("");
}

/** `${name%pattern}` and, with `longest`, `${name%%pattern}`; the pattern was parsed backwards. */
export function trimSuffix(text: string, backwards: Pattern, longest: boolean): string {
  return backwardsOf(trimPrefix(backwardsOf(text), backwards, longest));
}

/** The text of a pattern from its end to its start; what an escape character stands before stays behind it. */
export function reversePattern(text: string): string {
  return (text.match(/\\[^]|[^]/gu) ?? []).toReversed().join("");
}

function backwardsOf(text: string): string {
  return Array.from(text).toReversed().join("");
}

/** `${name/pattern/replacement}`: the first match, as long as it can be. */
export function replaceFirst(text: string, pattern: Pattern, replacement: string): string {
  const characters = Array.from(text);
  const ends = matchEnds(characters, pattern, true);
  const start = ends.findIndex((end) => end >= 0);
  if (start < 0) return text;
  return characters.slice(0, start).join("") + replacement + characters.slice(ends[start]).join("");
}

/** `${name//pattern/replacement}`, as Go's `ReplaceAllString` does it: an empty match right behind another one does not count. */
export function replaceAll(text: string, pattern: Pattern, replacement: string): string {
  const characters = Array.from(text);
  const ends = matchEnds(characters, pattern, true);
  let result = "";
  let copied = 0;
  for (let at = 0; at <= characters.length; at += 1) {
    const end = ends[at] ?? -1;
    if (end < 0) continue;
    result += characters.slice(copied, at).join("");
    if (end > copied || at === 0) result += fill(replacement, characters.slice(at, end).join(""));
    copied = end;
    at = Math.max(at, end - 1);
  }
  return result + characters.slice(copied).join("");
}

/** `$0` in a replacement is the match, `$$` a dollar sign, every other group is empty. */
function fill(replacement: string, match: string): string {
  return replacement.replaceAll(/\$(?:\$|[\p{L}\p{Nd}_]+|\{[\p{L}\p{Nd}_]+\})/gu, (group) =>
    group === "$$" ? "$" : group === "$0" || group === "${0}" ? match : "",
  );
}

/** For every start, where the shortest or longest match from there ends, or -1. Time is text by pattern, whatever both are. */
function matchEnds(text: readonly string[], pattern: Pattern, longest: boolean): Int32Array {
  let ends = Int32Array.from({ length: text.length + 1 }, (_, at) => at);
  for (const token of pattern.toReversed()) {
    const after = ends;
    ends = new Int32Array(text.length + 1).fill(-1);
    for (let at = text.length; at >= 0; at -= 1) ends[at] = step({ token, text, at, longest }, after, ends[at + 1] ?? -1);
  }
  return ends;
}

interface Step {
  readonly token: Token;
  readonly text: readonly string[];
  readonly at: number;
  readonly longest: boolean;
}

/** `after` has the ends of what follows the token; `further` is the end when a run takes one character more. */
function step({ token, text, at, longest }: Step, after: Int32Array, further: number): number {
  const character = text[at];
  const onLine = character !== undefined && character !== "\n";
  if (token === "run") {
    const stop = after[at] ?? -1;
    const go = onLine ? further : -1;
    if (stop < 0 || go < 0) return Math.max(stop, go);
    return longest ? Math.max(stop, go) : Math.min(stop, go);
  }
  const matches = token === "one" ? onLine : character === token.character;
  return matches ? (after[at + 1] ?? -1) : -1;
}
