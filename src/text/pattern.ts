import { compileRe2, longest } from "./re2.ts";

/** A pattern that finds in linear time, or why there is none. */
type Pattern = { readonly test: (text: string) => boolean } | { readonly error: string };

/** Compiles RE2 syntax. Patterns that cannot backtrack run natively, which saves loading the RE2 engine; both give the same answers. */
export function compilePattern(text: string): Pattern {
  const source = text.length > longest ? undefined : nativeSource(text);
  if (source !== undefined) {
    const native = new RegExp(source, "u");
    return { test: (value) => native.test(value) };
  }
  const test = compileRe2(text);
  return test === undefined ? { error: errorOf(text) } : { test };
}

function errorOf(text: string): string {
  if (text.length > longest) return `it is longer than ${String(longest)} characters`;
  if (/(?<!\\)(?:\\\\)*\(\?<?[=!]/.test(text)) return "lookahead and lookbehind are not part of RE2 syntax";
  if (/(?<!\\)(?:\\\\)*(?:\\[1-9k]|\(\?P=)/.test(text)) return "back-references are not part of RE2 syntax";
  return "it is not RE2 syntax";
}

/** One set of characters and how often it stands. Bits 0 to 127 of the set are ASCII, bit 128 is everything else. */
interface Piece {
  readonly set: bigint;
  readonly min: number;
  readonly max: number;
}

const all = (1n << 129n) - 1n;

/** The pattern for RegExp with the u flag, where it provably takes linear time; undefined leaves it to RE2. */
function nativeSource(pattern: string): string | undefined {
  if (/^\^\((?:\?:)?[\w/:-]+(?:\|[\w/:-]+)*\)\$$/.test(pattern)) return pattern.replace("(?:", "(").replace("(", "(?:");
  const [, start = "", body = "", end = ""] = /^(\^?)(.*?)((?<!\\)\$)?$/s.exec(pattern) ?? [];
  const pieces = piecesOf(body);
  if (pieces === undefined || !isLinear(pieces, start === "^")) return undefined;
  return `${start}${pieces.map(({ set, min, max }) => `${sourceOf(set)}{${String(min)},${max === Infinity ? "" : String(max)}}`).join("")}${end}`;
}

/** A run of varying length must start at the beginning and end where the next piece surely starts, so that there is one way to match. */
function isLinear(pieces: readonly Piece[], anchored: boolean): boolean {
  return pieces.every((piece, index) => {
    if (piece.min === piece.max) return true;
    const next = pieces[index + 1];
    return anchored && (next === undefined || (next.min > 0 && (next.set & piece.set) === 0n));
  });
}

function piecesOf(body: string): Piece[] | undefined {
  const atom = /(\\.|\[\^?(?:\\.|[^\]\\[])+\]|[^\\[\](){}*+?|^$])([*+?]|\{(\d{1,3})(?:(,)(\d{1,3})?)?\})?/suy;
  const pieces: Piece[] = [];
  while (atom.lastIndex < body.length) {
    const [, text, quantifier, from, comma, to] = atom.exec(body) ?? [];
    const set = text === undefined ? undefined : setOf(text);
    if (set === undefined) return undefined;
    pieces.push({ set, ...countOf(quantifier, Number(from), comma === undefined ? from : to) });
  }
  return pieces.some(({ min, max }) => min > max) ? undefined : pieces;
}

function countOf(quantifier: string | undefined, from: number, to: string | undefined): { min: number; max: number } {
  if (quantifier === undefined) return { min: 1, max: 1 };
  if (quantifier === "?") return { min: 0, max: 1 };
  if (quantifier === "*" || quantifier === "+") return { min: quantifier === "+" ? 1 : 0, max: Infinity };
  return { min: from, max: to === undefined ? Infinity : Number(to) };
}

/** The characters of one atom; undefined for what the two engines might read differently. */
function setOf(atom: string): bigint | undefined {
  if (atom === ".") return all & ~bit("\n");
  if (!atom.startsWith("[")) return member(atom);
  const negated = atom.startsWith("[^");
  const set = union(atom.slice(negated ? 2 : 1, -1).match(/\\.|[^\\]-[^\\]|[^\\]/gsu) ?? []);
  return negated && set !== undefined ? all & ~set : set;
}

function union(items: readonly string[]): bigint | undefined {
  let set = 0n;
  for (const item of items) {
    const found = item.length === 3 ? range(item.charAt(0), item.charAt(2)) : member(item);
    if (found === undefined) return undefined;
    set |= found;
  }
  return set;
}

const classes: Readonly<Record<string, RegExp>> = { "\\d": /[0-9]/, "\\w": /[0-9A-Za-z_]/, "\\s": /[\t\n\f\r ]/ };

function member(item: string): bigint | undefined {
  const known = classes[item.toLowerCase()];
  if (known !== undefined && item.length === 2) {
    const set = ascii.reduce((bits, character) => (known.test(character) ? bits | bit(character) : bits), 0n);
    return item === item.toLowerCase() ? set : all & ~set;
  }
  return /^(?:\\[!-/:-@[-`{-~]|[\t -~])$/.test(item) ? bit(item.slice(-1)) : undefined;
}

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

function bit(character: string): bigint {
  return 1n << BigInt(character.charCodeAt(0));
}

function range(first: string, last: string): bigint | undefined {
  if (!/^[0-9A-Za-z]{2}$/.test(first + last) || first > last) return undefined;
  return ascii.filter((character) => character >= first && character <= last).reduce((bits, character) => bits | bit(character), 0n);
}

function sourceOf(set: bigint): string {
  const beyond = set >> 128n === 1n;
  const listed = ascii.filter((character) => ((set & bit(character)) !== 0n) !== beyond);
  return `[${beyond ? "^" : ""}${listed.map((character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`).join("")}]`;
}
