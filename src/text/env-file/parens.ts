/**
 * The commands in a text, as the pattern `\$(?<cmd>\(([^()]|\g<cmd>)+\))` of ruby's dotenv and of symfony's finds them in linear time:
 * parentheses that balance, none of them empty. `start` is where the `$` is.
 */
function* commandsIn(text: string): Generator<{ readonly start: number; readonly end: number }> {
  const closings = closingsIn(text);
  let taken = 0;
  for (let at = text.indexOf("$("); at >= 0; at = text.indexOf("$(", Math.max(at + 1, taken))) {
    const close = closings.get(at + 1);
    if (close === undefined) continue;
    taken = close + 1;
    yield { start: at, end: close + 1 };
  }
}

/** Where every parenthesis closes that has something in it, and nothing that does not. */
function closingsIn(text: string): Map<number, number> {
  const closings = new Map<number, number>();
  const open: { readonly at: number; sound: boolean }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "(") open.push({ at, sound: true });
    const last = text[at] === ")" ? open.pop() : undefined;
    if (last === undefined) continue;
    const sound = last.sound && at > last.at + 1;
    const outer = open.at(-1);
    if (sound) closings.set(last.at, at);
    else if (outer !== undefined) outer.sound = false;
  }
  return closings;
}

/** Takes the backslash from commands that one stands before; undefined where a command would run. */
export function withoutCommands(text: string): string | undefined {
  let result = "";
  let taken = 0;
  for (const { start, end } of commandsIn(text)) {
    if (text[start - 1] !== "\\") return undefined;
    result += text.slice(taken, start - 1) + text.slice(start, end);
    taken = end;
  }
  return result + text.slice(taken);
}
