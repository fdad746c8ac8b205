/** What is wrong with an entry; a clause about it. */
export type Mistake = string;

/** A value without its quotes and escapes, and the places of the `$` that may begin a reference. */
export interface PhpValue {
  readonly text: string;
  readonly dollars: readonly number[];
}

type State = "initial" | "unquoted" | "single" | "double" | "escape" | "space" | "comment";

/** Line breaks, other white space, the special characters one by one, and all else. */
const tokens = /[\r\n]+|[\t\v\f ]+|[\\'"#$]|[^\t-\r \\'"#$]+/g;

/** phpdotenv's Parser/EntryParser.php, a transducer over the tokens of a trimmed value. */
export function parsePhpValue(value: string): PhpValue | { readonly mistake: Mistake } {
  const dollars: number[] = [];
  const pieces: string[] = [];
  let length = 0;
  let state: State = "initial";
  for (const [token] of value.matchAll(tokens)) {
    const step = stepOf(state, token);
    if (typeof step === "string") return { mistake: step };
    const [next, piece] = step;
    if (piece === "$" && state !== "single" && state !== "escape") dollars.push(length);
    pieces.push(piece);
    length += piece.length;
    state = next;
  }
  if (state === "single" || state === "double" || state === "escape") return { mistake: "must have a closing quote" };
  return { text: pieces.join(""), dollars };
}

type Step = readonly [State, string] | Mistake;

function stepOf(state: State, token: string): Step {
  if (state === "initial") return initial(token);
  if (state === "unquoted") return unquoted(token);
  if (state === "single") return token === "'" ? ["space", ""] : ["single", token];
  if (state === "double") return double(token);
  if (state === "escape") return escaped(token);
  if (state === "space") return space(token);
  return ["comment", ""];
}

function initial(token: string): Step {
  if (token === "'") return ["single", ""];
  if (token === '"') return ["double", ""];
  return token === "#" ? ["comment", ""] : ["unquoted", token];
}

function unquoted(token: string): Step {
  if (token === "#") return ["comment", ""];
  return isSpace(token) ? ["space", ""] : ["unquoted", token];
}

function double(token: string): Step {
  if (token === '"') return ["space", ""];
  return token === "\\" ? ["escape", ""] : ["double", token];
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

function escaped(token: string): Step {
  if (token === '"' || token === "\\" || token === "$") return ["double", token];
  const escape = escapes.get(token.charAt(0));
  return escape === undefined
    ? 'may have only \\", \\\\, \\$, \\f, \\n, \\r, \\t and \\v after a backslash'
    : ["double", escape + token.slice(1)];
}

function space(token: string): Step {
  if (token === "#") return ["comment", ""];
  return isSpace(token) ? ["space", ""] : "must have quotes around a value with white space, and nothing behind a closing quote";
}

function isSpace(token: string): boolean {
  return /^[\t-\r ]/.test(token);
}
